// What the page knows of the world, and which chat is open.

export const store = {
  language: "zh",
  texts: {},
  names: {},
  bot: { id: 0, name: "", username: "", description: "", about: "", commands: {} },
  chats: new Map(),
  questions: [],
  open: null, // id of the open chat
  groupSpeaker: null, // id of the person who writes in the group
  unread: new Map(),
};

export const t = (key) => store.texts[key] ?? key;
export const chatOf = (id) => store.chats.get(id);
export const openChat = () => store.chats.get(store.open);
export const nameOf = (id) => store.names[id] ?? "";
export const isPrivate = (chat) => chat.kind === "private";

/** Who writes in a chat: its owner, or the chosen one of the group. */
export const speakerOf = (chat) => (isPrivate(chat) ? chat.people[0] : store.groupSpeaker ?? chat.people[0]);

/** You: the owner of the first chat. */
export const you = () => [...store.chats.values()][0].people[0];

/** Whether a message of `sender` stands on the right in that chat. */
export const isOwn = (chat, sender) => sender === (isPrivate(chat) ? chat.people[0] : you());

export const unreadInAll = () => [...store.unread.values()].reduce((sum, count) => sum + count, 0);

export function takeState(state) {
  store.language = state.language;
  store.texts = state.texts;
  store.names = state.names;
  store.bot = state.bot;
  store.questions = state.questions;
  store.chats = new Map(state.chats.map((chat) => [chat.id, chat]));
  if (!store.chats.has(store.open)) store.open = state.chats[0].id;
  store.groupSpeaker ??= you();
}

/** Adds a message, or puts a changed one in its place; true where it was new. */
export function takeMessage(message) {
  const { messages } = chatOf(message.chat);
  const at = messages.findIndex((one) => one.id === message.id);
  if (at >= 0) messages[at] = message;
  else messages.push(message);
  return at < 0;
}

export function dropMessage(chatId, messageId) {
  const chat = chatOf(chatId);
  chat.messages = chat.messages.filter((one) => one.id !== messageId);
}

/** A message in one line, with hidden words covered. */
export function preview(message) {
  const units = message.text.split(""); // UTF-16 units, as the entities count
  for (const { type, offset, length } of message.entities) {
    if (type === "spoiler") units.fill("▒", offset, offset + length);
  }
  return units.slice(0, 80).join("");
}

/** Whether anybody has sent that command to the bot. */
export const hasSent = (command) =>
  [...store.chats.values()].some((chat) =>
    chat.messages.some((one) => one.from !== store.bot.id && one.text.split(/[\s@]/)[0] === command));
