from __future__ import annotations

import pytest

from index.documents import index_transcript
from index.transcripts import ReadError, Words, read_text
from index.types import Episode, Transcript

BODY = "它在三个基准上超过了前一代，推理速度快了两倍，今天起开放下载。"
DAILY = f"""
<p><img src="/cover.png" alt=""></p><h1>早报 2024-05-06</h1>
<p><strong>视频版</strong>：<a href="https://example.org/video">视频</a> ｜ <a href="https://example.com/v">另一处</a></p>
<h2>概览</h2>
<h3>模型</h3><ul><li>Alpha Arm 发布 2.0 版 <a href="https://example.org/alpha">↗</a> <code>#1</code></li>
<li>Beta Voice 开源语音模型 <a href="https://example.org/beta">↗</a> <code>#2</code></li></ul>
<h3>产品</h3><ul><li>Gamma 应用上线 <a href="/gamma">↗</a> <code>#3</code></li></ul>
<hr>
<h2><a href="https://example.org/alpha">Alpha Arm 发布 2.0 版</a> <code>#1</code></h2>
<blockquote><p>某大学开源了 <strong>Alpha Arm</strong>。</p></blockquote><p>{BODY}</p>
<h3>细节</h3><p>成功率达到 71.5%，比上一版高出十个百分点。</p>
<p>相关链接：</p><ul><li><a href="https://example.org/alpha">https://example.org/alpha</a></li></ul><hr>
<h2><a href="https://example.org/beta">Beta Voice 开源语音模型</a> <code>#2</code></h2><p>{BODY}</p><hr>
<h2><a href="/gamma">Gamma 应用上线</a> <code>#3</code></h2><p>{BODY}</p><hr>
<p><strong>提示</strong>：内容由机器辅助创作，可能有错误，请以官方信息为准。</p>
"""
MARKDOWN = f"""# 周报

## 概览
- [Alpha Arm 发布](https://example.org/alpha)
- [Beta Voice 开源](https://example.org/beta)

## Alpha Arm 发布 2.0 版
{BODY} [来源](https://example.org/alpha)

## Beta Voice 开源语音模型
**Beta Voice** 支持十二种语言。{BODY}

来源：<https://example.org/beta>
"""


def _items(words: Words) -> list[tuple[str, str | None]]:
    return [(section.title or words.text[section.start : section.end], section.url) for section in words.sections]


def test_each_heading_of_a_daily_digest_is_one_item_with_its_link() -> None:
    words = read_text(DAILY, "html", "https://example.com/issue/1")
    assert words.title == "早报 2024-05-06"
    assert _items(words) == [
        ("Alpha Arm 发布 2.0 版", "https://example.org/alpha"),
        ("Beta Voice 开源语音模型", "https://example.org/beta"),
        ("Gamma 应用上线", "https://example.com/gamma"),
    ]
    first, *_, last = [words.text[section.start : section.end] for section in words.sections]
    assert "71.5%" in first, "what stands under a smaller heading belongs to the item"
    assert "相关链接" not in words.text
    assert "https://" not in words.text, "addresses are links and no text"
    assert "提示" not in last, "what follows a rule is no part of the item before it"


def test_an_overview_in_markdown_is_no_second_set_of_items() -> None:
    assert _items(read_text(MARKDOWN, "markdown")) == [
        ("Alpha Arm 发布 2.0 版", "https://example.org/alpha"),
        ("Beta Voice 开源语音模型", "https://example.org/beta"),
    ]


def test_brief_news_beside_the_headings_are_items_too() -> None:
    markdown = (
        MARKDOWN
        + "\n## 其他\n- 某实验室公开了 Delta 数据集 [↗](https://example.org/delta)\n- 没有链接的消息\n- 第三条消息\n"
    )
    titles = [title for title, _ in _items(read_text(markdown, "markdown"))]
    assert titles[2:] == ["某实验室公开了 Delta 数据集 ↗", "没有链接的消息", "第三条消息"]


def test_entries_under_rubrics_are_the_items() -> None:
    markdown = (
        "# 周报\n\n## 模型\n- **Alpha Arm** 发布 [原文](https://example.org/alpha)\n  - 速度快了两倍\n"
        "- Beta Voice 开源 [原文](https://example.org/beta)\n\n## 产品\n1. Gamma 上线 [原文](https://example.org/gamma)\n"
    )
    items = _items(read_text(markdown, "markdown"))
    assert [url for _, url in items] == [f"https://example.org/{name}" for name in ("alpha", "beta", "gamma")]
    assert items[0][0] == "Alpha Arm 发布 原文 速度快了两倍", "an inner list belongs to its entry"


def test_entries_under_headings_that_tell_the_news_are_its_details() -> None:
    markdown = (
        "## Alpha Arm 发布 2.0 版并且开源\n- 速度快了两倍\n- 支持十二种语言\n\n"
        "## Beta Voice 语音模型开放下载\n- 来自某公司\n- 今天起可用\n"
    )
    assert [title for title, _ in _items(read_text(markdown, "markdown"))] == [
        "Alpha Arm 发布 2.0 版并且开源",
        "Beta Voice 语音模型开放下载",
    ]


def test_a_page_without_headings_and_lists_is_cut_as_speech() -> None:
    words = read_text(f"<p>{BODY}</p><p>{BODY}</p>", "html")
    assert words.sections == ()
    assert words.text == f"{BODY}\n{BODY}"


def test_a_transcript_on_a_page_has_times() -> None:
    page = (
        "<cite>Ann:</cite><time>0:53</time><p>It is out &amp; free.</p><cite>Bob:</cite><time>1:01:42</time><p>Now.</p>"
    )
    words = read_text(page, "html")
    assert [mark.seconds for mark in words.marks] == [53, 3702]
    assert words.text == "It is out & free. Now."


@pytest.mark.parametrize("markup", ["<html><body></body></html>", "<p> </p>", "<script>let x = 1</script>", "<p>…</p>"])
def test_a_page_without_words_is_refused(markup: str) -> None:
    with pytest.raises(ReadError, match=r"without words|holds no words"):
        read_text(markup, "html")


def test_markdown_too_long_to_be_a_digest_is_refused() -> None:
    with pytest.raises(ReadError, match="more than the 200,000 of a digest in Markdown"):
        read_text("一" * 200_001, "markdown")


def test_a_page_of_thousands_of_entries_is_no_digest() -> None:
    with pytest.raises(ReadError, match="has 5,001 headings and list entries, more than the 5,000"):
        read_text("<ul>" + "<li>x" * 5001, "html")


def test_an_item_ends_with_its_words_where_only_a_link_follows() -> None:
    words = read_text(
        f'<h2>Alpha Arm</h2><p>{BODY}</p><p><a href="https://example.org/alpha">https://example.org</a></p>'
    )
    (section,) = words.sections
    assert words.text[section.start : section.end] == f"Alpha Arm\n{BODY}"
    assert section.end == len(words.text)
    assert section.url == "https://example.org/alpha"


def test_items_of_a_digest_keep_heading_link_and_place() -> None:
    words = read_text(DAILY, "html", "https://example.com/issue/1")
    episode = Episode(id="one", show="早报", title="早报 1")
    made = index_transcript(Transcript(episode=episode, text=words.text, sections=words.sections))
    assert [(one.item.n, one.item.title, one.item.url) for one in made] == [
        (n, title, url) for n, (title, url) in enumerate(_items(words), 1)
    ]
    for one in made:
        assert words.text[one.item.start : one.item.end] == one.item.text
        assert one.item.seconds is None
        assert one.item.title not in one.item.summary
