// Toasts, alerts and small questions.
import { byId, element } from "./dom.js";
import { t } from "./store.js";

const SHOWN_FOR = 5000; // milliseconds

export function toast(text) {
  const shown = element("div", { class: "toast" }, text);
  byId("toasts").append(shown);
  setTimeout(() => shown.remove(), SHOWN_FOR);
}

/** Asks with one button for each choice [text, value]; null where the dialog is closed otherwise. */
export function choose(text, choices) {
  const dialog = byId("dialog");
  if (dialog.open) dialog.close();
  dialog.returnValue = "";
  byId("dialog-text").textContent = text;
  const buttons = choices.map(([label], place) => element("button", { value: String(place) }, label));
  byId("dialog-buttons").replaceChildren(...buttons);
  dialog.showModal();
  return new Promise((settle) => {
    dialog.addEventListener("close", () => settle(choices[dialog.returnValue || NaN]?.[1] ?? null), { once: true });
  });
}

export const alertBox = (text) => choose(text, [[t("ok"), true]]);
