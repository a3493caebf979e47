"""HTML taken apart into the blocks that people see: headings, paragraphs, list entries, rules, times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from lxml import etree

from index.transcripts.words import visible

Kind = Literal["heading", "text", "entry", "rule", "time"]

_HEADING = re.compile(r"h([1-6])")
_UNSEEN = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "head",
    "nav",
    "footer",
    "form",
    "iframe",
    "object",
    "cite",
}
_BREAKS = {
    *("address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt", "figcaption", "figure"),
    *("header", "hgroup", "html", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "tr", "ul"),
}
_BLANKS = re.compile(r"\s+")
_ADDRESS = re.compile(r"\s*https?://\S+\s*")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:\.\d+)?", re.ASCII)


@dataclass(slots=True)
class Block:
    """One block. `text` on one line, without addresses that only repeat their link; `plain` counts its characters
    outside of links. `level`: of a heading 1 to 6. `seconds`: of a time.
    """

    kind: Kind
    level: int = 0
    text: str = ""
    plain: int = 0
    links: list[str] = field(default_factory=list)
    seconds: float = 0.0


def blocks(markup: str, base: str | None = None) -> list[Block]:
    """The blocks of a page or a part of one, in order; links are made absolute by `base`. Never raises."""
    root = _parsed(markup)
    return [] if root is None else _Flattener(base).run(_main(root))


def title_of(markup: str) -> str | None:
    """What the page calls itself."""
    root = _parsed(markup)
    found = None if root is None else root.findtext(".//title")
    return _BLANKS.sub(" ", found).strip() or None if found else None


def _parsed(markup: str) -> Any:  # noqa: ANN401 - lxml has no types
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing but blanks
        return None


def _main(root: Any) -> Any:  # noqa: ANN401
    for name in ("article", "main"):
        found = root.findall(f".//{name}")
        if len(found) == 1:
            return found[0]
    return root


class _Flattener:
    def __init__(self, base: str | None) -> None:
        self._base = base
        self._found: list[Block] = []
        self._open: Block | None = None
        self._words: list[
            str
        ] = []  # of the open block; joined once, for adding one by one takes the square of the time
        self._entries = 0  # how many list entries we are inside of
        self._label: list[str] | None = None  # the text of the link we are inside of

    def run(self, root: Any) -> list[Block]:  # noqa: ANN401
        for event, element in _walk(root):
            if event == "start":
                self._start(element)
            elif event == "end":
                self._end(element)
            else:
                self._add(element.tail)
        self._close()
        return [block for block in self._found if block.text or block.kind == "rule" or block.links]

    def _start(self, element: Any) -> None:  # noqa: ANN401
        name = element.tag
        if name == "li":
            self._entries += 1
            if self._entries == 1:
                self._begin("entry")
        elif heading := _HEADING.fullmatch(name):
            self._begin("heading", int(heading[1]))
        elif name in ("hr", "time"):
            self._mark(element)
        elif name in _BREAKS or name == "li":
            self._part()
        elif name == "br":
            self._add(" ")
        elif name == "a":
            self._label = []
        if name != "time":
            self._add(element.text)

    def _end(self, element: Any) -> None:  # noqa: ANN401
        name = element.tag
        if name == "li":
            self._entries -= 1
        if name == "a":
            self._link(element.get("href"))
        elif _HEADING.fullmatch(name) or (name == "li" and self._entries == 0):
            self._close()
        elif name in _BREAKS or name in ("td", "th", "li"):
            self._part()

    def _mark(self, element: Any) -> None:  # noqa: ANN401
        if element.tag == "hr":
            self._begin("rule")
            self._close()
            return
        words = "".join(element.itertext()).strip()
        clock = _CLOCK.fullmatch(words)
        if clock and self._entries == 0:
            self._begin("time")
            if self._open:
                self._words = [words]
                self._open.seconds = int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3])
            self._close()
        else:
            self._add(words)

    def _begin(self, kind: Kind, level: int = 0) -> None:
        self._close()
        self._open = Block(kind, level)

    def _part(self) -> None:
        """A paragraph ends; inside a list entry or a heading that is a blank."""
        if self._open and self._open.kind in ("entry", "heading"):
            self._add(" ")
        else:
            self._close()

    def _close(self) -> None:
        if self._open:
            self._open.text = _BLANKS.sub(" ", visible("".join(self._words))).strip()
            self._found.append(self._open)
        self._open, self._words = None, []

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self._label is not None:
            self._label.append(text)
            return
        self._write(text)
        if self._open:
            self._open.plain += len("".join(text.split()))

    def _write(self, text: str) -> None:
        if self._open is None:
            if not text.strip():
                return
            self._open = Block("text")
        self._words.append(text)

    def _link(self, target: str | None) -> None:
        label, self._label = "".join(self._label or ()), None
        if not _ADDRESS.fullmatch(label):
            self._write(label)
        url = _absolute(target, self._base)
        if url:
            if self._open is None:
                self._open = Block("text")
            self._open.links.append(url)


def _walk(root: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Elements at their start and end, without those that nobody sees; tails are given to the element's parent."""
    skipped = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if skipped is None and event == "start" and element.tag in _UNSEEN:
            skipped = element
        if skipped is None:
            yield event, element
        if event == "end":
            if skipped is element:
                skipped = None
            if skipped is None and element.tail and element is not root:
                yield "tail", element


def _absolute(target: str | None, base: str | None) -> str | None:
    """The link as a web address; None for a place on the page, and for what is no web address."""
    if not target or target.startswith("#"):
        return None
    try:
        url = urljoin(base or "", target.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc and " " not in url else None
