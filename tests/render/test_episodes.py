from __future__ import annotations

import datetime as dt

from bot.render.episodes import EPISODES, ITEMS, episode_list, episode_page
from tests.render.samples import LINKS, NASTY, episode, item, labels, shown, targets

KEY = episode().key


def test_an_episode_shows_its_items_with_a_button_each() -> None:
    page = episode_page(episode(), [item(n, title=f"Alpha {n}") for n in (1, 2)], "en")
    text = shown(page)
    assert text.startswith("📻 测试周报 show-1\nMarch 10, 2024 · 2 items")
    assert "1. Alpha 1\n成功率达到58.5%。" in text
    assert targets([page]) == [f"w:{KEY}:1", f"w:{KEY}:2", f"s:{KEY}"]


def test_a_long_episode_is_paged() -> None:
    items = [item(n, title=f"Alpha {n}") for n in range(1, 2 * ITEMS + 2)]
    first, middle, last = (episode_page(episode(), items, "en", page) for page in range(3))
    assert "Page 1 of 3" in shown(first)
    assert [data for data in targets([first]) if str(data).startswith("p:")] == [f"p:{KEY}:1"]
    assert [data for data in targets([middle]) if str(data).startswith("p:")] == [f"p:{KEY}:0", f"p:{KEY}:2"]
    assert [data for data in targets([last]) if str(data).startswith("p:")] == [f"p:{KEY}:1"]
    shown_items = [line for page in (first, middle, last) for line in shown(page).splitlines() if "Alpha" in line]
    assert shown_items == [f"{n}. Alpha {n}" for n in range(1, 2 * ITEMS + 2)]


def test_a_page_beyond_the_last_gives_the_last() -> None:
    items = [item(n, title=f"Alpha {n}") for n in range(1, ITEMS + 2)]
    assert episode_page(episode(), items, "zh", 99) == episode_page(episode(), items, "zh", 1)
    assert episode_page(episode(), items, "zh", -3) == episode_page(episode(), items, "zh", 0)


def test_an_episode_without_items_or_date_is_shown_all_the_same() -> None:
    assert shown(episode_page(episode(date=None), [], "zh")) == "📻 测试周报 show-1\n0 条新闻"


def test_long_and_nasty_titles_fit() -> None:
    items = [item(n, title=NASTY * 100, summary=NASTY * 100) for n in range(1, 11)]
    shown(episode_page(episode(NASTY * 20), items, "zh"))
    shown(episode_list([episode(NASTY * 20)] * EPISODES, lambda _: 3, "zh", LINKS))


def test_the_list_of_episodes_is_paged_and_numbered_through() -> None:
    listed = [episode(f"no-{n}", date=dt.date(2024, 1, 1) + dt.timedelta(n)) for n in range(EPISODES + 2)]
    first, last = (episode_list(listed, lambda _: 1, "en", LINKS, page) for page in range(2))
    assert shown(first).startswith(f"📚 {len(listed)} episodes; press a number")
    assert "1. 测试周报 no-0 · January 1, 2024 · one item" in shown(first)
    assert labels(first)[-1] == "Next ›"
    assert labels(last)[:2] == ["9", "10"]
    assert targets([last])[0] == f"e:{listed[8].key}"


def test_an_empty_list_says_so() -> None:
    assert shown(episode_list([], lambda _: 0, "en", LINKS)).startswith("There are no episodes yet")
