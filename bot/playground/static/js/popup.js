// The list above the input field: commands or look-up results, walked through with the arrow keys.
import { byId, element } from "./dom.js";

let options = [];
let current = -1;
let source = null;
let onEnd = null;

/** Shows options [{title, description, mark, choose(), complete()}] of a `source`; `note` stands above them. */
export function showPopup(from, shown, { note = "", end = null } = {}) {
  source = from;
  options = shown;
  onEnd = end;
  byId("popup").hidden = false;
  byId("popup-note").hidden = !note;
  byId("popup-note").textContent = note;
  byId("options").replaceChildren(...options.map(row));
  byId("words").setAttribute("aria-expanded", "true");
  mark(from === "commands" && options.length > 0 ? 0 : -1);
}

/** Hides the list; with `from`, only that source's. */
export function hidePopup(from = source) {
  if (from !== source) return;
  source = null;
  options = [];
  byId("popup").hidden = true;
  byId("words").setAttribute("aria-expanded", "false");
  byId("words").removeAttribute("aria-activedescendant");
}

export const popupSource = () => source;

function row(option, place) {
  const made = element("li", { id: `option-${place}`, role: "option", "aria-selected": "false" },
    option.mark && element("span", { class: "option-mark", "aria-hidden": "true" }, option.mark),
    element("span", { class: "option-words" }, element("b", {}, option.title), option.description && element("span", {}, option.description)));
  made.addEventListener("pointerdown", (event) => event.preventDefault()); // the input keeps the focus
  made.addEventListener("click", () => option.choose());
  return made;
}

function mark(place) {
  current = place;
  [...byId("options").children].forEach((made, index) => made.setAttribute("aria-selected", String(index === place)));
  const made = byId("options").children[place];
  made?.scrollIntoView({ block: "nearest" });
  if (made) byId("words").setAttribute("aria-activedescendant", made.id);
  else byId("words").removeAttribute("aria-activedescendant");
}

/** A key pressed in the input field; true where the list has used it. */
export function popupKey(event) {
  if (source === null) return false;
  if (event.key === "Escape") { hidePopup(); return true; }
  if (options.length === 0) return false;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const step = event.key === "ArrowDown" ? 1 : -1;
    mark(current < 0 && step < 0 ? options.length - 1 : (current + step + options.length) % options.length);
    if (current === options.length - 1) onEnd?.();
    return true;
  }
  if (current < 0) return false;
  if (event.key === "Enter" && !event.shiftKey) { options[current].choose(); return true; }
  if (event.key === "Tab" && !event.shiftKey && options[current].complete) { options[current].complete(); return true; }
  return false;
}

byId("popup").addEventListener("scroll", () => {
  const box = byId("popup");
  if (box.scrollHeight - box.scrollTop - box.clientHeight < 60) onEnd?.();
});
