// One message as an element.
import { element, icon } from "./dom.js";
import { keyboard } from "./buttons.js";
import { rich } from "./rich.js";
import { chatOf, isOwn, isPrivate, nameOf, store, t } from "./store.js";

const TOGETHER = 300; // seconds within which messages of one person stand as one block
const REPLY = "M10 8V4l-7 7 7 7v-4.500c5 0 8.500 1.600 11 5.500-1-6-4.500-10.500-11-11z";
const EDIT = "M4 20l1-4.500L16.500 4 20 7.500 8.500 19 4 20z";

export const time = (seconds) =>
  new Intl.DateTimeFormat(store.language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(seconds * 1000);

/** "Today", "Yesterday" or a date, in the page's language. */
export function day(seconds) {
  const date = new Date(seconds * 1000);
  const today = new Date();
  if (date.toDateString() === today.toDateString()) return t("today");
  today.setDate(today.getDate() - 1);
  if (date.toDateString() === today.toDateString()) return t("yesterday");
  return new Intl.DateTimeFormat(store.language, { month: "long", day: "numeric" }).format(date);
}

export const follows = (message, earlier) =>
  Boolean(earlier) && earlier.from === message.from && message.date - earlier.date < TOGETHER && !message.via && !earlier.via;

/** The element of a message; `earlier` is the message above it, `hands` carry out what is clicked. */
export function bubble(message, earlier, hands) {
  const chat = chatOf(message.chat);
  const own = isOwn(chat, message.from);
  const named = !isPrivate(chat) && !own && !follows(message, earlier);
  const card = element("div", { class: "bubble" },
    named && element("div", { class: `sender colour-${message.from % 5}` }, nameOf(message.from)),
    message.via && element("div", { class: "via" }, `${t("via")} @${message.via}`),
    message.reply && quoted(message, hands),
    element("div", { class: "words" }, rich(message.text, message.entities, hands)),
    element("div", { class: message.edited ? "meta edited" : "meta" },
      message.reaction && element("span", { class: "reaction" }, message.reaction),
      element("span", {}, [message.edited && t("edited"), time(message.date)].filter(Boolean).join(" "))));
  const classes = ["message", own ? "own" : "other", follows(message, earlier) && "joined"].filter(Boolean).join(" ");
  return element("article", { class: classes, "data-id": message.id, "aria-label": nameOf(message.from) },
    element("div", { class: "line" }, !isPrivate(chat) && !own && avatar(message.from), element("div", { class: "stack" }, card, message.keyboard.length > 0 && keyboard(message, hands)), tools(message, own, hands)));
}

function avatar(id) {
  const isBot = id === store.bot.id;
  return element("span", { class: `avatar beside ${isBot ? "bot" : `colour-${id % 5}`}`, "aria-hidden": "true" }, isBot ? "" : [...nameOf(id)][0]);
}

function quoted(message, hands) {
  return element("button", { type: "button", class: "quoted", onclick: () => hands.show(message.reply.id) },
    element("strong", {}, nameOf(message.reply.from)), element("span", {}, message.reply.text));
}

function tools(message, own, hands) {
  const button = (label, path, onclick) => element("button", { type: "button", class: "tool", "aria-label": label, title: label, onclick }, icon(path));
  return element("div", { class: "tools" },
    button(t("reply"), REPLY, () => hands.reply(message)),
    own && !message.via && button(t("edit"), EDIT, () => hands.edit(message)));
}
