from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelFolderError, StanceError
from labels.scheme import shipped_scheme
from models.folder import check_model_target, load_model_folder, save_model_folder

_ARRAYS = {
    "sentence_weights": np.linspace(-1, 1, 15, dtype=np.float32).reshape(5, 3),
    "sentence_bias": np.arange(5, dtype=np.float32),
    "paragraph_weights": np.linspace(-1, 1, 65, dtype=np.float32).reshape(5, 13),
    "paragraph_bias": np.zeros(5, np.float32),
}
_FILES = {"encoder.onnx", "tokenizer.json", "head.safetensors", "card.md", "manifest.json"}


@pytest.fixture
def save(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "encoder").write_bytes(b"an encoder")
    (source / "tokenizer").write_bytes(b"a tokenizer")

    def save(path, **changes):
        given = {
            "encoder": source / "encoder",
            "tokenizer": source / "tokenizer",
            "arrays": _ARRAYS,
            "scheme": shipped_scheme(),
            "settings": {"max_tokens": 64, "temperature": 1.5, "abstain_below": 0.6},
            "training": {"paragraphs": 7, "documents": ["saltmere-reply.md"]},
            "card": "# Card – of a model\n",
        }
        save_model_folder(path, **{**given, **changes})
        return path

    return save


@pytest.fixture
def folder(tmp_path, save):
    return save(tmp_path / "model")


def _edit_manifest(folder, **changes):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**manifest, **changes}), "utf-8")


def test_a_model_comes_back_as_it_was_saved(folder):
    model = load_model_folder(folder)
    assert model.scheme == shipped_scheme()
    assert model.settings == {"max_tokens": 64, "temperature": 1.5, "abstain_below": 0.6}
    assert model.training == {"paragraphs": 7, "documents": ["saltmere-reply.md"]}
    assert set(model.arrays) == set(_ARRAYS)
    for name, array in _ARRAYS.items():
        np.testing.assert_array_equal(model.arrays[name], array)
    assert (folder / "encoder.onnx").read_bytes() == b"an encoder"
    assert (folder / "card.md").read_text("utf-8") == "# Card – of a model\n"
    assert {file.name for file in folder.iterdir()} == _FILES


def test_the_digest_stands_for_the_whole_folder(folder, tmp_path, save):
    digest = load_model_folder(folder).digest
    assert load_model_folder(save(tmp_path / "same")).digest == digest
    other = save(tmp_path / "other", arrays={**_ARRAYS, "sentence_bias": np.ones(5, np.float32)})
    assert load_model_folder(other).digest != digest


@pytest.mark.parametrize("name", sorted(_FILES - {"manifest.json"}))
def test_a_file_that_was_changed_is_refused_by_its_name(folder, name):
    content = bytearray((folder / name).read_bytes())
    content[-1] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(ModelFolderError, match=rf"{name} is not the file that was saved"):
        load_model_folder(folder)


@pytest.mark.parametrize("name", sorted(_FILES - {"manifest.json"}))
def test_a_missing_file_is_refused_by_its_name(folder, name):
    (folder / name).unlink()
    with pytest.raises(ModelFolderError, match=rf"missing or do not belong there \({name}\)"):
        load_model_folder(folder)


@pytest.mark.parametrize("name", ["weights.pkl", ".hidden", "custom.py"])
def test_a_file_that_does_not_belong_is_refused_by_its_name(folder, name):
    (folder / name).write_text("x", "utf-8")
    with pytest.raises(ModelFolderError, match=rf"missing or do not belong there \({name}\)"):
        load_model_folder(folder)


def test_a_link_in_place_of_a_file_is_refused(folder, tmp_path):
    shutil.move(folder / "encoder.onnx", tmp_path / "elsewhere.onnx")
    (folder / "encoder.onnx").symlink_to(tmp_path / "elsewhere.onnx")
    with pytest.raises(ModelFolderError, match=r"encoder\.onnx: is not a plain file"):
        load_model_folder(folder)


@pytest.mark.parametrize("version", [0, 3, "1", None])
def test_another_format_version_is_refused_with_what_to_do(folder, version):
    _edit_manifest(folder, format_version=version)
    with pytest.raises(ModelFolderError, match=rf"has format {version}, this program reads 2; train it again"):
        load_model_folder(folder)


def test_a_model_of_the_first_format_is_still_read(folder):
    _edit_manifest(folder, format_version=1)
    assert load_model_folder(folder).path == folder


@pytest.mark.parametrize("content", ["{", "[]", '"model"', "", "[" * 100_000], ids=lambda content: content[:9])
def test_a_manifest_that_is_none_is_refused(folder, content):
    (folder / "manifest.json").write_text(content, "utf-8")
    with pytest.raises(ModelFolderError, match="model"):
        load_model_folder(folder)


@pytest.mark.parametrize("listed", [None, [], {}, {"encoder.onnx": {}}, {name: {} for name in [*_FILES, "more.bin"]}])
def test_a_manifest_that_lists_other_files_is_refused(folder, listed):
    _edit_manifest(folder, files=listed)
    with pytest.raises(ModelFolderError, match="does not list the files of a model"):
        load_model_folder(folder)


@pytest.mark.parametrize("changes", [{"scheme": {"name": "x"}}, {"settings": 4}, {"training": None}])
def test_a_manifest_with_unusable_content_is_refused(folder, changes):
    _edit_manifest(folder, **changes)
    with pytest.raises(ModelFolderError, match="the model cannot be loaded"):
        load_model_folder(folder)


def test_a_folder_without_a_model_is_refused(tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    for path in (tmp_path, tmp_path / "missing", tmp_path / "file"):
        with pytest.raises(ModelFolderError, match="no model there"):
            load_model_folder(path)


def test_a_new_model_replaces_an_old_one_whole(folder, save, tmp_path):
    (folder / "stray.txt").write_text("x", "utf-8")
    save(folder, card="# New\n")
    assert load_model_folder(folder).path == folder
    assert (folder / "card.md").read_text("utf-8") == "# New\n"
    assert {file.name for file in tmp_path.iterdir()} == {"source", "model"}


def test_an_error_while_saving_leaves_the_old_model_and_nothing_else(folder, save, tmp_path):
    digest = load_model_folder(folder).digest
    with pytest.raises(TypeError):
        save(folder, training={"paragraphs": object()})
    with pytest.raises(OSError, match="nowhere"):
        save(tmp_path / "fresh", tokenizer=tmp_path / "nowhere")
    assert load_model_folder(folder).digest == digest
    assert {file.name for file in tmp_path.iterdir()} == {"source", "model"}


def test_a_folder_of_other_files_is_not_overwritten(tmp_path, save):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("years of work", "utf-8")
    with pytest.raises(ModelFolderError, match="holds files that are no model; choose an empty folder"):
        save(tmp_path / "thesis")
    assert (tmp_path / "thesis" / "chapter.txt").read_text("utf-8") == "years of work"


def test_where_a_model_cannot_be_saved_is_known_before_it_is_made(tmp_path, folder):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("years of work", "utf-8")
    for path, reason in (
        (tmp_path / "thesis", "holds files that are no model"),
        (tmp_path / "thesis" / "chapter.txt", "is a file"),
        (tmp_path / "thesis" / "chapter.txt" / "model", "is no folder that you may write to"),
        (tmp_path / "thesis" / "..", "choose a folder by its name"),
        (Path(), "choose a folder by its name"),
    ):
        with pytest.raises(StanceError, match=reason):
            check_model_target(path)
    for path in (folder, tmp_path / "new", tmp_path / "a" / "b"):
        check_model_target(path)
    assert not (tmp_path / "a").exists()


def test_an_empty_folder_is_filled_and_missing_parents_are_made(tmp_path, save):
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", tmp_path / "a" / "b"):
        assert load_model_folder(save(path)).settings["max_tokens"] == 64


def test_a_plain_file_is_not_overwritten(tmp_path, save):
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(ModelFolderError, match=r"notes\.txt"):
        save(tmp_path / "notes.txt")
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"


def test_whoever_may_read_the_card_may_read_the_weights(folder):
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    assert modes["head.safetensors"] == modes["card.md"]


def test_the_shipped_model_is_whole_and_knows_the_labels_of_the_project():
    model = load_model_folder()
    assert model.scheme.ids == shipped_scheme().ids
    assert model.settings["max_tokens"] <= 512
    assert model.arrays["sentence_weights"].shape == (5, model.encoder(threads=1).dimension)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"settings": {"max_tokens": 64, "temperature": "warm", "abstain_below": 0.6}}, "'temperature' in the manifest is 'warm', not"),
        ({"training": {"held_out": {"accuracy": "?"}}}, r"'held_out: accuracy' in the manifest is '\?', not a share"),
        (
            {"scheme": {"name": "one", "labels": [{"id": "x", "shown_as": "x", "definition": "x"}], "caution": []}},
            "the 1 labels of its scheme",
        ),
    ],
)
def test_an_edited_manifest_is_refused_with_what_is_wrong_in_it(folder, changes, problem):
    _edit_manifest(folder, **changes)
    with pytest.raises(ModelFolderError, match=f"{problem}.*; train or fetch the model again"):
        load_model_folder(folder)
