// The way out of a page that is hard to read: it replaces the page, so that the button back does not lead here again.
// Escape, three times within some seconds, takes it as well.

const TIMES = 3;
const WITHIN = 3000;
const way = document.querySelector("[data-exit]");
const pressed = [];

const leave = () => location.replace(way.href);

way.addEventListener("click", (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  leave();
});
addEventListener("keydown", ({ key, timeStamp, repeat }) => {
  if (key !== "Escape") return void pressed.splice(0);
  if (repeat) return;
  pressed.push(timeStamp);
  if (pressed.length >= TIMES && timeStamp - pressed.at(-TIMES) < WITHIN) leave();
});
document.querySelector("[data-exit-key]").hidden = false;
