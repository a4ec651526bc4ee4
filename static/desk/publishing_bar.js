/* What is submitted or published is always what is saved: while words on the page are not, the acts wait, and nobody
   leaves them behind unasked. */

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("#content-main > form")
  if (!form) return

  // The editor tidies the text when it opens, and says so like somebody typing. Nobody has until a key or a pointer.
  let touched = false
  let isUnsaved = false
  for (const touch of ["keydown", "pointerdown", "paste", "drop"]) {
    form.addEventListener(touch, () => { touched = true }, { capture: true })
  }

  const unsaved = (event) => {
    if (touched || event.isTrusted) wait()
  }

  const wait = () => {
    if (isUnsaved) return
    isUnsaved = true
    for (const said of document.querySelectorAll("[data-unsaved]")) said.hidden = false
    for (const button of document.querySelectorAll("[data-bar] button[type=submit]")) button.disabled = true
    for (const control of document.querySelectorAll("[data-waits]")) control.hidden = true
    for (const control of document.querySelectorAll("[data-when-unsaved]")) control.hidden = false
  }

  form.addEventListener("submit", () => { isUnsaved = false })
  // Whoever signs out has been asked about them already.
  document.addEventListener("words:dropped", () => { isUnsaved = false })
  window.addEventListener("beforeunload", (event) => { if (isUnsaved) event.preventDefault() })
  form.addEventListener("input", unsaved)
  form.addEventListener("change", unsaved)
  document.addEventListener("formset:added", unsaved)
  document.addEventListener("formset:removed", unsaved)
  // Choices of autocomplete fields are told to jQuery only.
  window.django?.jQuery(form).on("change", unsaved)
  // A page that came back with errors holds words that were never saved.
  if (form.querySelector(".errornote, .clash")) wait()
})
