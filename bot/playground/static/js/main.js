// Puts the page together: events of the world in, clicks out.
import { act, connect, on } from "./connection.js";
import { drawChips, drawComposer, prepareComposer, quote, send, sendCommand, switchDraft, write } from "./composer.js";
import { addMessage, changeMessage, drawConversation, prepareConversation, showMessage, startTyping, stopTyping } from "./conversation.js";
import { byId } from "./dom.js";
import { choose, toast } from "./notices.js";
import { drawSidebar, prepareSidebar } from "./sidebar.js";
import { chatOf, dropMessage, isOwn, isPrivate, openChat, speakerOf, store, t, takeMessage, takeState, you } from "./store.js";

const A_YEAR = 31536000; // seconds
const COOKIE = "playground_language";

const hands = {
  follow: (link) => followLink(link),
  command: (text) => sendCommand(text),
  copy: (text) => navigator.clipboard?.writeText(text).then(() => toast(t("copied"))),
  write: (chatId, text) => { open(chatId); write(text); },
  reply: (message) => quote("reply", message),
  edit: (message) => quote("edit", message),
  show: (id) => showMessage(id),
  start: () => startPrivate(speakerOf(openChat()), ""),
};

function followLink({ payload, group }) {
  const person = speakerOf(openChat());
  if (group) {
    const chat = [...store.chats.values()].find((one) => !isPrivate(one));
    open(chat.id);
    act({ do: "start", chat: chat.id, person, payload: payload ?? "" });
  } else if (payload !== null) startPrivate(person, payload);
  else open(person);
}

function startPrivate(person, payload) {
  open(person); // a private chat has the id of its person
  act({ do: "start", chat: person, person, payload });
}

function open(chatId) {
  byId("app").dataset.view = "conversation";
  if (chatId === store.open) return;
  switchDraft(store.open, chatId);
  store.open = chatId;
  read();
  draw();
  if (matchMedia("(hover: hover)").matches) byId("words").focus();
}

function read() {
  if (!document.hidden && byId("app").dataset.view === "conversation") store.unread.delete(store.open);
}

function draw() {
  drawSidebar();
  drawConversation();
  drawComposer();
}

function drawTexts() {
  document.documentElement.lang = store.language;
  for (const made of document.querySelectorAll("[data-text]")) made.textContent = t(made.dataset.text);
  for (const made of document.querySelectorAll("[data-label]")) {
    made.setAttribute("aria-label", t(made.dataset.label));
    if (made.title) made.title = t(made.dataset.label);
  }
  for (const made of byId("languages").children) made.setAttribute("aria-pressed", String(made.dataset.language === store.language));
}

const remembered = () => document.cookie.match(new RegExp(`${COOKIE}=(\\w+)`))?.[1];

function speak(language) {
  document.cookie = `${COOKIE}=${language}; max-age=${A_YEAR}; path=/; SameSite=Strict`;
  act({ do: "speak", language });
}

on("open", () => { byId("banner").hidden = true; });
on("closed", () => { byId("banner").hidden = false; });
on("state", (state) => {
  takeState(state);
  drawTexts();
  draw();
  if (remembered() && remembered() !== state.language) speak(remembered());
});
on("message", ({ message }) => {
  takeMessage(message);
  if (message.from === store.bot.id) stopTyping(message.chat);
  const chat = chatOf(message.chat);
  const seen = message.chat === store.open && byId("app").dataset.view === "conversation" && !document.hidden;
  if (!seen && !isOwn(chat, message.from)) store.unread.set(message.chat, (store.unread.get(message.chat) ?? 0) + 1);
  if (message.chat === store.open) { addMessage(message); drawChips(); }
  drawSidebar();
});
on("edit", ({ message }) => {
  if (takeMessage(message)) return;
  if (message.chat === store.open) changeMessage(message);
  drawSidebar();
});
on("delete", (event) => {
  dropMessage(event.chat, event.message);
  if (event.chat === store.open) drawConversation();
  drawSidebar();
});
on("clear", (event) => {
  chatOf(event.chat).messages = [];
  store.unread.delete(event.chat);
  draw();
});
on("typing", (event) => startTyping(event.chat));
on("bot", (event) => { store.bot = event.bot; draw(); });
on("error", (event) => toast(t(`error-${event.reason}`)));

prepareConversation(hands);
prepareComposer((payload) => startPrivate(speakerOf(openChat()), payload));
prepareSidebar(open, () => { open(you()); send("/subscribe"); });
byId("back").addEventListener("click", () => { byId("app").dataset.view = "chats"; byId("chats").querySelector("[aria-current]")?.focus(); });
byId("to-push").addEventListener("click", () => { byId("app").dataset.view = "chats"; byId("subscribe").focus(); });
byId("clear").addEventListener("click", async () => {
  const chat = store.open;
  if (await choose(t("clear-sure"), [[t("cancel"), false], [t("clear"), true]])) act({ do: "clear", chat });
});
byId("languages").addEventListener("click", (event) => {
  const language = event.target.closest("button")?.dataset.language;
  if (language && language !== store.language) speak(language);
});
document.addEventListener("visibilitychange", () => { if (store.open !== null) { read(); drawSidebar(); } });
connect();
