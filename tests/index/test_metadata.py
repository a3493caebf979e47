from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.metadata import Sidecar, SidecarError, describe, issue, number, read_sidecar


def _read(folder: Path, text: str) -> Sidecar:
    path = folder / "one.toml"
    path.write_text(text, "utf-8")
    return read_sidecar(path)


def test_all_of_a_sidecar_is_optional(tmp_path: Path) -> None:
    assert _read(tmp_path, "") == read_sidecar(tmp_path / "none.toml") == Sidecar()


@pytest.mark.parametrize("day", ["2024-03-10", '"2024-03-10"', "2024-03-10T08:00:00", "2024-03-10 23:59:59+08:00"])
def test_a_day_may_be_written_in_several_ways(tmp_path: Path, day: str) -> None:
    assert _read(tmp_path, f"date = {day}").date == dt.date(2024, 3, 10)


def test_an_empty_address_is_none(tmp_path: Path) -> None:
    assert _read(tmp_path, 'url = ""').url is None
    assert _read(tmp_path, 'url = "https://example.org/1"').url == "https://example.org/1"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("show", "is no TOML"),
        ("shwo = 1", "has an unknown key 'shwo': it takes show, title, date, url, audio_url"),
        ("show = 1", "has a wrong show (1): it takes a text"),
        ('date = "10 March"', "has a wrong date ('10 March'): it takes a day as 2024-03-10"),
        ("date = 20240310", "has a wrong date (20240310): it takes a day as 2024-03-10"),
        ('url = "example.org"', "has a wrong url ('example.org'): it takes a web address"),
        ('audio_url = "ftp://example.org"', "has a wrong audio_url ('ftp://example.org'): it takes a web address"),
        ('url = "javascript:alert(1)"', "has a wrong url ('javascript:alert(1)'): it takes a web address"),
    ],
)
def test_what_is_wrong_in_a_sidecar_is_told_in_one_line(tmp_path: Path, text: str, wrong: str) -> None:
    with pytest.raises(SidecarError) as caught:
        _read(tmp_path, text)
    assert str(caught.value).startswith(wrong)
    assert "\n" not in str(caught.value)


def test_a_sidecar_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gb.toml").write_bytes('show = "周报"'.encode("gb18030"))
    (tmp_path / "folder.toml").mkdir()
    for name in ("gb.toml", "folder.toml"):
        with pytest.raises(SidecarError, match="cannot be read"):
            read_sidecar(tmp_path / name)


@pytest.mark.parametrize(
    ("opening", "show", "title"),
    [
        ("大家好,这里是画画周报2024年3月的第二期。", "画画周报", "画画周报 2024年3月第二期"),
        ("欢迎收听《画画周报》,我是主播。今天是2024年3月的第12期", "画画周报", "画画周报 2024年3月第12期"),
        ("欢迎来到画画周报。", "画画周报", "one"),
        ("And this is the Drawing Show, with news.", "Drawing Show", "one"),
        ("今天没有开场白。", "one", "one"),
        ("", "one", "one"),
        ("😀\0", "one", "one"),
        ("很" * 300 + "这里是画画周报。", "one", "one"),
    ],
)
def test_opening_words_tell_show_and_issue(opening: str, show: str, title: str) -> None:
    episode = describe("one", opening, Sidecar())
    assert (episode.id, episode.show, episode.title, episode.date) == ("one", show, title, None)


def test_a_sidecar_goes_before_the_opening_words() -> None:
    sidecar = Sidecar(show="另一个", title="第一集", date=dt.date(2024, 3, 10), url="https://example.org")
    episode = describe("one", "这里是画画周报2024年3月的第二期。", sidecar)
    assert (episode.show, episode.title, episode.date) == ("另一个", "第一集", dt.date(2024, 3, 10))
    assert episode.url == "https://example.org"


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=80) | st.text(st.sampled_from("这里是欢迎收听周报2024年3月第二期,《》"), max_size=40))
def test_any_opening_gives_a_show_and_a_title(opening: str) -> None:
    episode = describe("one", opening, Sidecar())
    assert episode.show
    assert episode.title


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("", None),
        ("画画周报", None),
        ("3月第二期", None),
        ("画画周报 2024年3月第二期", (2024, 3, 2)),
        ("2024 年 03 月的第 12 期", (2024, 3, 12)),
        ("２０２４年１２月第十二期", (2024, 12, 12)),
        ("2024年3月第九十九期", (2024, 3, 99)),
    ],
)
def test_the_issue_that_a_title_tells(title: str, found: tuple[int, int, int] | None) -> None:
    assert issue(title) == found


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("7", 7), ("007", 7), ("99", 99), ("一", 1), ("十", 10), ("十一", 11), ("二十", 20), ("九十九", 99)],
)
def test_small_numbers(text: str, value: int) -> None:
    assert number(text) == value
