from __future__ import annotations

import pytest

from models.folder import load_model_folder


@pytest.fixture(scope="session")
def encoder():
    return load_model_folder().encoder(threads=1)
