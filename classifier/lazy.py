"""An encoder that is loaded when it is first needed, or shortly before."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence

from corpus.errors import ModelFolderError
from models.encoder import Encoded, Encoder, EncoderInput
from models.folder import ModelFolder


class LazyEncoder:
    """The encoder of a model: a run whose tags are all known never loads it."""

    def __init__(self, model: ModelFolder, threads: int) -> None:
        """Remember which encoder it is.

        :param model: a verified model folder.
        :param threads: threads that one text is encoded with.
        """
        self._model = model
        self._threads = threads
        self._encoder: Encoder | None = None
        self._lock = threading.Lock()

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._loaded().dimension

    def encode(self, inputs: Sequence[EncoderInput]) -> list[Encoded]:
        """Encode texts.

        :param inputs: the texts.
        :return: their vectors, in the same order.
        """
        return self._loaded().encode(inputs)

    def load_soon(self) -> None:
        """Load the encoder while other things go on."""
        threading.Thread(target=self._try, name="loading").start()

    def _try(self) -> None:
        with contextlib.suppress(ModelFolderError):  # who needs the encoder is told
            self._loaded()

    def _loaded(self) -> Encoder:
        with self._lock:
            if self._encoder is None:
                try:
                    self._encoder = self._model.encoder(self._threads)
                except Exception as error:  # the libraries raise whatever they like on a file that is no model
                    raise ModelFolderError(
                        f"{self._model.path}: the encoder cannot be loaded ({error}); train or fetch the model again"
                    ) from error
            return self._encoder
