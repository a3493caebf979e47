from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cli

SET = Path(__file__).parents[1] / "quality" / "sets" / "weekly"


def test_evaluate_prints_the_figures_of_a_set(cli: Cli) -> None:
    (figures,) = cli("evaluate", SET, "--json").json
    assert 0.9 <= figures["cutting_f1"] <= 1
    assert set(figures["hit_at_1_by_kind"]) >= {"name", "fact", "list"}
    shown = cli("evaluate", SET, "--misses").out
    assert "hit at 1" in shown


def test_a_question_is_explained(cli: Cli) -> None:
    shown = cli("evaluate", SET, "--explain", "s019").out
    assert "TokenFlow: held, heard as" in shown
    assert "JokenFlow" in shown
    assert "UniEdit" in shown or "InuitEdit" in shown


def test_what_is_no_set_or_no_question_is_said_in_one_line(cli: Cli, tmp_path: Path) -> None:
    for arguments in (("evaluate", tmp_path), ("evaluate", SET, "--explain", "nobody")):
        done = cli(*arguments)
        assert done.code == 1
        assert len(done.err.strip().splitlines()) == 1
