/* Rows of a form that are added: copies of the spare one, as it stood when the page came. Without this script it stands
   there folded, and is written in place. */

for (const group of document.querySelectorAll("[data-rows]")) {
  const prefix = group.dataset.rows
  const pattern = group.querySelector("[data-pattern]")?.content.firstElementChild ?? group.querySelector(":scope .spare")
  const total = group.querySelector(`[name="${prefix}-TOTAL_FORMS"]`)
  if (!pattern || !total) continue
  const html = pattern.outerHTML
  const of = new RegExp(`${prefix}-${pattern.dataset.index}\\b`, "g")
  const isAsked = "beginsOpen" in group.dataset && !group.querySelector(".row:not(.spare)")
  total.autocomplete = "off"

  const add = () => {
    const made = document.createElement("template")
    made.innerHTML = html.replaceAll(of, `${prefix}-${total.value}`)
    const row = made.content.firstElementChild
    row.classList.remove("spare")
    row.dataset.index = total.value
    row.open = true
    total.value = Number(total.value) + 1
    place.before(row)
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: prefix } }))
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus()
  }

  // What nobody asks for takes no room.
  if (pattern.isConnected && !isAsked) {
    pattern.remove()
    total.value = Number(total.value) - 1
  }
  const place = document.createElement("p")
  place.className = "add-row"
  const link = document.createElement("a")
  link.href = `#${group.id}`
  link.role = "button"
  link.textContent = group.dataset.another
  link.addEventListener("click", (event) => {
    event.preventDefault()
    add()
  })
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return
    event.preventDefault()
    add()
  })
  place.append(link)
  group.querySelector("fieldset").append(place)
}
