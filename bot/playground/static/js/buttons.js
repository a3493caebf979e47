// Inline keyboards: a pressed button spins until the bot has answered.
import { act, newRequest, on } from "./connection.js";
import { element } from "./dom.js";
import { deepLink, outside } from "./links.js";
import { alertBox, choose, toast } from "./notices.js";
import { chatOf, isPrivate, nameOf, speakerOf, store, t } from "./store.js";

const PATIENCE = 15000; // milliseconds, as long as the query lives

const waiting = new Map();

/** The rows of buttons under a message; `hands` = {follow(link), write(chatId, text), copy(text)}. */
export function keyboard(message, hands) {
  const rows = message.keyboard.map((row) =>
    element("div", { class: "row" }, ...row.map((button) => one(button, message, hands))));
  return element("div", { class: "keyboard" }, ...rows);
}

function one(button, message, hands) {
  const words = element("span", {}, button.text);
  const address = button.url && !deepLink(button.url) ? outside(button.url) : null;
  if (address) return element("a", { class: "button away", href: address, target: "_blank", rel: "noopener noreferrer" }, words);
  const made = element("button", { type: "button", class: "button" }, words);
  made.addEventListener("click", () => pressed(button, message, made, hands));
  return made;
}

function pressed(button, message, made, hands) {
  if ("callback_data" in button) return ask(button, message, made, hands);
  if (button.url) return follow(button.url, hands);
  if ("switch_inline_query_current_chat" in button) return hands.write(message.chat, mention(button.switch_inline_query_current_chat));
  if ("switch_inline_query" in button) return share(button.switch_inline_query, hands);
  if ("switch_inline_query_chosen_chat" in button) return share(button.switch_inline_query_chosen_chat.query ?? "", hands);
  if (button.copy_text) return hands.copy(button.copy_text.text);
  return toast(t("unsupported"));
}

const mention = (query) => `@${store.bot.username} ${query}`;

function follow(address, hands) {
  const own = deepLink(address);
  if (own) hands.follow(own);
}

async function share(query, hands) {
  const choices = [...store.chats.values()].map((chat) => [titleOf(chat), chat.id]);
  const chatId = await choose(t("choose-chat"), choices);
  if (chatId !== null) hands.write(chatId, mention(query));
}

const titleOf = (chat) => (isPrivate(chat) ? `${store.bot.name} · ${nameOf(chat.people[0])}` : chat.title);

function ask(button, message, made, hands) {
  if (made.classList.contains("busy")) return;
  const request = newRequest();
  const person = speakerOf(chatOf(message.chat));
  if (!act({ do: "press", chat: message.chat, person, message: message.id, data: button.callback_data, request })) return;
  made.classList.add("busy");
  made.setAttribute("aria-busy", "true");
  const late = setTimeout(() => { settle(request); toast(t("late")); }, PATIENCE);
  waiting.set(request, { made, late, hands });
}

function settle(request) {
  const found = waiting.get(request);
  if (!found) return null;
  waiting.delete(request);
  clearTimeout(found.late);
  found.made.classList.remove("busy");
  found.made.removeAttribute("aria-busy");
  return found;
}

on("answer", (event) => {
  const found = settle(event.request);
  if (!found) return;
  if (event.text && event.alert) alertBox(event.text);
  else if (event.text) toast(event.text);
  if (event.url) follow(event.url, found.hands);
});
on("closed", () => [...waiting.keys()].forEach(settle));
