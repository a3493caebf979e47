from __future__ import annotations

import re

import pytest

from bot.render.actions import LIMIT, Verb, pack, unpack
from bot.render.inline import result
from bot.render.links import public
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
