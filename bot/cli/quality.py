"""`evaluate`: how well a set of questions with known answers is answered, and why one is answered as it is."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from bot.cli.common import JsonOption, err, out, print_json
from bot.errors import RunError
from index.evaluate import Case, Figures, Run, Verdict, load
from index.evaluate import evaluate as run_set
from index.search import Searcher

MissesOption = Annotated[bool, typer.Option("--misses", help="Print every question that went wrong.")]
RightCutsOption = Annotated[
    bool, typer.Option("--right-cuts", help="Take the items as gold/ cuts them: only the search is measured.")
]
ExplainOption = Annotated[
    str | None, typer.Option("--explain", help="The id of a question: show how it is understood.")
]


def evaluate(
    folder: Annotated[Path, typer.Argument(help="A set: episodes/, gold/ and questions.jsonl.")],
    explain: ExplainOption = None,
    misses: MissesOption = False,
    right_cuts: RightCutsOption = False,
    as_json: JsonOption = False,
) -> None:
    """Measure cutting, retrieval and answers on a set of questions."""
    run = _run(folder, right_cuts=right_cuts)
    if explain is not None:
        _explain(run, explain)
        return
    if as_json:
        print_json(asdict(run.figures))
        return
    if misses:
        _print_misses(run)
    _print_figures(run.figures)


def _run(folder: Path, *, right_cuts: bool) -> Run:
    try:
        with err.status("Cutting and asking …"):
            return run_set(load(folder), right_cuts=right_cuts)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise RunError(f"{folder} is no evaluation set ({reason}): see tests/quality/README.md") from None


def _print_figures(figures: Figures) -> None:
    table = Table("figure", "value", box=None)
    for name, value in asdict(figures).items():
        if not isinstance(value, dict):
            table.add_row(name.replace("_", " "), _shown(value))
    for kind, value in figures.hit_at_1_by_kind.items():
        table.add_row(f"  hit at 1, {kind}", _shown(value))
    out.print(table)


def _print_misses(run: Run) -> None:
    for verdict in run.verdicts:
        if not verdict.is_right:
            _print_miss(verdict, run)


def _print_miss(verdict: Verdict, run: Run) -> None:
    case, answer = verdict.case, run.answers[verdict.case.id]
    got = ", ".join(f"{hit.item.episode}#{hit.item.n}" for hit in answer.hits) or "nothing"
    wanted = ", ".join(f"{episode}#{n}" for episode, n in case.gold) or "nothing"
    out.print(f"[bold]{escape(case.id)}[/bold] {case.kind}: {escape(case.q)}")
    out.print(f"    wanted {escape(wanted)} {escape(' & '.join(case.answer))}")
    out.print(f"    got    {escape(got)} {escape(answer.text)}")


def _explain(run: Run, case_id: str) -> None:
    case = next((one.case for one in run.verdicts if one.case.id == case_id), None)
    if case is None:
        raise RunError(f"no question {case_id!r} in the set: its ids are in questions.jsonl")
    print_trace(run.searcher, case)
    out.print(f"answer      {escape(run.answers[case_id].text or 'not found')}")


def print_trace(searcher: Searcher, case: Case) -> None:
    """Prints how a question is understood, which names were found where, and what speaks for the candidates."""
    trace = searcher.explain(case.q, case.context, case.now)
    question = trace.question
    out.print(f"question    {escape(question.text)}  ({question.language}, {question.kind})")
    out.print(f"wanted      {', '.join(sorted(question.wanted)) or '-'}")
    out.print(f"period      {', '.join(sorted(question.period.episodes)) if question.period else '-'}")
    for name, held in trace.held.items():
        heard = ", ".join(held.heard) or "nothing near"
        out.print(f"name        {escape(name)}: {'held' if held.whole else 'not held'}, heard as {escape(heard)}")
    for one in trace.terms:
        out.print(f"term        {escape(one.term.word)} {one.weight:.2f} {' '.join(one.term.concepts)}")
    table = Table("item", "score", "text", "covered", "named", "earlier", "title", box=None)
    for hit, parts in trace.candidates:
        figures = (parts.score, parts.text, parts.covered, parts.named, parts.earlier)
        place = f"{hit.item.episode}#{hit.item.n}"
        table.add_row(escape(place), *(f"{value:.2f}" for value in figures), escape(hit.item.title))
    out.print(table)


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
