// The list of chats, and the card that shows how a push works.
import { time } from "./bubbles.js";
import { act, on } from "./connection.js";
import { byId, element } from "./dom.js";
import { toast } from "./notices.js";
import { hasSent, isPrivate, nameOf, preview, store, t, unreadInAll } from "./store.js";

let select = () => {};
let publishing = false;

/** Wires the card; `open(chatId)` opens a chat, `subscribe()` sends the command. */
export function prepareSidebar(open, subscribe) {
  select = open;
  byId("subscribe").addEventListener("click", subscribe);
  byId("publish").addEventListener("click", () => {
    publishing = act({ do: "publish" });
    drawCard();
  });
  on("published", (event) => { ended(); toast(t(`published-${event.outcome === "created" ? "created" : "unchanged"}`)); });
  on("error", (event) => { if (event.reason === "publish") ended(); });
  on("closed", ended);
}

function ended() {
  publishing = false;
  drawCard();
}

export function drawSidebar() {
  const focused = document.activeElement?.closest("#chats button")?.dataset.chat;
  byId("chats").replaceChildren(...[...store.chats.values()].map((chat) => element("li", {}, entry(chat))));
  if (focused) byId("chats").querySelector(`[data-chat="${Number(focused)}"]`)?.focus();
  const unread = unreadInAll();
  byId("back-badge").hidden = unread === 0;
  byId("back-badge").textContent = String(unread);
  document.title = (unread ? `(${unread}) ` : "") + t("title");
  drawCard();
}

function entry(chat) {
  const last = chat.messages.at(-1);
  const unread = store.unread.get(chat.id) ?? 0;
  const title = isPrivate(chat) ? store.bot.name : chat.title;
  const line = last ? `${isPrivate(chat) ? "" : `${nameOf(last.from)}: `}${preview(last)}` : t("empty");
  return element("button", { type: "button", "data-chat": chat.id, "aria-current": chat.id === store.open ? "true" : null, onclick: () => select(chat.id) },
    element("span", { class: `avatar ${isPrivate(chat) ? "bot" : "group"}`, "aria-hidden": "true" }),
    element("span", { class: "entry" },
      element("span", { class: "entry-top" }, element("b", {}, title), isPrivate(chat) && element("span", { class: "tag" }, nameOf(chat.people[0])),
        element("time", {}, last ? time(last.date) : "")),
      element("span", { class: "entry-low" }, element("span", { class: "preview" }, line),
        unread > 0 && element("span", { class: "badge" }, String(unread), element("span", { class: "unseen" }, ` ${t("unread")}`)))));
}

function drawCard() {
  const subscribed = hasSent("/subscribe");
  byId("subscribe").classList.toggle("done", subscribed);
  byId("subscribe").lastElementChild.textContent = t(subscribed ? "push-subscribed" : "push-subscribe");
  byId("push-hint").classList.toggle("done", subscribed);
  byId("publish").disabled = publishing;
  byId("publish").lastElementChild.textContent = t(publishing ? "push-busy" : "push-publish");
}
