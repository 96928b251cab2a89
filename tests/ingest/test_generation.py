"""Pointer, manifest, locks and clean-up, on real folders and real processes."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from ingest.errors import IndexFormatError, IngestError, NotFoundError
from ingest.generation import (
    SCHEMA,
    Hold,
    Manifest,
    clean,
    current_name,
    index_folder,
    make_current,
    new_name,
    read_manifest,
    replace_file,
    writer,
)


def made(folder, name=None, whole=True):
    name = name or new_name()
    generation = folder / name
    generation.mkdir(parents=True)
    (generation / "in-use.lock").touch()
    (generation / "data").write_text("x")
    if whole:
        manifest = Manifest(
            schema_version=SCHEMA,
            generation=name,
            built_at=datetime.now(UTC),
            corpus_hash="",
            tokeniser="",
            embedding="builtin",
            dimension=2,
            fingerprint=(1.0, 0.0),
            documents=0,
            clauses=0,
            questions=0,
        )
        (generation / "manifest.json").write_text(manifest.model_dump_json())
    return name


@pytest.fixture
def folder(tmp_path):
    return index_folder(tmp_path)


def names(folder):
    return sorted(p.name for p in folder.iterdir() if p.is_dir())


def nothing(name):
    """A generation that keeps nothing elsewhere."""


def test_names_sort_by_time():
    found = [new_name() for _ in range(50)]
    assert found == sorted(found)
    assert len(set(found)) == 50


def test_without_a_pointer_there_is_no_index(folder):
    with pytest.raises(NotFoundError, match="python -m ingest rebuild"):
        current_name(folder)


@pytest.mark.parametrize("text", ["", "../../etc", "20261121T000000", "\xff\xfe"])
def test_a_damaged_pointer_is_refused_with_the_command_that_mends_it(folder, text):
    folder.mkdir(parents=True)
    (folder / "current").write_bytes(text.encode("latin-1"))
    with pytest.raises(IndexFormatError, match="python -m ingest rebuild"):
        current_name(folder)


def test_the_pointer_names_the_generation_made_current(folder):
    first, second = made(folder), made(folder)
    make_current(folder, first)
    make_current(folder, second)
    assert current_name(folder) == second
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize("change", [{"schema_version": SCHEMA + 1}, {"unknown": 1}])
def test_a_manifest_of_another_version_is_refused_with_the_command_that_mends_it(folder, change):
    name = made(folder)
    manifest = read_manifest(folder / name).model_dump(mode="json") | change
    (folder / name / "manifest.json").write_text(str(manifest).replace("'", '"'))
    with pytest.raises(IndexFormatError, match="python -m ingest rebuild"):
        read_manifest(folder / name)


def test_a_half_written_generation_is_refused_and_removed(folder):
    half, whole = made(folder, whole=False), made(folder)
    make_current(folder, whole)
    with pytest.raises(IndexFormatError, match="不完整"):
        read_manifest(folder / half)
    assert clean(folder, nothing) == [half]
    assert names(folder) == [whole]


def test_the_last_two_generations_stay(folder):
    found = [made(folder) for _ in range(4)]
    make_current(folder, found[-1])
    clean(folder, nothing)
    assert names(folder) == found[-2:]


def test_a_whole_generation_that_never_became_current_goes(folder):
    before, current, never = made(folder), made(folder), made(folder)
    make_current(folder, current)
    assert clean(folder, nothing) == [never]
    assert names(folder) == [before, current]


def test_a_generation_somebody_holds_stays_until_it_is_released(folder):
    held, *_, last = found = [made(folder) for _ in range(3)]
    make_current(folder, last)
    hold = Hold(folder / held)
    assert clean(folder, nothing) == []
    hold.release()
    hold.release()
    assert clean(folder, nothing) == [held]
    assert names(folder) == found[1:]


def test_a_generation_held_by_another_process_stays_until_that_dies(folder):
    held, *_, last = [made(folder) for _ in range(3)]
    make_current(folder, last)
    code = f"""
from pathlib import Path
from ingest.generation import Hold
hold = Hold(Path({str(folder / held)!r}))
print("held", flush=True)
input()
"""
    with subprocess.Popen([sys.executable, "-c", code], stdin=-1, stdout=-1, text=True) as reader:
        assert reader.stdout.readline() == "held\n"
        assert clean(folder, nothing) == []
        reader.kill()
    assert clean(folder, nothing) == [held]


def test_what_is_gone_cannot_be_held(folder):
    half = made(folder, whole=False)
    for name in (half, new_name()):
        with pytest.raises(FileNotFoundError):
            Hold(folder / name)


def test_foreign_folders_are_left_alone(folder):
    make_current(folder, made(folder))
    (folder / "staff-notes").mkdir()
    clean(folder, nothing)
    assert (folder / "staff-notes").is_dir()


def test_a_second_writer_waits_and_then_says_so_in_chinese(tmp_path):
    with writer(tmp_path), pytest.raises(IngestError, match="另一个进程正在修改"), writer(tmp_path, patience=0.2):
        pass
    with writer(tmp_path, patience=0.2):
        pass


def test_a_replaced_file_is_whole_and_leaves_nothing_beside_it(tmp_path):
    replace_file(tmp_path / "a" / "file.txt", b"1")
    replace_file(tmp_path / "a" / "file.txt", b"22")
    assert [(p.name, p.read_bytes()) for p in (tmp_path / "a").iterdir()] == [("file.txt", b"22")]
