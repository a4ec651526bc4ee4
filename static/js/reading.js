// Filters, facets and pages change a list in place, at the addresses they have without this script.
// Whatever goes wrong, the browser goes to that address by itself.

const PATIENCE = 8000; // then the browser may show for itself how slow it is
const said = document.getElementById("said");
const line = navigator.connection ?? {};
const isSlow = line.saveData || /2g/.test(line.effectiveType);
const parts = () => [...document.querySelectorAll("[data-in-place]")];
const here = () => location.pathname + location.search;

let underway = new AbortController();
let shown = here();

async function show(address, { isNew = false, y } = {}) {
  underway.abort();
  const mine = (underway = new AbortController());
  const leave = () => {
    mine.abort();
    isNew ? location.assign(address) : location.reload();
  };
  const patience = setTimeout(leave, PATIENCE);
  mine.signal.addEventListener("abort", () => clearTimeout(patience));
  parts().forEach((part) => part.setAttribute("aria-busy", "true"));
  try {
    const answer = await fetch(address, { signal: mine.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = parts().map((part) => [part, page.getElementById(part.id)]);
    if (fresh.some(([, part]) => !part)) return leave();
    clearTimeout(patience);
    if (isNew && address !== here()) {
      history.replaceState({ y: scrollY }, "");
      history.pushState({}, "", answer.redirected ? answer.url : address);
    }
    replace(fresh, { isNew });
    document.title = page.title;
    shown = here();
    if (y !== undefined) scrollTo({ top: y, behavior: "instant" });
  } catch {
    if (!mine.signal.aborted) leave();
  }
}

// Whoever is in a field or on a link stays there. Where that is gone, what was found comes instead.
function replace(fresh, { isNew }) {
  const { id, value } = document.activeElement;
  const isWithin = fresh.some(([part]) => part.contains(document.activeElement));
  const open = [...document.querySelectorAll("[data-in-place] details[open]")].map((one) => one.id);
  const scrolled = document.activeElement.closest("ul")?.scrollTop;
  fresh.forEach(([part, next]) => part.replaceWith(next));
  open.forEach((one) => document.getElementById(one)?.setAttribute("open", ""));
  const found = document.getElementById("found");
  const same = id && document.getElementById(id);
  if (isWithin && !same) return found.focus();
  if (isWithin && isNew && same.matches("input")) same.value = value;
  if (isWithin) same.focus({ preventScroll: true });
  if (scrolled) same.closest("ul").scrollTop = scrolled;
  said.textContent = found.textContent.trim();
}

// This list, at the instant that is read.
function isHere(address) {
  const [there, current] = [new URL(address, location.href), new URL(location.href)];
  const isSame = (of) => of(there) === of(current);
  return isSame((url) => url.origin + url.pathname) && isSame((url) => url.searchParams.get("as_of"));
}

function ask(form) {
  const asked = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
  const query = new URLSearchParams(asked).toString();
  show(location.pathname + (query && `?${query}`), { isNew: true });
}

if (said && !isSlow) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-in-place] a[href]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.hash || !isHere(link.href)) return;
    event.preventDefault();
    show(link.pathname + link.search, { isNew: true });
  });
  // What is typed waits until whoever types is ready.
  for (const kind of ["submit", "change"])
    document.addEventListener(kind, (event) => {
      const form = event.target.closest("[data-in-place] form");
      if (!form || (kind === "change" && event.target.type !== "checkbox")) return;
      event.preventDefault();
      ask(form);
    });
  // What is unfolded over a list folds again.
  document.addEventListener("keydown", ({ key, target }) => {
    const facet = key === "Escape" && target.closest(".facet[open]");
    if (facet) (facet.open = false), facet.querySelector("summary").focus();
  });
  document.addEventListener("click", ({ target }) => {
    const facet = matchMedia("(min-width: 62rem)").matches && document.querySelector(".facet[open]");
    if (facet && !facet.contains(target)) facet.open = false;
  });
  addEventListener("popstate", (event) => {
    if (here() !== shown) show(here(), { y: event.state?.y ?? 0 });
  });
}
