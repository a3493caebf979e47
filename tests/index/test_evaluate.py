from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.evaluate import Case, GoldItem, Place, evaluate, judge, load
from index.types import Answer, DigestItem, Episode, Hit

TEXT = "大家好!东京大学的研究者推出绘画系统InkFlow,速度提升三倍。索尼的研究者推出机械手GripOne,能够抓起鸡蛋。"
FIRST, SECOND = TEXT.index("东京"), TEXT.index("索尼")
PLACES: dict[Place, Place | None] = {("e", 1): ("e", 1), ("e", 2): ("e", 2), ("e", 3): ("e", 2), ("e", 4): None}


def _answer(*numbers: int, text: str = "", found: bool = True) -> Answer:
    episode = Episode(id="e", show="s", title="t")
    hits = [
        Hit(episode=episode, item=DigestItem(episode="e", n=n, start=0, end=1, title="t", summary="s", text="x"))
        for n in numbers
    ]
    return Answer(found=found, kind="fact", language="zh", text=text, hits=tuple(hits))


def _case(*gold: int, kind: str = "fact", answer: tuple[str, ...] = ()) -> Case:
    return Case(id="1", q="?", kind=kind, gold=tuple(("e", n) for n in gold), answer=answer)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("episodes", "gold"):
        (tmp_path / name).mkdir()
    (tmp_path / "episodes" / "old.txt").write_text(TEXT, "utf-8")
    (tmp_path / "episodes" / "old.toml").write_text("date = 2024-01-01", "utf-8")
    (tmp_path / "episodes" / "new.txt").write_text("今天没有新闻。", "utf-8")
    (tmp_path / "episodes" / "new.toml").write_text("date = 2024-02-01", "utf-8")
    gold = [{"n": 1, "start": FIRST, "end": SECOND}, {"n": 2, "start": SECOND, "end": len(TEXT), "title": "more"}]
    (tmp_path / "gold" / "old.json").write_text(json.dumps({"items": gold}), "utf-8")
    cases = [
        {"id": "1", "q": "InkFlow是谁推出的", "kind": "fact", "gold": [["old", 1]], "answer": ["东京大学|東京大學"]},
        {"id": "2", "q": "有关于壮语的消息吗", "kind": "none"},
    ]
    (tmp_path / "questions.jsonl").write_text("\n\n".join(map(json.dumps, cases)) + "\n", "utf-8")
    return tmp_path


def test_a_set_is_read_newest_first(folder: Path) -> None:
    chosen = load(folder)
    assert [one.episode.id for one in chosen.transcripts] == ["new", "old"]
    assert chosen.gold["old"][0] == GoldItem(n=1, start=FIRST, end=SECOND)
    assert [one.id for one in chosen.cases] == ["1", "2"]


def test_a_set_is_evaluated(folder: Path) -> None:
    run = evaluate(load(folder))
    assert run.figures.cutting_f1 == 1
    assert run.figures.hit_at_1 == run.figures.mrr_at_5 == run.figures.answers == run.figures.none_told == 1
    assert run.figures.wrongly_none == 0
    assert run.figures.list_recall is None
    assert all(one.is_right for one in run.verdicts)
    assert set(run.answers) == {"1", "2"}


def test_a_set_without_questions_has_no_figures_of_answers(folder: Path) -> None:
    (folder / "questions.jsonl").unlink()
    figures = evaluate(load(folder)).figures
    assert figures.cutting_f1 == 1
    assert figures.hit_at_1 is figures.answers is figures.none_told is None


def test_a_broken_question_is_refused(folder: Path) -> None:
    (folder / "questions.jsonl").write_text("{", "utf-8")
    with pytest.raises(ValueError, match="JSON"):
        load(folder)


@pytest.mark.parametrize(
    ("hits", "hit", "reciprocal_rank"),
    [((1,), True, 1), ((2, 1), False, 1 / 2), ((4, 2, 1), False, 1 / 2), ((2,), False, 0), ((), False, 0)],
)
def test_the_place_of_the_right_item_counts(hits: tuple[int, ...], hit: bool, reciprocal_rank: float) -> None:
    verdict = judge(_case(1), _answer(*hits), PLACES)
    assert (verdict.hit, verdict.reciprocal_rank) == (hit, reciprocal_rank)
    assert verdict.is_right is hit


def test_items_cut_in_two_count_once() -> None:
    verdict = judge(_case(2, kind="list"), _answer(2, 3), PLACES)
    assert (verdict.recall, verdict.precision) == (1, 1)


def test_lists_are_judged_by_all_their_items() -> None:
    verdict = judge(_case(1, 2, kind="list"), _answer(1), PLACES)
    assert (verdict.recall, verdict.precision, verdict.is_right) == (0.5, 1, False)


@pytest.mark.parametrize(
    ("text", "wanted", "answered"),
    [
        ("速度提升三倍。", ("三倍",), True),
        ("速度提升三倍。", ("3倍|三倍", "速度"), True),
        ("速度提升三倍。", ("三倍", "价格"), False),
        ("Ｉｎｋ-Flow", ("inkflow",), True),
        ("三倍" + "很" * 140, ("三倍",), False),
    ],
)
def test_an_answer_holds_every_string_wanted(text: str, wanted: tuple[str, ...], answered: bool) -> None:
    assert judge(_case(1, answer=wanted), _answer(1, text=text), PLACES).answered is answered


@pytest.mark.parametrize("found", [True, False])
def test_where_nothing_is_right_nothing_is_to_be_found(found: bool) -> None:
    assert judge(_case(), _answer(found=found), PLACES).is_right is not found


def test_items_can_be_taken_as_the_set_cuts_them(folder: Path) -> None:
    gold = [{"n": 1, "start": FIRST, "end": len(TEXT)}]
    (folder / "gold" / "old.json").write_text(json.dumps({"items": gold}), "utf-8")
    assert evaluate(load(folder)).figures.cutting_precision == 0.5
    run = evaluate(load(folder), right_cuts=True)
    assert run.figures.cutting_f1 == 1
    assert run.answers["1"].hits[0].item.text == TEXT[FIRST:]
