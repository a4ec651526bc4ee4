/* Autocomplete fields are drawn by a library that gives them no name. Screen readers get the field's own. */

document.addEventListener("DOMContentLoaded", () => {
  let count = 0

  const labelOf = (select) => {
    const label = document.querySelector(`label[for="${select.id}"]`)
    if (label) return label
    const made = document.createElement("span")
    made.className = "visually-hidden"
    made.textContent = select.getAttribute("aria-label") || ""
    select.before(made)
    return made
  }

  const name = (select) => {
    const drawn = select.parentElement.querySelector(":scope > .select2-container")
    if (!drawn || select.dataset.named) return
    select.dataset.named = "yes"
    const label = labelOf(select)
    label.id ||= `choice-label-${++count}`
    const box = drawn.querySelector("[role=combobox]")
    const shown = box.querySelector("[role=textbox]")
    shown?.setAttribute("aria-labelledby", label.id)
    box.setAttribute("aria-labelledby", shown ? `${label.id} ${shown.id}` : label.id)
    box.querySelector("input")?.setAttribute("aria-labelledby", label.id)
  }

  const nameAll = () => document.querySelectorAll("select.admin-autocomplete").forEach(name)

  nameAll()
  // They are drawn at their own time, and again for every row that is added.
  const isDrawn = (node) => node.classList?.contains("select2-container")
  new MutationObserver((changes) => {
    if (changes.some((change) => [...change.addedNodes].some(isDrawn))) nameAll()
  }).observe(document.getElementById("content-main") ?? document.body, { childList: true, subtree: true })
})
