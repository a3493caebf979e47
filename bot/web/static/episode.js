// Plays from an item's second without loading the page anew; without this script the links do the same.
const player = document.getElementById("player");
const failed = document.getElementById("failed");

function mark(item) {
  document.querySelector("[aria-current]")?.removeAttribute("aria-current");
  item.setAttribute("aria-current", "true");
}

function play(event) {
  const link = event.target.closest("a[data-seconds]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  mark(link.closest("li"));
  history.replaceState(null, "", link.href);
  player.currentTime = Number(link.dataset.seconds);
  player.play().catch(() => {}); // a recording that cannot be played is told of below
}

if (player) {
  document.addEventListener("click", play);
  player.addEventListener("error", () => { failed.hidden = false; });
  if (player.error) failed.hidden = false;
}
document.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
