/* Which of the recurring parts a paragraph is, chosen beside it in the text. Without this script, and on narrow screens, the
   choices stand in a table below the texts. */

window.addEventListener("load", () => {
  const group = document.querySelector("[data-slots]")
  const texts = document.querySelector(".texts")
  if (!group || !texts) return

  /* The choices of one language beside the paragraphs that are saved, as long as these stand in the text. */
  const beside = (table) => {
    const section = texts.querySelector(`.language-${table.dataset.language}`)
    const editor = section?.querySelector(".ProseMirror")
    const rows = [...table.querySelectorAll("tr[data-place]")]
    if (!editor || editor.children.length !== rows.length) return
    const blocks = [...editor.children]
    const margin = document.createElement("div")
    margin.className = "slots-margin"
    const switched = document.createElement("label")
    switched.className = "slots-switch"
    const box = document.createElement("input")
    box.type = "checkbox"
    box.checked = group.open
    switched.append(box, " ", group.dataset.slots)
    for (const name of ["input", "change"]) switched.addEventListener(name, (event) => event.stopPropagation()) // nothing that is saved
    editor.closest(".form-row").before(switched)
    editor.parentElement.append(margin)

    const level = () => {
      const isWide = box.checked && editor.clientWidth > 480
      editor.parentElement.classList.toggle("with-slots", isWide)
      for (const [number, row] of rows.entries()) {
        const select = row.querySelector("select") ?? margin.querySelector(`[data-row="${row.id}"]`)
        const block = blocks[number]
        if (isWide && block.isConnected) {
          select.dataset.row = row.id
          select.ariaLabel = row.querySelector("label").textContent
          select.style.top = `${block.getBoundingClientRect().top - editor.parentElement.getBoundingClientRect().top}px`
          if (select.parentElement !== margin) margin.append(select)
        } else if (select.parentElement === margin) {
          select.style.top = ""
          row.querySelector("label").after(select)
        }
      }
      table.hidden = !table.querySelector("select")
    }

    box.addEventListener("change", level)
    texts.addEventListener("languages:shown", level)
    new ResizeObserver(level).observe(editor)
    new MutationObserver(level).observe(editor, { childList: true, subtree: true, characterData: true })
    level()
  }

  group.querySelectorAll("table[data-language]").forEach(beside)
})
