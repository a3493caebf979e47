from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.answer import LISTED, MORE, answer, quoted
from bot.render.types import Example, Message
from index.types import Answer, Language
from tests.render.samples import LINKS, NASTY, episode, found, hit, labels, shown, targets

EXAMPLES = (Example("Alpha Arm 是什么？", "q:w:0123456789ab:1"), Example("最新一期讲了什么？", "q:l"))
NOTHING = Answer(found=False, kind="fact", language="zh")


def _reply(result: Answer, language: Language = "zh", question: str = "?") -> Message:
    return answer(question, result, language, LINKS, EXAMPLES)


def test_an_answer_holds_quote_title_summary_show_issue_date_and_link() -> None:
    best = hit(summary="某大学的机器人，成功率达到58.5%。", source=episode(url="https://example.org/1"))
    reply = _reply(found(best, text="成功率达到58.5%"))
    assert reply.text.startswith("<blockquote>成功率达到58.5%</blockquote>\n<b>Alpha Arm</b>\n某大学的机器人")
    assert '<a href="https://example.org/1">测试周报 show-1</a>' in reply.text
    assert shown(reply).endswith("2024年3月10日")


def test_without_a_page_of_its_own_the_link_leads_into_the_bot() -> None:
    reply = _reply(found(hit(3)))
    assert f'href="https://t.me/weekly_bot?start=i_{episode().key}_3"' in reply.text


def test_its_buttons_lead_to_the_item_the_episode_a_subscription_and_further_hits() -> None:
    key = episode().key
    reply = _reply(found(hit(1), *(hit(n, title=f"Beta {n}") for n in range(2, 9))))
    assert targets([reply]) == [f"w:{key}:1", f"e:{key}", f"t:{key}:1", *(f"h:{key}:{n}" for n in range(2, 2 + MORE))]
    assert "Alpha Arm" in labels(reply)[2]
    assert labels(reply)[3:] == ["› Beta 2", "› Beta 3", "› Beta 4"]


def test_a_summary_that_is_the_answer_is_not_said_twice() -> None:
    reply = _reply(found(hit(summary="只有一句。"), text="只有一句。"))
    assert shown(reply).count("只有一句。") == 1


@pytest.mark.parametrize("kind", ["fact", "list", "latest"])
def test_markup_in_episodes_is_shown_and_not_obeyed(kind: str) -> None:
    nasty = hit(title=NASTY, summary=f"某大学的研究者今天推出了{NASTY}。", source=episode(NASTY))
    text = shown(_reply(found(nasty, text=NASTY, kind=kind)))
    assert text.count(NASTY) >= 3


def test_a_list_has_one_linked_line_an_item_and_a_button_each() -> None:
    first, second = episode("one"), episode("two")
    hits = [hit(1, first, title="Alpha"), hit(2, first, title="Beta"), hit(1, second, title="Gamma")]
    reply = _reply(found(*hits, kind="list"))
    lines = shown(reply).splitlines()
    assert lines[0] == "找到 3 条："
    assert [line.partition("：")[0] for line in lines if line[:1].isdigit()] == ["1. Alpha", "2. Beta", "3. Gamma"]
    assert sum("测试周报" in line for line in lines) == 2
    assert f"start=i_{first.key}_2" in reply.text
    assert targets([reply]) == [f"h:{first.key}:1", f"h:{first.key}:2", f"h:{second.key}:1"]
    assert labels(reply) == ["1", "2", "3"]


def test_a_long_list_says_how_many_it_leaves_out() -> None:
    reply = _reply(found(*(hit(n, title="长" * 300, summary="好" * 500) for n in range(1, 66)), kind="list"), "en")
    assert "Found 65" in shown(reply)
    assert "45 more are not listed" in shown(reply)
    assert len(labels(reply)) == LISTED


def test_a_list_over_many_episodes_ends_where_the_message_is_full() -> None:
    hits = [hit(1, episode(f"{n} {'长' * 300}"), title="长" * 300, summary="好" * 500) for n in range(20)]
    reply = _reply(found(*hits, kind="list"), "en")
    listed = len(labels(reply))
    assert 5 < listed < 20
    assert f"{20 - listed} more are not listed" in shown(reply)


def test_where_nothing_was_found_near_items_are_offered_and_not_claimed() -> None:
    reply = _reply(NOTHING.model_copy(update={"suggestions": (hit(7, title="Near"),)}), "en")
    assert shown(reply).startswith("The episodes say nothing about that.")
    assert "Near" not in shown(reply)
    assert labels(reply) == ["› Near"]


def test_where_nothing_is_near_examples_are_offered() -> None:
    reply = _reply(NOTHING)
    assert shown(reply).startswith("节目里没有讲到这个。")
    assert targets([reply]) == [example.data for example in EXAMPLES]


def test_an_empty_library_is_named_as_the_reason() -> None:
    assert "还没有任何节目" in shown(answer("?", NOTHING, "zh", LINKS))


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("谢谢！", "zh", "不客气"),
        ("thanks a lot", "en", "You are welcome"),
        ("拜拜", "zh", "再见"),
        ("good night", "en", "Goodbye"),
        ("你好", "zh", "你好"),
        ("hi there", "en", "Hello"),
    ],
)
def test_smalltalk_is_answered_in_kind(words: str, language: Language, expected: str) -> None:
    reply = _reply(Answer(found=False, kind="smalltalk", language=language), language, words)
    assert shown(reply).startswith(expected)


def test_a_question_asked_by_a_button_stands_over_its_answer() -> None:
    reply = quoted("A < B 是什么？", _reply(found(hit())), "zh")
    assert shown(reply).startswith("A < B 是什么？\n\n58.5%")
    assert labels(reply)


LONG = st.text(st.sampled_from("好<&>😀a \n。"), min_size=1, max_size=6000).filter(str.strip)


@given(LONG, LONG, st.sampled_from(["fact", "list", "latest"]))
def test_answers_fit_whatever_the_lengths(title: str, summary: str, kind: str) -> None:
    hits = [hit(n, episode(f"{n}{title}"[:200]), title=title, summary=summary) for n in range(1, 30)]
    shown(_reply(found(*hits, text=summary[:140].strip() or "答", kind=kind)))
