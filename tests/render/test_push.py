from __future__ import annotations

from bot.render.push import digest, preview, push
from tests.render.samples import LINKS, NASTY, episode, item, shown, targets


def test_a_push_names_the_episode_and_each_item_with_links() -> None:
    source = episode()
    (message,) = push(source, [item(1, title="Alpha"), item(4, title="Delta")], "zh", LINKS)
    text = shown(message)
    assert text.startswith("🆕 测试周报 show-1\n2024年3月10日 · 2 条新闻\n\n1. Alpha：成功率达到58.5%。\n4. Delta")
    assert f"https://t.me/weekly_bot?start=e_{source.key}" in message.text
    assert f"https://t.me/weekly_bot?start=i_{source.key}_4" in message.text
    assert targets([message]) == [f"e:{source.key}"]


def test_a_push_of_notes_says_that_they_are_no_more() -> None:
    notes = episode().model_copy(update={"notes_only": True})
    assert "\n2024年3月10日 · 1 条新闻 · 只有简介\n" in shown(push(notes, [item()], "zh", LINKS)[0])
    assert " · one item · notes only\n" in shown(push(notes, [item()], "en", LINKS)[0])


def test_the_episodes_own_page_is_linked_where_there_is_one() -> None:
    (message,) = push(episode(url="https://example.org/1?a=1&b=2"), [item()], "en", LINKS)
    assert "https://example.org/1?a=1&amp;b=2" in message.text
    assert targets([message])[-1] == "https://example.org/1?a=1&b=2"


def test_a_long_push_is_cut_between_items() -> None:
    items = [item(n, title=f"{n}{NASTY * 8}", summary="好" * 300) for n in range(1, 81)]
    messages = push(episode(), items, "zh", LINKS)
    assert len(messages) > 1
    lines = [line for message in messages for line in shown(message).splitlines() if line[:1].isdigit()][1:]
    assert [line.partition(".")[0] for line in lines] == [str(n) for n in range(1, 81)]
    assert [message.markup is not None for message in messages] == [False] * (len(messages) - 1) + [True]


def test_a_push_without_items_still_names_the_episode() -> None:
    assert "测试周报" in shown(push(episode(), [], "zh", LINKS)[0])


def test_a_digest_holds_each_episode_under_its_name_with_a_button() -> None:
    told = [(episode("show-1"), [item(1, title="Alpha")]), (episode("show-2"), [item(2, title="Beta"), item(3)])]
    (message,) = digest(told, "en", LINKS)
    text = shown(message)
    assert text.startswith(
        "📬 Your digest: 2 episodes, 3 items\n\n🆕 测试周报 show-1\nMarch 10, 2024 · one item\n\n1. Alpha"
    )
    assert "\n\n🆕 测试周报 show-2\nMarch 10, 2024 · 2 items\n\n2. Beta" in text
    assert targets([message]) == [f"e:{told[0][0].key}", f"e:{told[1][0].key}"]


def test_a_long_digest_is_cut_between_items_and_has_few_buttons() -> None:
    told = [
        (episode(f"show-{day}"), [item(n, title=f"{day}.{n}{NASTY * 5}", summary="好" * 200) for n in range(1, 16)])
        for day in range(1, 31)
    ]
    messages = digest(told, "zh", LINKS)
    texts = [shown(message) for message in messages]
    assert len(messages) > 3
    assert "\n".join(texts).count("🆕") == 30
    assert len(targets(messages)) == 10


def test_a_preview_says_that_it_is_one() -> None:
    (message,) = preview(episode(), [item(1, title="Alpha")], "en", LINKS)
    assert shown(message).startswith(
        "👀 A preview: this is how the latest episode would have been posted\n\n🆕 测试周报"
    )
    (nothing,) = preview(episode(), [], "en", LINKS)
    assert "holds nothing for you" in shown(nothing)
