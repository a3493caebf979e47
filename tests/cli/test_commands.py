from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.support.samples import TEXT

SEEDS = Path(__file__).parents[2] / "seeds"
SEED = "ai-weekly-2024-03-2"


@pytest.fixture
def seeded(cli: Cli) -> Cli:
    assert cli("ingest", SEEDS).code == 0
    return cli


def test_ingest_says_what_became_of_each_file_and_can_be_repeated(cli: Cli) -> None:
    first = cli("ingest", SEEDS, "--json")
    assert first.json == [{"episode": SEED, "outcome": "created", "items": 15, "pushes": 0}]
    assert cli("ingest", SEEDS, "--json").json[0]["outcome"] == "unchanged"


def test_items_have_offsets_into_the_stored_file(seeded: Cli) -> None:
    (shown,) = seeded("items", SEED, "--json").json
    text = (SEEDS / f"{SEED}.txt").read_text("utf-8")
    assert shown["episode"] == SEED
    assert [item["n"] for item in shown["items"]] == list(range(1, 16))
    assert set(shown["items"][0]) == {"n", "start", "end", "title", "summary", "names", "orgs"}
    assert text[shown["items"][0]["start"] :].startswith("Anthropic推出Cloud3")
    assert "Anthropic" in seeded("items", SEED).out


def test_items_of_a_digest_are_shown_with_their_links(cli: Cli, tmp_path: Path) -> None:
    page = "".join(
        f'<h2><a href="https://example.org/{n}">第{n}条</a></h2><p>今天发布了新模型，支持12种语言，快了两倍。</p>'
        for n in (1, 2)
    )
    (tmp_path / "one.html").write_text(page, "utf-8")
    assert cli("ingest", "one.html").code == 0
    (shown,) = cli("items", "one", "--json").json
    assert [item["url"] for item in shown["items"]] == ["https://example.org/1", "https://example.org/2"]
    assert "https://example.org/2" in cli("items", "one").out


def test_an_answer_has_the_contracts_shape(seeded: Cli) -> None:
    (reply,) = seeded("ask", "OK-Robot 的成功率是多少？", "--json").json
    assert set(reply) == {"id", "found", "answer", "items", "suggestions"}
    assert reply["found"] is True
    assert "58.5%" in reply["answer"]
    assert len(reply["answer"]) <= 140
    assert set(reply["items"][0]) == {"episode", "n", "title", "summary", "url", "score"}
    assert (reply["items"][0]["episode"], reply["items"][0]["n"]) == (SEED, 2)


def test_what_is_not_there_is_said_in_words(seeded: Cli) -> None:
    (reply,) = seeded("ask", "今天北京天气怎么样", "--json").json
    assert reply["found"] is False
    assert reply["items"] == []
    assert reply["answer"]


def test_a_batch_answers_each_line_under_its_id(seeded: Cli) -> None:
    lines = [
        {"id": "a", "q": "Keyframer 是什么"},
        {"id": "b", "q": "它的任务成功率是多少", "context": ["OK-Robot 是什么"]},
        {"id": 3, "q": "最新一期讲了什么", "now": "2024-03-12", "note": "unknown keys are passed over"},
    ]
    done = seeded("ask", "--batch", "-", "--json", stdin="\n".join(map(json.dumps, lines)) + "\n\n")
    replies = {reply["id"]: reply for reply in done.json}
    assert list(replies) == ["a", "b", 3]
    assert replies["a"]["items"][0]["n"] == 7
    assert "58.5%" in replies["b"]["answer"]
    assert len(replies[3]["items"]) == 15


def test_an_answer_for_people_holds_title_and_text(seeded: Cli) -> None:
    done = seeded("ask", "Keyframer 是什么", "--now", "2024-03-20")
    assert done.code == 0
    assert "Keyframer" in done.out


def test_episodes_and_stats_show_what_is_there(seeded: Cli) -> None:
    (shown,) = seeded("episodes", "--json").json
    assert (shown["id"], shown["date"], shown["items"], shown["url"]) == (SEED, "2024-03-10", 15, None)
    assert SEED in seeded("episodes").out
    assert seeded("stats", "--json").json[0]["items"] == 15
    assert "items" in seeded("stats").out


def test_stats_tell_what_fails_and_why(seeded: Cli, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "cli.db")) as database, database:
        database.execute(
            "INSERT INTO chats (id, kind, title, active, created_at) VALUES (5, 'private', '', 1, '2024-03-10')"
        )
        database.execute(
            "INSERT INTO deliveries (chat_id, thread_id, episode_id, numbers, state, parts_sent, attempts, due_at,"
            " created_at, last_error) SELECT 5, 0, id, '[1]', 'parked', 0, 10, '2024-03-10', '2024-03-10',"
            " 'Bad Request: [no]' FROM episodes"
        )
        database.execute(
            "INSERT INTO feeds (url, failures, last_error, created_at)"
            " VALUES ('https://example.org/feed', 3, 'HTTP 500', '2024-03-10')"
        )
    shown = seeded("stats").out
    assert f"parked  chat 5, {SEED}: Bad Request: [no]" in shown
    assert "feed https://example.org/feed, 0 entries, read never, failed 3 times: HTTP 500" in shown
    told = seeded("stats", "--json").json[0]
    assert (told["pushes_parked"], told["lag_seconds"]) == (1, 0)
    assert told["failures"][0]["reason"] == "Bad Request: [no]"


def test_doctor_without_a_token_names_the_playground(seeded: Cli) -> None:
    done = seeded("doctor", "--json")
    assert done.code == 0
    assert {finding["subject"]: finding["verdict"] for finding in done.json} == {
        "settings": "ok",
        "database": "ok",
        "token": "note",
    }


def test_an_empty_library_says_how_to_fill_it(cli: Cli) -> None:
    for done in (cli("ask", "Claude 3"), cli("episodes")):
        assert done.code == 0
        assert "python -m bot ingest" in done.err


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("ask",), "ask takes either a QUESTION or --batch FILE"),
        (("ask", "q", "--now", "tomorrow"), "--now takes a day"),
        (("ask", "--batch", "missing.jsonl"), "missing.jsonl: cannot be read"),
        (("items", "unknown"), "no episode 'unknown'"),
        (("ingest", "missing.txt"), "missing.txt"),
    ],
)
def test_a_wrong_call_ends_with_one_line(cli: Cli, arguments: tuple[str, ...], text: str) -> None:
    done = cli(*arguments)
    assert done.code == 1
    assert text in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_a_broken_batch_line_is_named_by_its_number(cli: Cli) -> None:
    done = cli("ask", "--batch", "-", stdin='{"q": "a"}\n{"question": "b"}\n')
    assert done.code == 1
    assert "line 2 of the batch" in done.err


def test_bad_files_are_refused_and_the_good_ones_taken(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "episodes"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT, "utf-8")
    (folder / "gb.txt").write_bytes(TEXT.encode("gb18030"))
    (folder / "wide.txt").write_bytes(TEXT.encode("utf-16"))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "junk.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "large.txt").write_bytes("很长的文字。".encode() * 1_200_000)
    (folder / "dated.txt").write_text(TEXT, "utf-8")
    (folder / "dated.toml").write_text('date = "the day before"', "utf-8")
    (folder / "keyed.txt").write_text(TEXT, "utf-8")
    (folder / "keyed.toml").write_text('titel = "typo"', "utf-8")
    done = cli("ingest", folder, "--json")
    assert done.code == 1
    assert {line["episode"] for line in done.json} == {"good", "gb", "wide"}
    assert all(line["items"] == 2 for line in done.json)
    refused = [line for line in done.err.splitlines() if line.strip()]
    for name, line in zip(("dated", "empty", "junk", "keyed", "large"), refused, strict=True):
        assert line.startswith("refused")
        assert f"{name}." in line
    assert {line["id"] for line in cli("episodes", "--json").json} == {"good", "gb", "wide"}


def test_two_files_of_one_name_are_refused_before_anything_is_stored(cli: Cli, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text(TEXT, "utf-8")
    done = cli("ingest", tmp_path / "a", tmp_path / "b")
    assert done.code == 1
    assert "named same" in done.err
    assert cli("stats", "--json").json[0]["episodes"] == 0


def test_a_folder_of_the_seeds_can_be_copied_and_loaded(cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "copy")
    assert cli("ingest", tmp_path / "copy", "--json").json[0]["items"] == 15


def test_items_explain_what_spoke_for_each_boundary(seeded: Cli) -> None:
    shown = seeded("items", SEED, "--explain").out
    assert "news" in shown
    assert "who did it" not in shown
    assert seeded("items", "unknown", "--explain").code == 1
