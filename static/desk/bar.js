/* What is submitted or published is always what is saved: while words on the page are not, the acts wait. */

document.addEventListener("DOMContentLoaded", () => {
  const bar = document.querySelector("[data-bar]")
  const form = document.querySelector("#content-main > form")
  if (!bar || !form) return

  const unsaved = () => {
    const said = bar.querySelector("[data-unsaved]")
    if (!said || !said.hidden) return
    said.hidden = false
    for (const button of bar.querySelectorAll("button[type=submit]")) button.disabled = true
  }

  form.addEventListener("input", unsaved)
  form.addEventListener("change", unsaved)
  document.addEventListener("formset:added", unsaved)
  document.addEventListener("formset:removed", unsaved)
  // Choices of autocomplete fields are told to jQuery only.
  window.django?.jQuery(form).on("change", unsaved)
  // A page that came back with errors holds words that were never saved.
  if (form.querySelector(".errornote, .clash")) unsaved()
})
