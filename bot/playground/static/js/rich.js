// Text with entities as elements. Offsets count UTF-16 units, as JavaScript's strings do.
import { element, icon } from "./dom.js";
import { deepLink, outside } from "./links.js";
import { t } from "./store.js";

const SIMPLE = { bold: "b", italic: "i", underline: "u", strikethrough: "s" };
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);

/** A fragment for a message; `hands` = {follow(link), command(text), copy(text)} carry out what is clicked. */
export function rich(text, entities, hands) {
  return build(text, 0, text.length, entities, hands);
}

function build(text, from, to, entities, hands) {
  const made = document.createDocumentFragment();
  let at = from;
  let next = 0;
  while (next < entities.length) {
    const entity = entities[next++];
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (end <= start) continue;
    const inner = [];
    while (next < entities.length && entities[next].offset < end) inner.push(entities[next++]);
    made.append(text.slice(at, start));
    const body = build(text, start, end, inner, hands);
    made.append(wrapped(entity, text.slice(start, end), body, hands));
    at = end;
    if (BLOCKS.has(entity.type) && text[at] === "\n") at += 1; // a block ends its line by itself
  }
  made.append(text.slice(at, to));
  return made;
}

function wrapped(entity, words, body, hands) {
  if (entity.type in SIMPLE) return element(SIMPLE[entity.type], {}, body);
  switch (entity.type) {
    case "code": return element("code", { onclick: () => hands.copy(words) }, body);
    case "pre": return element("pre", {}, element("code", { onclick: () => hands.copy(words) }, body));
    case "blockquote": return element("blockquote", {}, body);
    case "expandable_blockquote": return expandable(body);
    case "spoiler": return spoiler(body);
    case "text_link": return link(entity.url, body, hands);
    case "url": return link(words, body, hands);
    case "bot_command": return element("button", { type: "button", class: "link", onclick: () => hands.command(words) }, body);
    case "mention": return link(`t.me/${words.slice(1)}`, body, hands);
    case "hashtag": return element("span", { class: "hashtag" }, body);
    default: return body;
  }
}

function link(address, body, hands) {
  const own = deepLink(address);
  if (own) return inside(address, body, () => hands.follow(own));
  const href = outside(address);
  return href ? element("a", { href, target: "_blank", rel: "noopener noreferrer", title: href }, body) : body;
}

/** A link that stays in the page; no button, for buttons cannot break over lines as text does. */
function inside(address, body, follow) {
  const made = element("span", { class: "link", role: "link", tabindex: "0", title: address, onclick: follow }, body);
  made.addEventListener("keydown", (event) => { if (event.key === "Enter") follow(); });
  return made;
}

function spoiler(body) {
  const cover = element("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": t("spoiler") }, body);
  const show = () => {
    cover.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
  };
  cover.addEventListener("click", show);
  cover.addEventListener("keydown", (event) => { if (event.key === "Enter") show(); });
  return cover;
}

function expandable(body) {
  const words = element("div", { class: "quote-words" }, body);
  const toggle = element("button", { type: "button", class: "expand", "aria-expanded": "false", "aria-label": t("expand") }, icon("M6 9l6 6 6-6"));
  const quote = element("blockquote", { class: "expandable" }, words, toggle);
  toggle.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.setAttribute("aria-label", t(open ? "collapse" : "expand"));
  });
  return quote;
}

/** Takes the toggles off quotes that are short anyway; call it once they are on the page. */
export function settleQuotes(root) {
  for (const quote of root.querySelectorAll("blockquote.expandable:not(.open)")) {
    const words = quote.firstElementChild;
    quote.classList.toggle("short", words.scrollHeight <= words.clientHeight + 2);
  }
}
