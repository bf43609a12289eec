"""The named exceptions of the project, each with one message: what is wrong, where, what to do.

They live in the leftmost room so that every other room can raise and catch them. The command line prints
the message of a :class:`StanceError` as one line and exits non-zero.
"""

from __future__ import annotations

from pathlib import Path


def printable(text: str) -> str:
    """Make a text from outside fit for one line on a terminal.

    :param text: a file name, for one, which may hold line ends, terminal controls, bidirectional controls or lone surrogates.
    :return: the text, with an escape for each character that does not show.
    """
    return "".join(character if character.isprintable() else character.encode("unicode_escape").decode("ascii") for character in text)


class StanceError(Exception):
    """Base of every error that a user can do something about."""


class StoppedError(StanceError):
    """The user stopped a run that can be continued."""


class DocumentError(StanceError):
    """A document could not be read; the rest of a batch goes on without it."""

    def __init__(self, path: Path | str, cause: str, remedy: str) -> None:
        """Compose the one-line message.

        :param path: the file that could not be read.
        :param cause: what is wrong with it.
        :param remedy: what the user can do about it.
        """
        self.path = Path(path)
        self.cause = cause
        self.remedy = remedy
        super().__init__(f"{printable(str(path))}: {cause}; {remedy}")


class EmptyDocumentError(DocumentError):
    """The file holds no text."""


class UnsupportedFormatError(DocumentError):
    """The file is of a kind that is not read."""


class DamagedDocumentError(DocumentError):
    """The file is broken, or is not what its first bytes claim."""


class EncryptedDocumentError(DocumentError):
    """The file needs a password."""


class ScannedDocumentError(DocumentError):
    """The pages are pictures; there is no text to read."""


class OversizedDocumentError(DocumentError):
    """The file is larger than the limit."""


class NoDocumentsError(StanceError):
    """No readable file was named."""


class CorpusError(StanceError):
    """The corpus on disk cannot be used as asked."""


class LabelFileError(StanceError):
    """A label file is malformed."""


class ModelFolderError(StanceError):
    """A model folder is missing, incomplete, altered or of another version."""


class MissingExtraError(StanceError):
    """A command needs an optional extra that is not installed."""

    def __init__(self, extra: str, module: str) -> None:
        """Compose the message.

        :param extra: the extra of this package that brings the module.
        :param module: the module that could not be imported.
        """
        super().__init__(f"this needs {module}, which is not installed; run: pip install '.[{extra}]'")


class TrainingError(StanceError):
    """The labelled text cannot train or evaluate a classifier."""
