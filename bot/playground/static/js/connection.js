// The WebSocket to the program: events come in, actions go out; it connects again by itself.

const FIRST_WAIT = 500; // milliseconds
const LONGEST_WAIT = 5000;

const listeners = new Map();
let socket = null;
let wait = FIRST_WAIT;

/** Calls `listener` with every event of that type; "open" and "closed" tell of the connection. */
export function on(type, listener) {
  listeners.set(type, [...(listeners.get(type) ?? []), listener]);
}

function emit(type, event) {
  for (const listener of listeners.get(type) ?? []) listener(event);
}

export function connect() {
  socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/events`);
  socket.addEventListener("open", () => { wait = FIRST_WAIT; emit("open"); });
  socket.addEventListener("message", (message) => {
    const event = JSON.parse(message.data);
    emit(event.type, event);
  });
  socket.addEventListener("close", () => {
    emit("closed");
    setTimeout(connect, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  });
}

/** Asks the program to do something; false where there is no connection. */
export function act(action) {
  if (socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(action));
  return true;
}

/** A name for a request whose answer comes later as an event. */
export const newRequest = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
