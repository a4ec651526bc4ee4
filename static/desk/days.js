/* The days that follow from what is typed, before it is saved. Without this script they are those that are saved. */

document.addEventListener("DOMContentLoaded", () => {
  const shown = document.getElementById("years")
  const form = shown?.closest("form")
  if (!form) return
  let asked = 0

  const ask = async () => {
    const mine = ++asked
    const answer = await fetch(shown.dataset.address, { method: "POST", body: new FormData(form) })
    // Only the last answer is shown: an earlier one may come later.
    if (answer.ok && mine === asked) shown.innerHTML = await answer.text()
  }

  const matters = (name) => name === "status" || /^(rules|overrides)-/.test(name ?? "")
  // The library behind autocomplete fields tells only jQuery of a change.
  const listen = (heard) => window.django?.jQuery
    ? window.django.jQuery(form).on("change", heard)
    : form.addEventListener("change", heard)
  listen((event) => matters(event.target.name) && ask().catch(() => {}))
})
