/* The search in the header, from the keyboard: "/" leads there from everywhere, Esc away from it, the arrows through what
   was found. Without this script Tab does. */

document.addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector("#go input[type=search]")
  if (!field) return
  const found = [...document.querySelectorAll(".found a")]
  field.placeholder += " ( / )"
  field.title = field.dataset.shortcut
  field.setAttribute("aria-keyshortcuts", "/")
  let from = null

  const isTyping = (element) =>
    element.isContentEditable || element.matches("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select")

  const begin = (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return
    event.preventDefault()
    from = document.activeElement
    field.focus()
    field.select()
  }

  const leave = (event) => {
    if (event.key !== "Escape" || document.activeElement !== field) return
    event.preventDefault() // it would empty the field
    field.blur()
    if (from && from !== document.body) from.focus()
  }

  const walk = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const ways = [field, ...found]
    const here = ways.indexOf(document.activeElement)
    if (!step || !found.length || here === -1 || event.altKey || event.shiftKey) return
    event.preventDefault()
    ways[Math.min(Math.max(here + step, 0), ways.length - 1)].focus()
  }

  for (const way of [begin, leave, walk]) document.addEventListener("keydown", way)
})
