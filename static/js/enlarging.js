// A picture is read in detail in steps: those of its files. A browser fetches a larger one when it is shown as wide as
// that, and keeps the smaller one in sight until then. Without this script the same files are links.

const FAR = 4; // pixels, after which a mouse that is pressed has moved the picture, and is no click
const SEEN = 1.2; // times as wide: less is no step, but for the last

class Picture {
  constructor(part) {
    this.part = part;
    [this.bar, this.pane, this.said] = [".steps", ".pane", "output"].map((one) => part.querySelector(one));
    [this.link, this.sight, this.image] = ["a", ".sight", "img"].map((one) => this.pane.querySelector(one));
    this.files = [...this.pane.querySelectorAll("source, img")];
    this.sizes = this.image.sizes;
    this.steps = widths(this.image);
    this.width = 0; // of a step; 0 is all of it, as wide as there is room
    this.link.tabIndex = -1; // the buttons do the same
    this.bar.hidden = false;
    this.bar.addEventListener("click", ({ target }) => this.does(target.dataset.step));
    part.addEventListener("keydown", (event) => this.press(event));
    this.link.addEventListener("click", (event) => this.click(event));
    this.pane.addEventListener("dragstart", (event) => event.preventDefault());
    this.pane.addEventListener("pointerdown", (event) => this.drag(event));
    addEventListener("resize", () => this.width || this.show(0));
    this.show(0);
  }

  button(step) {
    return this.bar.querySelector(`[data-step=${step}]`);
  }

  does(step, at) {
    if (step === "larger") this.show(this.next, at);
    if (step === "smaller") this.show(this.before);
    if (step === "whole") this.show(0);
    if (step === "fill") this.fill();
    if (step === "close") this.room.close();
    return Boolean(step);
  }

  press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { "+": "larger", "=": "larger", "-": "smaller", 0: "whole" }[event.key];
    if (this.does(step)) event.preventDefault();
  }

  // What is pressed comes into the middle, as far as the edges allow.
  click(event) {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const isByMouse = event.detail > 0;
    const { left, top, width, height } = this.sight.getBoundingClientRect();
    const at = isByMouse ? [(event.clientX - left) / width, (event.clientY - top) / height] : undefined;
    if (!isByMouse || !this.isMoved) this.does(this.next ? "larger" : "whole", at);
  }

  // A finger scrolls by itself.
  drag(event) {
    this.isMoved = false;
    if (event.pointerType !== "mouse" || event.button || !this.width) return;
    const [x, y, left, top] = [event.clientX, event.clientY, this.pane.scrollLeft, this.pane.scrollTop];
    const mine = new AbortController();
    const move = ({ clientX, clientY }) => {
      this.isMoved ||= Math.hypot(clientX - x, clientY - y) > FAR;
      if (this.isMoved) this.pane.scrollTo({ left: left - clientX + x, top: top - clientY + y, behavior: "instant" });
    };
    addEventListener("pointermove", move, { signal: mine.signal });
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => mine.abort(), { signal: mine.signal });
  }

  // In front of the page, which keeps its place for it.
  fill() {
    const [room, place] = [document.createElement("dialog"), this.part.parentElement];
    this.room = room;
    room.className = "filling";
    room.setAttribute("aria-label", this.pane.getAttribute("aria-label"));
    place.style.minHeight = `${place.offsetHeight}px`;
    this.part.replaceWith(room);
    room.append(this.part);
    room.addEventListener("close", () => {
      room.replaceWith(this.part);
      place.style.minHeight = "";
      this.stand();
    });
    room.showModal();
    this.stand();
  }

  stand() {
    const [fill, close] = ["fill", "close"].map((one) => this.button(one));
    [fill.hidden, close.hidden] = [this.isFilling, !this.isFilling];
    (this.isFilling ? close : fill).focus({ preventScroll: true });
    this.show(0);
  }

  get isFilling() {
    return Boolean(this.room?.open);
  }

  // How wide all of it is in the room that it has.
  get whole() {
    const { clientWidth, clientHeight } = this.pane;
    const ratio = this.image.getAttribute("width") / this.image.getAttribute("height");
    return Math.floor(Math.min(clientWidth, this.isFilling ? clientHeight * ratio : clientWidth, this.steps.at(-1)));
  }

  get next() {
    const [now, last] = [this.width || this.whole, this.steps.at(-1)];
    return this.steps.find((one) => one >= now * SEEN || (one === last && one > now));
  }

  get before() {
    return this.steps.findLast((one) => one < this.width && one >= this.whole * SEEN) ?? 0;
  }

  show(width, at = this.middle) {
    if (width === undefined) return;
    this.width = width;
    this.part.classList.toggle("enlarged", Boolean(width));
    const across = width || (this.isFilling ? this.whole : 0);
    this.sight.style.width = across ? `${across}px` : "";
    for (const one of this.files) one.sizes = across ? `${across}px` : this.sizes;
    // What is not there in the better format is shown in the one that is.
    for (const one of this.files.slice(0, -1)) one.media = across > Math.max(...widths(one)) ? "not all" : "all";
    this.pane.tabIndex = width ? 0 : -1;
    this.pane.scrollTo({
      left: at[0] * this.pane.scrollWidth - this.pane.clientWidth / 2,
      top: at[1] * this.pane.scrollHeight - this.pane.clientHeight / 2,
      behavior: "instant",
    });
    this.tell();
  }

  // In the middle of what is seen, as parts of all of it; where all is seen, one begins to read at its beginning.
  get middle() {
    if (!this.width) return [0, 0];
    const { scrollLeft, scrollTop, clientWidth, clientHeight, scrollWidth, scrollHeight } = this.pane;
    return [(scrollLeft + clientWidth / 2) / scrollWidth, (scrollTop + clientHeight / 2) / scrollHeight];
  }

  tell() {
    const part = (this.width || this.whole) / this.steps.at(-1);
    this.said.value = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" }).format(part);
    const [larger, smaller, whole] = [this.next, this.width, this.width];
    for (const [step, can] of Object.entries({ larger, smaller, whole }))
      this.button(step).setAttribute("aria-disabled", !can);
  }
}

function widths(one) {
  return [...one.srcset.matchAll(/ (\d+)w/g)].map(([, width]) => Number(width));
}

for (const part of document.querySelectorAll(".in-detail:has(.steps)")) new Picture(part);
