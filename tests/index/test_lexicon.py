from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from index.lexicon import FILES, Lexicon, LexiconError, key, lexicon, read
from index.text import fold, is_chinese, normalise


def _read(folder: Path, text: str, file: str = "models.tsv") -> Lexicon:
    (folder / file).write_text(text, encoding="utf-8")
    return read(folder)


def _error(folder: Path, text: str) -> str:
    with pytest.raises(LexiconError) as caught:
        _read(folder, text)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def _found(text: str) -> tuple[str, str] | None:
    entry = lexicon().find(text)
    return (entry.name, entry.kind) if entry else None


def test_every_shipped_file_has_entries() -> None:
    kinds = Counter(entry.kind for entry in lexicon().entries)
    assert set(kinds) == set(FILES.values())
    assert min(kinds.values()) >= 200


def test_no_shipped_form_differs_from_another_only_in_what_is_ignored() -> None:
    keys = Counter(key(form) for entry in lexicon().entries for form in entry.forms)
    assert [form for form, times in keys.items() if times > 1] == []


def test_shipped_forms_are_in_simplified_characters() -> None:
    forms = [form for entry in lexicon().entries for form in entry.forms]
    changed = {sign for form in forms for sign in form if is_chinese(sign) and sign not in fold(form)}
    assert changed <= {"昇"}  # 昇腾 and 昇思 are so written in simplified text


def test_keys_are_the_letters_digits_and_pluses_of_the_normalised_form() -> None:
    forms = [form for entry in lexicon().entries for form in entry.forms]
    assert [form for form in forms if key(form) != re.sub(r"[^\w+]|_", "", normalise(form))] == []


def test_every_shipped_form_finds_its_entry() -> None:
    found = lexicon()
    assert [entry for entry in found.entries if {found.find(form) for form in entry.forms} != {entry}] == []


@pytest.mark.parametrize(
    "text", ["Claude 3 Opus", "claude-3-opus", "CLAUDE3OPUS", "claude 3-opus", "Ｃｌａｕｄｅ　３ Opus"]
)
def test_case_width_blanks_and_hyphens_do_not_matter(text: str) -> None:
    assert _found(text) == ("Claude 3 Opus", "model")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("克劳德", "Claude", "model"),
        ("文心一言", "ERNIE Bot", "model"),
        ("豆包", "Doubao", "product"),
        ("谷歌", "Google", "org"),
        ("零一万物", "01.AI", "org"),
        ("上海AI实验室", "Shanghai AI Laboratory", "org"),
        ("Meta AI", "Meta", "org"),
        ("麻省理工", "Massachusetts Institute of Technology", "org"),
        ("國科大", "University of Chinese Academy of Sciences", "org"),
        ("swe bench", "SWE-bench", "benchmark"),
        ("楊立昆", "Yann LeCun", "person"),
        ("Model Context Protocol", "MCP", "tool"),
    ],
)
def test_other_right_names_find_the_entry(text: str, name: str, kind: str) -> None:
    assert _found(text) == (name, kind)


@pytest.mark.parametrize("text", ["", " ", "...", "Cloud3", "羊驼", "派"])
def test_what_is_no_name_finds_nothing(text: str) -> None:
    assert _found(text) is None


def test_a_plus_is_part_of_a_name(tmp_path: Path) -> None:
    found = _read(tmp_path, "Alpha\nAlpha+\n")
    assert [entry.name for text in ("alpha", "alpha +") if (entry := found.find(text))] == ["Alpha", "Alpha+"]


def test_forms_are_the_name_and_then_the_aliases(tmp_path: Path) -> None:
    (entry,) = _read(tmp_path, "# our own\nAlpha Arm\tAA|阿尔法机械臂\n", "products.tsv").entries
    assert (entry.name, entry.kind, entry.forms) == ("Alpha Arm", "product", ("Alpha Arm", "AA", "阿尔法机械臂"))


def test_a_file_need_not_end_in_a_line_break(tmp_path: Path) -> None:
    assert [entry.name for entry in _read(tmp_path, "alpha\nBeta").entries] == ["alpha", "Beta"]


def test_a_form_in_two_entries_is_refused(tmp_path: Path) -> None:
    error = _error(tmp_path, "Alpha-1\nBeta\tB|alpha 1\n")
    assert error == "models.tsv, line 2: 'alpha 1' is in models.tsv, line 1 (Alpha-1) too; take one of them out"


def test_a_form_in_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tools.tsv").write_text("# ours\nGamma\t阿尔法\n", encoding="utf-8")
    error = _error(tmp_path, "Alpha\t阿爾法\n")
    assert error == "tools.tsv, line 2: '阿尔法' is in models.tsv, line 1 (Alpha) too; take one of them out"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Alpha\n\tBeta\n", "line 2: a name is empty"),
        ("Alpha\t\n", "line 1: a name is empty"),
        ("Alpha\tA||B\n", "line 1: a name is empty"),
        ("...\n", "line 1: '...' holds neither letter nor digit"),
        ("Alpha\tA\tB\n", "line 1: more than two columns"),
        ("Beta\nalpha\n", "line 2: 'alpha' stands too late; sort the file"),
        ("Alpha|Beta\n", "line 1: | in the name; write the aliases after a tab"),
        (" Alpha\n", "line 1: blanks before or after ' Alpha'"),
        ("Alpha \tA\n", "line 1: blanks before or after 'Alpha '"),
        ("Alpha\tA | B\n", "line 1: blanks before or after 'A '"),
    ],
)
def test_a_line_against_the_rules_is_refused(tmp_path: Path, text: str, wrong: str) -> None:
    assert _error(tmp_path, text).startswith(f"models.tsv, {wrong}")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "orgs.tsv").write_bytes("Alpha\nBeta\t贝塔\n".encode("gb18030"))
    with pytest.raises(LexiconError, match=r"^orgs\.tsv, line 2: this is not UTF-8; save"):
        read(tmp_path)


def test_a_folder_without_a_lexicon_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"there is no lexicon here; put one of these files there: models\.tsv"):
        read(tmp_path)


def test_spoken_forms_are_understood_and_not_among_the_right_ones(tmp_path: Path) -> None:
    (entry,) = (found := _read(tmp_path, "Alpha\tAA|~阿尔发\n")).entries
    assert (entry.forms, entry.spoken, entry.all_forms) == (("Alpha", "AA"), ("阿尔发",), ("Alpha", "AA", "阿尔发"))
    assert found.find("阿尔发") is entry


def test_famous_names_are_marked(tmp_path: Path) -> None:
    (tmp_path / "famous.txt").write_text("# ours\nAlpha\n", encoding="utf-8")
    assert _read(tmp_path, "Alpha\nBeta\n").famous == {"Alpha"}


def test_a_famous_name_that_no_entry_begins_with_is_refused(tmp_path: Path) -> None:
    (tmp_path / "famous.txt").write_text("Alpha\nAA\n", encoding="utf-8")
    assert _error(tmp_path, "Alpha\tAA\n") == "famous.txt: 'AA' is no name of the lexicon; write it as its entry begins"
