/* A table like a sheet: arrow keys lead from cell to cell, rows of a spreadsheet are pasted into cells, and a new row
   begins with what it has in common with the one above. Without it the cells are fields like any other. */

document.addEventListener("DOMContentLoaded", () => {
  const table = document.querySelector(".figures table")
  const $ = window.django?.jQuery
  if (!table || !$ || !table.querySelector(".field-measure")) return

  // What the next figure from the same document has in common with this one.
  const CARRIED = ["stated_by", "stated_on", "stated_in", "quotation_language"]

  const rowsOf = () => [...table.querySelectorAll(":scope > tbody")]
  const cellsOf = (row) => [...row.querySelectorAll(".cell")]
  const fieldOf = (cell) => cell.querySelector("select, input:not([type=hidden]), textarea")
  const named = (row, name) => row.querySelector(`[name$="-${name}"]`)
  const isText = (field) => field.matches("input, textarea")

  const told = (field) => {
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }))
    if (field.options) $(field).trigger("change") // what draws it hears nothing else
  }

  // --- rows that have begun ---------------------------------------------------------------------------

  const take = (field, from) => {
    if (!from || field.value || !from.value) return
    if (field.options) choose(field, from.value, from.selectedOptions[0].text)
    else field.value = from.value
    told(field)
  }

  const isNew = (row) => !row.querySelector("[name$='-id']").value

  const begin = ({ target }) => {
    const row = target.value && target.closest("tbody")
    if (!row || row.dataset.began || !isNew(row)) return
    row.dataset.began = "yes"
    const above = row.previousElementSibling
    for (const name of above?.matches("tbody") ? CARRIED : []) take(named(row, name), named(above, name))
  }

  // --- from cell to cell ------------------------------------------------------------------------------

  const reach = (cell) => {
    const field = cell && (cell.querySelector(".select2-selection") ?? fieldOf(cell))
    field?.focus()
    field?.select?.()
    return Boolean(field)
  }

  const beside = (cell, by) => cellsOf(cell.closest("tbody"))[cellsOf(cell.closest("tbody")).indexOf(cell) + by]
  const below = (cell, by) => {
    const rows = rowsOf()
    const row = rows[rows.indexOf(cell.closest("tbody")) + by]
    return row && cellsOf(row)[cellsOf(cell.closest("tbody")).indexOf(cell)]
  }

  const leadsTo = (cell, { key, target }) => {
    const isTyped = isText(target)
    const at = isTyped && target.selectionStart === target.selectionEnd ? target.selectionStart : null
    if (key === "Enter" && isTyped) return below(cell, 1) ?? cell
    if (["ArrowUp", "ArrowDown"].includes(key) && !target.matches("select")) return below(cell, key === "ArrowUp" ? -1 : 1)
    const isWhole = isTyped && target.selectionStart === 0 && target.selectionEnd === target.value.length
    if (key === "ArrowLeft" && (!isTyped || at === 0 || isWhole)) return beside(cell, -1)
    if (key === "ArrowRight" && (!isTyped || at === target.value.length || isWhole)) return beside(cell, 1)
    return undefined
  }

  /* What is typed over a choice is looked for, from its first letter on. */
  const lookUp = (field, letter) => {
    $(field).select2("open")
    const search = document.querySelector(".select2-container--open .select2-search__field")
    search.value += letter
    $(search).trigger("input")
  }

  // Before what draws the choices hears of it.
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest(".cell")
    if (!cell || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing) return
    const isArrow = event.key.startsWith("Arrow")
    const drawn = event.target.closest(".select2-selection")
    if (drawn && event.key.length === 1 && event.key !== " ") {
      event.preventDefault()
      lookUp(fieldOf(cell), event.key)
    }
    const to = leadsTo(cell, event)
    if (!to && !(isArrow && event.target.matches("select") && /Left|Right/.test(event.key))) return
    event.preventDefault()
    event.stopPropagation()
    reach(to)
  }, { capture: true })

  // --- rows of a spreadsheet --------------------------------------------------------------------------

  /* Cells that hold tabs, lines or quotation marks stand in quotation marks, which are doubled within. */
  const parsed = (text) => {
    const rows = [[]]
    for (const [, cell, end] of text.replace(/\r\n?/g, "\n").replace(/\n$/, "").matchAll(/("(?:[^"]|"")*"|[^\t\n]*)(\t|\n|$)/g)) {
      rows.at(-1).push(cell.startsWith('"') && cell.endsWith('"') && cell.length > 1 ? cell.slice(1, -1).replaceAll('""', '"') : cell)
      if (end === "\n") rows.push([])
      if (!end) break
    }
    return rows.map((row) => row.map((cell) => cell.replace(/\s+/g, " ").trim()))
  }

  const choose = (field, value, text) => {
    if (![...field.options].some((option) => option.value === value)) field.add(new Option(text, value))
    field.value = value
  }

  /* What is none of the choices is kept as it is written: the archive knows more names, or says that it does not. An
     empty cell leaves what stands. */
  const fill = (field, written) => {
    if (!written) return
    const same = (option) => option.text.trim().toLowerCase() === written.toLowerCase() || option.value === written
    const known = [...(field.options ?? [])].find(same)
    if (!field.options) field.value = written
    else choose(field, known ? known.value : written, written)
    told(field)
  }

  table.addEventListener("paste", (event) => {
    const cell = event.target.closest(".cell")
    const written = event.clipboardData.getData("text/plain")
    if (!cell || !written || (isText(event.target) && !/[\t\n]/.test(written.trim()))) return
    event.preventDefault()
    const first = cellsOf(cell.closest("tbody")).indexOf(cell)
    let row = cell.closest("tbody")
    for (const values of parsed(written)) {
      const cells = cellsOf(row).slice(first)
      const carried = CARRIED.map((name) => named(row, name)?.closest(".cell"))
      // What was pasted empty is empty: nobody says what the one above says.
      if (cells.slice(0, values.length).some((one) => carried.includes(one))) row.dataset.began = "yes"
      values.slice(0, cells.length).forEach((value, number) => fill(fieldOf(cells[number]), value))
      row = row.nextElementSibling ?? row
    }
    reach(cell)
  })

  table.addEventListener("input", begin)
  $(table).on("change", begin)
})
