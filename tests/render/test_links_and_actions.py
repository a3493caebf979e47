from __future__ import annotations

import re

import pytest

from bot.render.actions import LIMIT, Verb, pack, unpack
from bot.render.inline import result
from bot.render.item import message, whole
from bot.render.links import Links, public
from bot.render.seconds import at_second, clock
from bot.render.subscriptions import subscription_list
from tests.render.samples import LINKS, episode, hit, labels, shown, targets, wish

PAYLOAD = re.compile(r"https://t\.me/weekly_bot\?start=[A-Za-z0-9_-]{1,64}")


def test_deep_links_hold_payloads_that_telegram_takes() -> None:
    source = episode("一个很长的名字" * 20)
    assert PAYLOAD.fullmatch(LINKS.deep_episode(source))
    assert PAYLOAD.fullmatch(LINKS.deep_item(source, 999_999))


@pytest.mark.parametrize("url", ["https://example.org", "http://a.b/c?d=e#f", "https://节目.cn/1"])
def test_pages_that_others_can_open_are_linked(url: str) -> None:
    assert public(url) == url
    assert LINKS.item(hit(source=episode(url=url))) == url


@pytest.mark.parametrize(
    "url", [None, "", "http://localhost/1", "ftp://a.b/c", "example", "https://a b.org", "file:///x"]
)
def test_other_urls_give_way_to_deep_links(url: str | None) -> None:
    assert LINKS.episode(episode(url=url)) == LINKS.deep_episode(episode())


@pytest.mark.parametrize(
    ("url", "timed"),
    [
        ("https://www.bilibili.com/video/BV1xx", "https://www.bilibili.com/video/BV1xx?t=75"),
        ("https://www.bilibili.com/video/BV1xx/?p=2&t=9#x", "https://www.bilibili.com/video/BV1xx/?p=2&t=75"),
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=75s"),
        ("https://youtu.be/abc", "https://youtu.be/abc?t=75s"),
        ("https://m.youtube.com/live/abc", "https://m.youtube.com/live/abc?t=75s"),
        ("https://www.bilibili.com/read/cv1", None),
        ("https://bilibili.com.example.org/video/BV1xx", None),
        ("https://www.youtube.com/@channel", None),
        ("https://example.org/episode", None),
        (None, None),
    ],
)
def test_a_second_goes_into_the_addresses_of_sites_that_take_one(url: str | None, timed: str | None) -> None:
    assert at_second(url, 75) == timed
    assert at_second(url, None) is None


@pytest.mark.parametrize(("seconds", "shown"), [(5, "0:05"), (65, "1:05"), (3723, "1:02:03")])
def test_seconds_are_shown_as_players_do(seconds: int, shown: str) -> None:
    assert clock(seconds) == shown


def test_an_item_leads_to_its_second_else_to_our_page_else_into_the_bot() -> None:
    links = Links("weekly_bot", "https://bot.example.org")
    spoken = episode(url="https://example.org/1").model_copy(update={"audio_url": "https://example.org/1.mp3"})
    page = f"https://bot.example.org/e/{spoken.key}"
    on_youtube = spoken.model_copy(update={"url": "https://youtu.be/abc"})
    unlinked = spoken.model_copy(update={"url": None})
    assert links.item(hit(3, on_youtube, seconds=75)) == "https://youtu.be/abc?t=75s"
    assert links.item(hit(3, on_youtube)) == "https://youtu.be/abc"
    assert links.item(hit(3, spoken, seconds=75)) == f"{page}?n=3"
    assert links.item(hit(3, spoken)) == "https://example.org/1"
    assert links.item(hit(3, unlinked)) == f"{page}?n=3"
    assert links.episode(unlinked) == page
    assert LINKS.item(hit(3, unlinked, seconds=75)) == LINKS.deep_item(unlinked, 3)
    assert links.item(hit(3, seconds=75)) == links.deep_item(episode(), 3), "without a recording our page has no use"
    assert LINKS.item(hit(3, spoken, seconds=75)) == "https://example.org/1"


def test_an_item_of_a_digest_names_its_own_source_and_notes_are_said_to_be_notes() -> None:
    card = message(hit(url="https://www.example.org/paper?id=1&x"), "zh", LINKS)
    assert shown(card).endswith("🔗 example.org")
    assert 'href="https://www.example.org/paper?id=1&amp;x"' in card.text
    (whole_text,) = whole(hit(url="https://www.example.org/paper"), "en", LINKS)
    assert shown(whole_text).endswith("🔗 example.org")
    assert "🔗" not in message(hit(), "zh", LINKS).text
    notes = message(hit(source=episode().model_copy(update={"notes_only": True})), "zh", LINKS)
    assert "只有节目简介" in shown(notes)


def test_callback_data_comes_back_as_it_went() -> None:
    data = pack(Verb.PAGE, "0123456789ab", 12)
    assert data == "p:0123456789ab:12"
    assert unpack(data) == ("p", ("0123456789ab", "12"))
    assert unpack("x") == ("x", ())


@pytest.mark.parametrize("value", ["x" * LIMIT, "好" * 21, "a:b"])
def test_callback_data_that_would_not_come_back_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="callback data"):
        pack(Verb.HIT, value)


def test_verbs_are_told_apart() -> None:
    assert len({verb.value for verb in Verb}) == len(Verb)


def test_an_inline_result_keeps_its_id_and_links_only() -> None:
    one, again = (result(hit(3), "zh", LINKS, quote) for quote in ("", "58.5%"))
    assert one.id == again.id == f"{episode().key}-3"
    assert again.description is not None
    assert again.description.startswith("58.5%\n")
    assert one.reply_markup is not None
    assert all(button.url for row in one.reply_markup.inline_keyboard for button in row)


def test_subscriptions_have_a_button_each() -> None:
    message = subscription_list([wish(4, "all"), wish(5, "topic", "机器人"), wish(6, "show", "周报")], "zh")
    assert shown(message) == "这里有 3 个订阅，点一下就取消："
    assert labels(message) == ["✕ 每一期节目", "✕ 话题「机器人」", "✕ 节目「周报」", "全部取消"]
    assert targets([message]) == ["u:4", "u:5", "u:6", "x"]
    assert targets([subscription_list([wish(4, "all")], "en")]) == ["u:4"]
    assert "no subscriptions" in shown(subscription_list([], "en"))
