/* Rows of a form that are added: copies of the spare one, as it stood when the page came. Without this script it stands
   there folded, and is written in place. In a table that grows, the last row is always a spare one. */

for (const group of document.querySelectorAll("[data-rows]")) {
  const prefix = group.dataset.rows
  const pattern = group.querySelector("[data-pattern]")?.content.firstElementChild ?? group.querySelector(".spare")
  const total = group.querySelector(`[name="${prefix}-TOTAL_FORMS"]`)
  if (!pattern || !total) continue
  const html = pattern.outerHTML
  const of = new RegExp(`${prefix}-${pattern.dataset.index}\\b`, "g")
  const table = "grows" in group.dataset ? group.querySelector("table") : null
  const isAsked = "beginsOpen" in group.dataset && !group.querySelector(".row:not(.spare)")
  total.autocomplete = "off"

  const make = () => {
    const made = document.createElement("template")
    made.innerHTML = html.replaceAll(of, `${prefix}-${total.value}`)
    const row = made.content.firstElementChild
    row.dataset.index = total.value
    total.value = Number(total.value) + 1
    if (table) table.append(row)
    else place.before(row)
    return row
  }

  const told = (row) => row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: prefix } }))

  const grow = (row) => {
    row.classList.remove("spare")
    told(make())
  }

  const add = () => {
    const row = (table && group.querySelector(".spare")) ?? make()
    if (table) grow(row)
    row.classList.remove("spare")
    row.open = true
    if (!table) told(row)
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus()
  }

  // What nobody asks for takes no room.
  if (pattern.isConnected && !isAsked && !table) {
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

  if (table) {
    if (!group.querySelector(".spare")) make()
    const written = ({ target }) => {
      const row = target.value && target.closest(".spare")
      if (row) grow(row)
    }
    table.addEventListener("input", written)
    // Choices of autocomplete fields are told to jQuery only.
    document.addEventListener("DOMContentLoaded", () => window.django?.jQuery(table).on("change", written))
  }
}
