/* Words that somebody has chosen in the page as readers will see it become the quotation of a comment. Without it the
   form asks which spot is meant, and for its words. */

{
  // Paragraphs of a text, and those of a further text of the document.
  const PARAGRAPH = /^(r\d+)?p\d+$/
  // What stands in a paragraph, and is none of its words.
  const NOT_SAID = ".anchor, del, .leads-to, .spoken, .small, aside"

  // Where there is no room for the form beside the words.
  const NARROW = 700

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

  const nearest = (from, selector) => {
    for (let at = from.parentElement; at; at = at.parentElement) {
      const found = at.querySelector(selector)
      if (found) return found
    }
    return undefined
  }

  const fill = (form, { code, quote }) => {
    const [spot, words] = ["spot", "quote"].map((name) => form.elements.namedItem(name))
    spot.value = code
    if (spot.selectedIndex < 0) spot.value = `${code.split(".")[0]}.`
    words.value = quote
    for (const field of [spot, words]) field.dispatchEvent(new Event("input", { bubbles: true }))
    float(form.closest("details"))
    form.elements.namedItem("words").focus({ preventScroll: true })
  }

  /* Beside the words that are meant, so that these stay in sight while something is said of them. */
  const float = (fold) => {
    fold.open = true
    fold.classList.add("floating")
    fold.style.bottom = document.documentElement.style.scrollPaddingBottom || "1rem"
    fold.addEventListener("toggle", () => fold.open || fold.classList.remove("floating"))
    fold.addEventListener("keydown", (event) => {
      if (event.key === "Escape") fold.open = false
    })
  }

  /* The page that stands nearest to ``link``, in the language that it is about, at its spot. */
  const goTo = (link, event) => {
    const [language, place] = link.dataset.spot.split(".")
    const view = nearest(link, `iframe.as-readers[data-language="${language}"]`)
    const page = view?.contentDocument
    const target = page && (place === "title" ? page.querySelector("h1") : page.getElementById(place))
    if (!target) return
    event.preventDefault()
    view.closest("section")?.dispatchEvent(new Event("languages:show"))
    const top = view.getBoundingClientRect().top + target.getBoundingClientRect().top
    window.scrollTo({ top: window.scrollY + top - window.innerHeight / 3 })
    page.getSelection().selectAllChildren(target)
  }

  const offer = (view, form) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "comment-on", hidden: true, textContent: form.dataset.offer })
    view.after(button)
    let chosen

    /* Below the last of the words; the page in its frame does not scroll by itself. */
    const place = () => {
      const around = view.getBoundingClientRect()
      const last = [...chosen.range.getClientRects()].at(-1) ?? chosen.range.getBoundingClientRect()
      button.style.top = `${around.top + last.bottom + 6}px`
      button.style.left = `${Math.max(8, Math.min(around.left + last.left, window.innerWidth - button.offsetWidth - 8))}px`
    }

    const show = () => {
      chosen = chosenIn(view)
      button.hidden = !chosen
      if (chosen) place()
    }

    button.addEventListener("click", () => {
      const below = button.getBoundingClientRect().top
      if (chosen) fill(form, chosen)
      button.hidden = true
      const covered = below - (form.closest("details")?.getBoundingClientRect().top ?? below)
      if (covered > 0 && innerWidth < NARROW) window.scrollBy({ top: covered })
    })
    for (const name of ["scroll", "resize"]) window.addEventListener(name, () => button.hidden || place(), { passive: true })
    return show
  }

  const listen = (view) => {
    const form = nearest(view, "form[data-comment]")
    if (!form) return
    const show = offer(view, form)
    const begin = () => {
      view.contentDocument?.addEventListener("selectionchange", show)
      show()
    }
    view.addEventListener("load", begin)
    begin()
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const view of document.querySelectorAll("iframe.as-readers")) listen(view)
    document.addEventListener("click", (event) => {
      const link = event.target.closest(".thread a[data-spot]")
      if (link) goTo(link, event)
    })
  })
}
