from __future__ import annotations

import pytest

from bot.playground.formatted import Entity, completed, units
from bot.playground.html_mode import MarkupError, parse_html


def test_tags_become_entities_in_utf16_units() -> None:
    text, entities = parse_html("😀<b>粗<i>斜</i></b> <a href='https://example.com/?a=1&amp;b=2'>链</a>")
    assert text == "😀粗斜 链"
    assert entities == [
        Entity("bold", 2, 2),
        Entity("italic", 3, 1),
        Entity("text_link", 5, 1, url="https://example.com/?a=1&b=2"),
    ]


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<strong>x</strong>", "bold"),
        ("<em>x</em>", "italic"),
        ("<ins>x</ins>", "underline"),
        ("<del>x</del>", "strikethrough"),
        ("<tg-spoiler>x</tg-spoiler>", "spoiler"),
        ('<span class="tg-spoiler">x</span>', "spoiler"),
        ("<code>x</code>", "code"),
        ("<blockquote>x</blockquote>", "blockquote"),
        ("<blockquote expandable>x</blockquote>", "expandable_blockquote"),
    ],
)
def test_each_tag_has_its_entity(markup: str, kind: str) -> None:
    assert parse_html(markup) == ("x", [Entity(kind, 0, 1)])


def test_a_code_block_knows_its_language() -> None:
    _, entities = parse_html('<pre><code class="language-python">x</code></pre>')
    assert entities == [Entity("pre", 0, 1, language="python")]


def test_a_link_that_no_client_would_open_is_plain_text() -> None:
    assert parse_html('<a href="javascript:alert(1)">x</a>') == ("x", [])


def test_named_and_numbered_characters_are_read_and_others_stay() -> None:
    assert parse_html("&lt;b&gt; &amp;amp; &quot;&#65;&#x4e2d;&nbsp;&#0; a & b")[0] == '<b> &amp; "A中&nbsp;&#0; a & b'


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ("中<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("中<br>", 'Unsupported start tag "br" at byte offset 3'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_bad_markup_is_refused_in_telegrams_words(markup: str, complaint: str) -> None:
    with pytest.raises(MarkupError) as caught:
        parse_html(markup)
    assert str(caught.value) == complaint


def test_blanks_around_a_text_go_and_its_entities_move() -> None:
    found = completed("  粗体  ", [Entity("bold", 1, 4)])
    assert (found.text, found.entities) == ("粗体", (Entity("bold", 0, 2),))


def test_commands_mentions_and_links_are_found() -> None:
    text = "😀 /ask@some_bot 见 https://example.com/a?b=1。 @some_bot #周报 a/b"
    words = {(one.type, _cut(text, one)) for one in completed(text).entities}
    assert words == {
        ("bot_command", "/ask@some_bot"),
        ("url", "https://example.com/a?b=1"),
        ("mention", "@some_bot"),
        ("hashtag", "#周报"),
    }


def test_nothing_is_found_in_code_and_across_the_end_of_an_entity() -> None:
    assert completed("/ask", [Entity("code", 0, 4)]).entities == (Entity("code", 0, 4),)
    assert completed("https://a.example", [Entity("bold", 0, 9)]).entities == (Entity("bold", 0, 9),)


def test_lengths_are_those_of_telegram() -> None:
    assert (units("a"), units("中"), units("😀")) == (1, 1, 2)


def _cut(text: str, entity: Entity) -> str:
    raw = text.encode("utf-16-le")
    return raw[entity.offset * 2 : entity.end * 2].decode("utf-16-le")
