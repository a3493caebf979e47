from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from index.transcripts import LARGEST, TranscriptError, discover, read


def _write(path: Path, data: bytes | str = "东京大学的研究者推出绘画系统。") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_folders_are_searched_with_their_subfolders_in_order(tmp_path: Path) -> None:
    paths = [_write(tmp_path / name) for name in ("a.txt", "b/c.txt", "d.txt")]
    _write(tmp_path / "b" / "c.toml", "")
    _write(tmp_path / "README.md")
    _write(tmp_path / "cover.png")
    assert discover([tmp_path]) == paths
    assert discover([tmp_path / "d.txt", tmp_path]) == [paths[2], *paths[:2]], "each once"


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("none.txt", "there is no such file or folder"),
        ("cover.png", "is no transcript: give a file in one of .txt, .md"),
        ("empty", r"no transcript \(.txt, .md.*\) in"),
    ],
)
def test_where_there_is_no_transcript_it_is_told(tmp_path: Path, name: str, wrong: str) -> None:
    _write(tmp_path / "cover.png")
    (tmp_path / "empty").mkdir()
    with pytest.raises(TranscriptError, match=wrong):
        discover([tmp_path / name])


def test_a_transcript_is_read_with_its_sidecar(tmp_path: Path) -> None:
    text = "  这里是画画周报2024年3月的第二期。\n机器人会做饭。\n"
    path = _write(tmp_path / "one.txt", text)
    _write(tmp_path / "one.toml", "date = 2024-03-10")
    found = read(path)
    assert found.text == text, "the words stay as they are"
    assert (found.episode.id, found.episode.show, found.episode.date) == ("one", "画画周报", dt.date(2024, 3, 10))


def test_only_the_last_suffix_goes_from_the_id(tmp_path: Path) -> None:
    path = _write(tmp_path / "week.2024.txt")
    _write(tmp_path / "week.2024.toml", 'show = "画画周报"')
    assert (read(path).episode.id, read(path).episode.show) == ("week.2024", "画画周报")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = "东京大学的研究者推出绘画系统,速度提升三倍。"
    assert read(_write(tmp_path / "one.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", "is empty: put the words"),
        (b" \n\t", "is empty: put the words"),
        (bytes(range(256)), "is no text in UTF-8, UTF-16 or GB18030"),
        (b"a" * (LARGEST + 1), "more than the 5 MB of one episode"),
    ],
)
def test_what_is_no_transcript_is_refused_in_one_line(tmp_path: Path, data: bytes, wrong: str) -> None:
    with pytest.raises(TranscriptError, match=wrong) as caught:
        read(_write(tmp_path / "one.txt", data))
    assert "\n" not in str(caught.value)
    assert str(tmp_path / "one.txt") in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match=r"cannot be read \(No such file"):
        read(tmp_path / "none.txt")


def test_a_wrong_sidecar_is_named(tmp_path: Path) -> None:
    path = _write(tmp_path / "one.txt")
    _write(tmp_path / "one.toml", "shwo = 1")
    with pytest.raises(TranscriptError, match=r"one\.toml has an unknown key"):
        read(path)


def test_equal_transcripts_have_equal_digests(tmp_path: Path) -> None:
    path = _write(tmp_path / "one.txt")
    before = read(path)
    assert read(path).digest == before.digest
    _write(path, "别的话。")
    assert read(path).digest != before.digest
    assert len(before.episode.key) == 12
