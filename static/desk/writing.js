/* The form as a writing desk: paragraphs of two languages beside one another, faults that lead to their fields, Ctrl+S.
   Without it everything is folded as it came. */

{
  // --- paragraphs of two languages beside one another -------------------------------------------------

  /* What begins at the same height says the same: the shorter of two blocks is given the room of the longer. */
  const align = (texts) => {
    const sheet = new CSSStyleSheet()
    document.adoptedStyleSheets.push(sheet)

    const level = () => {
      sheet.replaceSync("")
      const pair = texts.classList.contains("side-by-side") ? [...texts.querySelectorAll(":scope > section:not([hidden]) .ProseMirror")] : []
      if (pair.length !== 2 || pair[0].getBoundingClientRect().top !== pair[1].getBoundingClientRect().top) return
      const [left, right] = pair.map((editor) => [...editor.children])
      const rules = []
      for (let number = 0; number < Math.min(left.length, right.length); number++) {
        const heights = [left[number], right[number]].map((block) => block.getBoundingClientRect().height)
        const short = heights[0] < heights[1] ? 0 : 1
        const by = Math.round(Math.abs(heights[0] - heights[1]))
        const section = pair[short].closest("section")
        if (by) rules.push(`#${section.id} .ProseMirror > :nth-child(${number + 1}) { padding-bottom: ${by}px !important; }`)
      }
      sheet.replaceSync(rules.join("\n"))
    }

    let waiting
    const soon = () => {
      clearTimeout(waiting)
      waiting = setTimeout(level, 150)
    }
    for (const name of ["input", "languages:shown"]) texts.addEventListener(name, soon)
    window.addEventListener("resize", soon)
    window.addEventListener("load", soon)
  }

  // --- ways to a field ----------------------------------------------------------------------------------

  /* Puts the cursor at the beginning of ``paragraph``. */
  const select = (paragraph) => {
    paragraph.closest(".ProseMirror").focus({ preventScroll: true })
    document.getSelection().setPosition(paragraph, 0)
    paragraph.scrollIntoView({ block: "center" })
  }

  /* The paragraph in the editor for which ``target``, one of the anchors before it, stands. */
  const paragraphOf = (target, section) => {
    const number = [...section.querySelectorAll(":scope > a.paragraph")].indexOf(target)
    return number < 0 ? undefined : section.querySelector(".ProseMirror")?.children[number]
  }

  const reach = (target) => {
    const section = target.closest(".texts > section")
    section?.dispatchEvent(new Event("languages:show"))
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true
    const paragraph = section && paragraphOf(target, section)
    if (paragraph) {
      select(paragraph)
      return
    }
    if (section && target.matches("h3, a")) target = section.querySelector("input:not([type=hidden]), textarea") ?? target
    const editor = target.closest(".prose-editor")?.querySelector(".ProseMirror")
    const drawn = target.parentElement?.querySelector(":scope > .select2 .select2-selection")
    const field = editor ?? drawn ?? target
    field.scrollIntoView({ block: "center" })
    field.focus({ preventScroll: true })
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const texts of document.querySelectorAll(".texts")) align(texts)

    document.addEventListener("click", (event) => {
      const link = event.target.closest("#faults a, [data-foot] a.button, .problems a, .carried a, .comments a")
      if (link && (link.pathname !== location.pathname || link.hash === "")) return
      const target = link && document.getElementById(link.hash.slice(1))
      if (!target) return
      event.preventDefault()
      reach(target.matches("form") ? target.querySelector("select, input:not([type=hidden]), textarea") ?? target : target)
    })
    const isNew = document.querySelector("[name=version]")?.value === ""
    const title = document.querySelector(".texts > section:not([hidden]) input[name$=-title]")
    const first = title ?? document.querySelector(".writing :is(select, input:not([type=hidden]))")
    const begin = document.getElementById("faults") ?? (isNew ? first : undefined)
    begin?.focus()
    // From another page to a spot of this one, once the editors are there.
    window.addEventListener("load", () => {
      const target = begin ? undefined : document.getElementById(decodeURIComponent(location.hash.slice(1)))
      if (target) reach(target)
    })

    document.addEventListener("keydown", (event) => {
      const isAsked = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s"
      const foot = isAsked && document.querySelector("[data-foot]")
      const save = foot && (foot.querySelector("[name=_continue]") ?? foot.querySelector("[name=_save]"))
      if (!save) return
      event.preventDefault()
      save.form.requestSubmit(save)
    })
  })
}
