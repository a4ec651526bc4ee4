// What the search boxes offer while somebody types: records, to which one is led straight, and words.
// A combobox with a list, by the ARIA Authoring Practices. Without this script the form is the same.

const BOX = ".search-box input[name=q]";
const WAIT = 200; // until whoever types may want to see something
const SHORTEST = 2;
const line = navigator.connection ?? {};
const isSlow = line.saveData || /2g/.test(line.effectiveType);
const boxes = new WeakSet();

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

class Box {
  constructor(input) {
    this.input = input;
    this.asked = input.value.trim();
    this.active = -1;
    this.list = set(document.createElement("ul"), { id: `${input.id}-options`, role: "listbox", hidden: "" });
    this.said = set(document.createElement("p"), { class: "unseen", role: "status" });
    input.form.append(this.list, this.said);
    set(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" });
    set(input, { "aria-controls": this.list.id });
    input.addEventListener("input", () => this.wait());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.rest());
    input.form.addEventListener("submit", () => (this.underway?.abort(), this.rest()));
    // Whoever presses on something that is offered stays in the field until they let go.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("li")));
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const typed = this.input.value.trim();
    if (typed === this.asked) return;
    this.underway?.abort();
    this.asked = typed;
    if (typed.length < SHORTEST) return this.show({ options: [] });
    const mine = (this.underway = new AbortController());
    try {
      const answer = await fetch(this.address(typed), { signal: mine.signal });
      this.show(answer.ok ? await answer.json() : { options: [] });
    } catch {
      if (!mine.signal.aborted) this.show({ options: [] });
    }
  }

  address(typed) {
    const address = new URL("suggest/", this.input.form.action);
    const asOf = this.input.form.elements.as_of?.value;
    address.search = new URLSearchParams({ q: typed, ...(asOf && { as_of: asOf }) });
    return address;
  }

  show({ label = "", found = "", options }) {
    set(this.list, { "aria-label": label });
    this.list.replaceChildren(...options.map((one, place) => this.option(one, place)));
    this.said.textContent = found;
    this.open(options.length > 0 && document.activeElement === this.input);
  }

  option({ text, language, note, address }, place) {
    const [item, words, kind] = ["li", "span", "small"].map((name) => document.createElement(name));
    set(item, { id: `${this.list.id}-${place}`, role: "option", "aria-selected": "false", "data-address": address });
    set(words, { lang: language || document.documentElement.lang, dir: "auto" }).textContent = text;
    kind.textContent = note;
    item.append(words, " ", kind);
    return item;
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    set(this.input, { "aria-expanded": isOpen });
    this.choose(-1);
  }

  choose(place) {
    this.active = place;
    const chosen = this.list.children[place];
    for (const item of this.list.children) set(item, { "aria-selected": item === chosen });
    this.input.removeAttribute("aria-activedescendant");
    if (!chosen) return;
    set(this.input, { "aria-activedescendant": chosen.id });
    chosen.scrollIntoView({ block: "nearest" });
  }

  // The field itself stands before the first of them and after the last.
  step(by) {
    const many = this.list.children.length + 1;
    if (this.list.hidden) this.open(true);
    this.choose(((this.active + 1 + by + many) % many) - 1);
  }

  press(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const does = {
      ArrowDown: () => this.list.children.length && (this.step(1), true),
      ArrowUp: () => this.list.children.length && (this.step(-1), true),
      Enter: () => !this.list.hidden && this.active >= 0 && this.go(this.list.children[this.active]),
      Escape: () => !this.list.hidden && (this.open(false), true),
    };
    if (does[event.key]?.()) event.preventDefault();
  }

  go(item) {
    if (item) location.assign(item.dataset.address);
    return Boolean(item);
  }

  rest() {
    clearTimeout(this.timer);
    this.open(false);
  }
}

function enter(input) {
  if (isSlow || !input?.matches(BOX) || boxes.has(input)) return;
  boxes.add(input);
  new Box(input);
}

// A box may be put into the page later on.
document.addEventListener("focusin", (event) => enter(event.target));
enter(document.activeElement);
