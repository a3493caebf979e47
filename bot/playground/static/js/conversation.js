// The open chat: its head, its messages, where it is scrolled to, and whether the bot is typing.
import { bubble, day, follows } from "./bubbles.js";
import { byId, element } from "./dom.js";
import { settleQuotes } from "./rich.js";
import { isOwn, isPrivate, openChat, store, t } from "./store.js";

const TYPING_LASTS = 5000; // milliseconds, as in Telegram's apps
const NEAR = 120; // pixels from the end that count as being there

const typing = new Map();
let hands = {};
let below = 0;

/** Sets what clicks in messages do, and watches the scrolling. */
export function prepareConversation(given) {
  hands = given;
  byId("scroll").addEventListener("scroll", showDown);
  byId("down").addEventListener("click", () => toEnd(true));
  new ResizeObserver(() => { if (below === 0 && wasAtEnd) toEnd(false); }).observe(byId("scroll"));
}

/** Shows the open chat from scratch. */
export function drawConversation() {
  const chat = openChat();
  drawHead();
  const log = byId("log");
  log.setAttribute("aria-live", "off"); // history is not news
  log.replaceChildren();
  chat.messages.forEach((message, place) => put(message, chat.messages[place - 1]));
  drawWelcome();
  showTyping();
  settleQuotes(log);
  toEnd(false);
  requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
}

function put(message, earlier) {
  const log = byId("log");
  if (!earlier || day(earlier.date) !== day(message.date)) log.append(element("div", { class: "day" }, element("span", {}, day(message.date))));
  if (follows(message, earlier)) log.lastElementChild?.classList.add("continued");
  log.append(bubble(message, earlier, hands));
}

function drawHead() {
  const chat = openChat();
  const personal = isPrivate(chat);
  byId("head-title").textContent = personal ? store.bot.name : chat.title;
  byId("head-avatar").className = `avatar ${personal ? "bot" : "group"}`;
  const status = personal
    ? [t("status-bot"), chat === [...store.chats.values()][0] ? null : t("private-friend")].filter(Boolean).join(" · ")
    : t("group-members");
  const busy = typing.has(chat.id);
  byId("head-status").textContent = busy ? (personal ? `${t("typing")}…` : `${store.bot.name} ${t("typing")}…`) : status;
  byId("head-status").classList.toggle("busy", busy);
}

function drawWelcome() {
  const chat = openChat();
  const empty = chat.messages.length === 0;
  byId("welcome").hidden = !empty;
  if (!empty) return;
  const words = isPrivate(chat)
    ? [t("welcome"), store.bot.description || t("welcome-text")]
    : [t("welcome-group"), t("welcome-group-text")];
  byId("welcome").replaceChildren(
    element("div", { class: `avatar large ${isPrivate(chat) ? "bot" : "group"}`, "aria-hidden": "true" }),
    element("h3", {}, words[0]), element("p", {}, words[1]),
    isPrivate(chat) ? element("button", { type: "button", class: "strong", id: "start", onclick: () => hands.start() }, t("start")) : "");
}

/** A new message of the open chat. */
export function addMessage(message) {
  const { messages } = openChat();
  const atEnd = isAtEnd();
  put(message, messages[messages.indexOf(message) - 1]);
  settleQuotes(byId("log").lastElementChild);
  drawWelcome();
  if (atEnd || isOwn(openChat(), message.from)) toEnd(true);
  else { below += 1; showDown(); }
}

/** A changed message of the open chat. */
export function changeMessage(message) {
  const { messages } = openChat();
  const old = byId("log").querySelector(`[data-id="${Number(message.id)}"]`);
  if (!old) return;
  const atEnd = isAtEnd();
  const focused = old.contains(document.activeElement) ? place(old) : -1;
  const made = bubble(message, messages[messages.indexOf(message) - 1], hands);
  made.classList.toggle("continued", old.classList.contains("continued"));
  old.replaceWith(made);
  settleQuotes(made);
  if (focused >= 0) (made.querySelectorAll(".button")[focused] ?? made.querySelector(".button"))?.focus();
  if (atEnd) toEnd(false);
}

const place = (old) => [...old.querySelectorAll(".button")].indexOf(document.activeElement);

/** Scrolls to a message and lights it up. */
export function showMessage(id) {
  const found = byId("log").querySelector(`[data-id="${Number(id)}"]`);
  found?.scrollIntoView({ block: "center", behavior: "smooth" });
  found?.classList.add("lit");
  setTimeout(() => found?.classList.remove("lit"), 1500);
}

export function startTyping(chatId) {
  clearTimeout(typing.get(chatId));
  typing.set(chatId, setTimeout(() => stopTyping(chatId), TYPING_LASTS));
  showTyping();
}

export function stopTyping(chatId) {
  clearTimeout(typing.get(chatId));
  typing.delete(chatId);
  showTyping();
}

function showTyping() {
  if (!openChat()) return;
  const atEnd = isAtEnd();
  byId("typing").hidden = !typing.has(store.open);
  drawHead();
  if (atEnd) toEnd(false);
}

let wasAtEnd = true;

function isAtEnd() {
  const scroll = byId("scroll");
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;
}

function toEnd(smooth) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  byId("scroll").scrollTo({ top: byId("scroll").scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
  below = 0;
  wasAtEnd = true;
  byId("down").hidden = true;
}

function showDown() {
  wasAtEnd = isAtEnd();
  if (wasAtEnd) below = 0;
  byId("down").hidden = wasAtEnd;
  byId("down-badge").hidden = below === 0;
  byId("down-badge").textContent = String(below);
}

