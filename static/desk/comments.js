/* Words that somebody has chosen in the page as readers will see it become the quotation of a comment. Without it the
   form asks which spot is meant, and for its words. */

{
  // Paragraphs of a text, and those of a further text of the document.
  const PARAGRAPH = /^(r\d+)?p\d+$/
  // What stands in a paragraph, and is none of its words.
  const NOT_SAID = ".anchor, del, .small, aside, [data-not-said]"

  const spotOf = (node, language) => {
    for (let at = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement; at; at = at.parentElement) {
      if (PARAGRAPH.test(at.id)) return { at, code: `${language}.${at.id}` }
      if (at.localName === "h1") return { at, code: `${language}.title` }
    }
    return undefined
  }

  /* The words chosen within one spot: what goes beyond it is left out. */
  const chosenIn = (view) => {
    const selection = view.contentDocument?.getSelection()
    if (!selection?.rangeCount || selection.isCollapsed) return undefined
    const range = selection.getRangeAt(0).cloneRange()
    const spot = spotOf(range.startContainer, view.dataset.language)
    if (!spot) return undefined
    if (!spot.at.contains(range.endContainer)) range.setEndAfter(spot.at.lastChild)
    const words = range.cloneContents()
    for (const other of words.querySelectorAll(NOT_SAID)) other.remove()
    const quote = words.textContent.replace(/\s+/g, " ").trim()
    return quote ? { code: spot.code, quote, range } : undefined
  }

  /* The form that belongs to ``view``: the nearest. */
  const formFor = (view) => {
    for (let at = view.parentElement; at; at = at.parentElement) {
      const form = at.querySelector("form[data-comment]")
      if (form) return form
    }
    return undefined
  }

  const fill = (form, { code, quote }) => {
    const [spot, words] = ["spot", "quote"].map((name) => form.elements.namedItem(name))
    spot.value = code
    if (spot.selectedIndex < 0) spot.value = `${code.split(".")[0]}.`
    words.value = quote
    for (const field of [spot, words]) field.dispatchEvent(new Event("input", { bubbles: true }))
    const fold = form.closest("details")
    if (fold) fold.open = true
    form.elements.namedItem("words").focus()
  }

  const offer = (view, form) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "comment-on", hidden: true, textContent: form.dataset.offer })
    view.after(button)
    let chosen

    const show = () => {
      chosen = chosenIn(view)
      button.hidden = !chosen
      if (!chosen) return
      const around = view.getBoundingClientRect()
      const last = [...chosen.range.getClientRects()].at(-1) ?? chosen.range.getBoundingClientRect()
      const top = around.top + last.bottom + 6
      button.style.top = `${Math.min(Math.max(top, around.top), around.bottom - button.offsetHeight)}px`
      button.style.left = `${Math.min(around.left + last.left, window.innerWidth - button.offsetWidth - 8)}px`
    }

    button.addEventListener("click", () => {
      if (chosen) fill(form, chosen)
      button.hidden = true
    })
    for (const name of ["scroll", "resize"]) window.addEventListener(name, () => (button.hidden = true), { passive: true })
    return show
  }

  const listen = (view) => {
    const form = formFor(view)
    if (!form) return
    const show = offer(view, form)
    const begin = () => view.contentDocument?.addEventListener("selectionchange", show)
    view.addEventListener("load", begin)
    begin()
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const view of document.querySelectorAll("iframe.as-readers")) listen(view)
  })
}
