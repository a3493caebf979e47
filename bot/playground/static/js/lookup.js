// Inline look-ups: `@bot words` in any chat asks the bot while one types.
import { act, newRequest, on } from "./connection.js";
import { hidePopup, showPopup } from "./popup.js";
import { openChat, speakerOf, store, t } from "./store.js";

const PAUSE = 250; // milliseconds without a key before the bot is asked
const PATIENCE = 10000; // milliseconds, as long as the query lives

let asked = null; // {request, text, chat, found, next, busy}
let pause = 0;
let late = 0;
let sent = () => {};
let start = () => {};

/** `onSent()` is called when a result was sent, `onStart(payload)` when the bot's own button was pressed. */
export function prepareLookUp(onSent, onStart) {
  sent = onSent;
  start = onStart;
}

/** Looks at what is typed; true where it is a look-up. */
export function typedLookUp(text) {
  const match = text.match(/^@([A-Za-z0-9_]+)\s([\s\S]*)$/);
  if (match?.[1].toLowerCase() !== store.bot.username) {
    endLookUp();
    return false;
  }
  const words = match[2].trim();
  if (asked && asked.text === words && asked.chat === store.open) return true;
  asked = { request: "", text: words, chat: store.open, found: [], next: "", busy: true };
  clearTimeout(pause);
  pause = setTimeout(() => ask(""), PAUSE);
  return true;
}

export function endLookUp() {
  clearTimeout(pause);
  clearTimeout(late);
  asked = null;
  hidePopup("look-up");
}

function ask(offset) {
  const chat = openChat();
  asked.request = newRequest();
  asked.busy = true;
  if (!act({ do: "look-up", chat: chat.id, person: speakerOf(chat), text: asked.text, offset, request: asked.request })) return;
  if (!offset && asked.found.length === 0) showPopup("look-up", [], { note: t("look-up-searching") });
  clearTimeout(late);
  late = setTimeout(() => showPopup("look-up", [], { note: t("look-up-late") }), PATIENCE);
}

on("inline", (event) => {
  if (event.request !== asked?.request) return;
  clearTimeout(late);
  asked.busy = false;
  asked.found.push(...event.results.map((result) => option(event.query, result)));
  asked.next = event.next_offset;
  const button = event.button && { title: event.button.text, mark: "➜", choose: () => { endLookUp(); start(event.button.payload); } };
  const shown = [...(button ? [button] : []), ...asked.found];
  showPopup("look-up", shown, { note: asked.found.length ? "" : t("look-up-nothing"), end: more });
});

function option(query, result) {
  const choose = () => {
    const chat = openChat();
    if (act({ do: "choose", chat: chat.id, person: speakerOf(chat), query, result: result.id })) sent();
  };
  return { title: result.title, description: result.description, mark: [...result.title][0], choose };
}

function more() {
  if (asked && asked.next && !asked.busy) ask(asked.next);
}
