"""Eyes for who cannot use a page: what axe-core finds wrong with it, and what axe does not look at."""

from typing import Final

from axe_playwright_python.base import AXE_SCRIPT

AXE: Final = """async (options) => {
  const { violations } = await axe.run(options);
  return violations.map(({ id, impact, help, nodes }) =>
    `${id} (${impact}): ${help} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}"""

UNOUTLINED: Final = """() => {
  const hasOutline = (one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  const isOutlined = (one) => {
    one.focus({ focusVisible: true, preventScroll: true });
    return document.activeElement !== one || hasOutline(one) || hasOutline(one.closest(".select2-selection") ?? one);
  };
  const found = [...document.querySelectorAll("a, button, input, select, summary, textarea, [tabindex='0']")]
    .filter((one) => !isOutlined(one));
  document.activeElement.blur();
  return found.map((one) => `no outline: ${one.outerHTML.slice(0, 200)}`);
}"""

UNTOLD: Final = """() => {
  const hasHeaders = (one) => one.caption && one.querySelector("th[scope=col]") && one.querySelector("th[scope=row]");
  const isOwn = "[aria-hidden=true], svg:has(> title):has(> desc)";
  const isTold = (one) => one.closest(isOwn) || one.closest("section")?.querySelector("table");
  const without = (selector, has) => [...document.querySelectorAll(selector)].filter((one) => !has(one));
  return [...without("table", hasHeaders), ...without("svg", isTold)].map((one) => `not told: ${one.outerHTML}`);
}"""


def violations(page) -> list[str]:
    """What axe finds wrong, a line for each rule: an empty list is an accessible page."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # Telling what is right as well would take most of the time.
    return page.evaluate(AXE, {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}})


def unoutlined(page) -> list[str]:
    """What does not show that the keyboard is on it."""
    return page.evaluate(UNOUTLINED)


def untold(page) -> list[str]:
    """Tables without headers, and charts without a table, in a page of the reading room."""
    return page.evaluate(UNTOLD)


def too_wide(page) -> list[str]:
    """Whether a part of the page is beside the screen."""
    width = page.viewport_size["width"]
    return [f"wider than {width} pixels"] if page.evaluate("document.documentElement.scrollWidth") > width else []


def moving(page) -> list[str]:
    """What moves, or changes slowly, at this moment."""
    return page.evaluate("document.getAnimations().map(({ effect }) => `moves: ${effect.target.outerHTML}`)")
