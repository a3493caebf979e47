// The input field: sending, replying, editing, the command menu, who speaks, the example questions.
import { act } from "./connection.js";
import { byId, element } from "./dom.js";
import { endLookUp, prepareLookUp, typedLookUp } from "./lookup.js";
import { hidePopup, popupKey, popupSource, showPopup } from "./popup.js";
import { isOwn, isPrivate, nameOf, openChat, speakerOf, store, t } from "./store.js";

const drafts = new Map();
let about = null; // {kind: "reply" | "edit", message}

/** Wires the field; `start(payload)` opens the private chat with the bot. */
export function prepareComposer(start) {
  const words = byId("words");
  words.addEventListener("input", changed);
  words.addEventListener("keydown", keyed);
  byId("composer").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  byId("commands").addEventListener("click", toggleCommands);
  byId("look-up").addEventListener("click", () => { write(`@${store.bot.username} `); });
  byId("quoting-end").addEventListener("click", () => { endQuoting(); words.focus(); });
  document.addEventListener("pointerdown", (event) => { if (!event.target.closest(".dock")) hidePopup(); });
  prepareLookUp(() => { write(""); }, start);
}

/** Shows the field for the open chat. */
export function drawComposer() {
  const chat = openChat();
  byId("words").placeholder = t(isPrivate(chat) ? "placeholder" : "placeholder-group");
  byId("words").setAttribute("aria-label", byId("words").placeholder);
  byId("options").setAttribute("aria-label", t("commands"));
  byId("send").setAttribute("aria-label", t(about?.kind === "edit" ? "save" : "send"));
  drawSpeakers(chat);
  drawChips();
  fit();
}

/** Keeps what was typed in the chat that is left, and brings back what was typed in the one that opens. */
export function switchDraft(from, to) {
  drafts.set(from, byId("words").value);
  endQuoting();
  endLookUp();
  hidePopup();
  byId("words").value = drafts.get(to) ?? "";
}

function drawSpeakers(chat) {
  byId("speakers").hidden = isPrivate(chat);
  const made = chat.people.map((id) => {
    const chosen = id === speakerOf(chat);
    return element("button", { type: "button", role: "radio", "aria-checked": String(chosen), tabindex: chosen ? "0" : "-1", "data-person": id, onclick: () => speak(id) },
      element("span", { class: `avatar tiny colour-${id % 5}`, "aria-hidden": "true" }, [...nameOf(id)][0] ?? ""), nameOf(id));
  });
  byId("speakers").replaceChildren(element("span", { class: "speakers-label", "aria-hidden": "true" }, t("speaker")), ...made);
}

function speak(id) {
  store.groupSpeaker = id;
  drawSpeakers(openChat());
  byId("speakers").querySelector(`[data-person="${Number(id)}"]`).focus();
}

byId("speakers").addEventListener("keydown", (event) => {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  if (!(event.key in steps)) return;
  event.preventDefault();
  const { people } = openChat();
  speak(people[(people.indexOf(speakerOf(openChat())) + steps[event.key] + people.length) % people.length]);
});

export function drawChips() {
  const chat = openChat();
  const asked = chat.messages.filter((one) => one.from !== store.bot.id).map((one) => one.text);
  const left = store.questions.filter((question) => !asked.some((text) => text.includes(question))).slice(0, 3);
  byId("chips").hidden = left.length === 0;
  byId("chips").replaceChildren(
    element("span", { class: "chips-label", "aria-hidden": "true" }, t("examples")),
    ...left.map((question) => element("button", { type: "button", class: "chip", onclick: () => send(isPrivate(chat) ? question : `/ask@${store.bot.username} ${question}`) }, question)));
}

/** Sends a text to the open chat, in the name of who speaks there. */
export function send(text, replyTo = null) {
  const chat = openChat();
  return act({ do: "send", chat: chat.id, person: speakerOf(chat), text, reply_to: replyTo });
}

/** Sends a command that was clicked; a group needs to know whose it is. */
export function sendCommand(command) {
  send(isPrivate(openChat()) || command.includes("@") ? command : `${command}@${store.bot.username}`);
}

/** Puts a text into the field, ready to go on typing. */
export function write(text) {
  const words = byId("words");
  words.value = text;
  words.focus();
  words.setSelectionRange(text.length, text.length);
  changed();
}

export function quote(kind, message) {
  const chat = openChat();
  if (kind === "edit" && !isPrivate(chat)) store.groupSpeaker = message.from;
  about = { kind, message };
  byId("quoting").hidden = false;
  byId("quoting-title").textContent = kind === "edit" ? t("editing") : `${t("replying")} ${nameOf(message.from)}`;
  byId("quoting-text").textContent = message.text.slice(0, 160);
  drawComposer();
  write(kind === "edit" ? message.text : byId("words").value);
}

function endQuoting() {
  if (about?.kind === "edit") byId("words").value = "";
  about = null;
  byId("quoting").hidden = true;
  byId("send").setAttribute("aria-label", t("send"));
  fit();
}

function submit() {
  const text = byId("words").value.trim();
  if (!text) return;
  const chat = openChat();
  const done = about?.kind === "edit"
    ? act({ do: "edit", chat: chat.id, person: speakerOf(chat), message: about.message.id, text })
    : send(text, about?.message.id ?? null);
  if (!done) return;
  about = null;
  byId("quoting").hidden = true;
  endLookUp();
  write("");
}

function keyed(event) {
  if (event.isComposing || event.keyCode === 229) return; // an input method is at work
  if (popupKey(event)) event.preventDefault();
  else if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); submit(); }
  else if (event.key === "Escape" && about) endQuoting();
  else if (event.key === "ArrowUp" && !byId("words").value) editLast(event);
}

function editLast(event) {
  const chat = openChat();
  const last = chat.messages.findLast((one) => isOwn(chat, one.from) && !one.via);
  if (!last) return;
  event.preventDefault();
  quote("edit", last);
}

function changed() {
  fit();
  const text = byId("words").value;
  if (typedLookUp(text)) return;
  const command = text.match(/^\/([a-z0-9_]*)$/i);
  if (command) showCommands(command[1].toLowerCase());
  else if (/^@\w*$/.test(text) && `@${store.bot.username}`.startsWith(text.toLowerCase())) showBot();
  else hidePopup();
}

function fit() {
  const words = byId("words");
  words.style.height = "auto";
  words.style.height = `${Math.min(words.scrollHeight, 160)}px`;
  byId("send").disabled = !words.value.trim();
}

function toggleCommands() {
  if (popupSource() === "commands") { hidePopup(); return; }
  byId("words").focus();
  showCommands("");
}

function showCommands(prefix) {
  const menu = store.bot.commands[store.open] ?? [];
  const shown = menu.filter(({ command }) => command.startsWith(prefix)).map(({ command, description }) => ({
    title: `/${command}`,
    description,
    choose: () => { hidePopup(); write(""); sendCommand(`/${command}`); },
    complete: () => write(`/${command} `),
  }));
  showPopup("commands", shown, { note: shown.length ? "" : t("commands-none") });
}

function showBot() {
  const pick = () => write(`@${store.bot.username} `);
  showPopup("commands", [{ title: `@${store.bot.username}`, description: t("look-up-hint"), mark: "@", choose: pick, complete: pick }]);
}
