/* What is to be looked at in the words of a statement, told below the text and marked in it while one writes. Without this
   script the same stands above the form once it is saved. */

{
  const { address } = document.currentScript.dataset
  const PAUSE = 700 // milliseconds
  const SENT = /^(csrfmiddlewaretoken|year|observance|origin|texts-\d+-(language|title|summary|body|translation))$/

  const paragraphOf = ({ field, place }, form) =>
    place === null ? null : form.elements[field].closest("section")?.querySelector(".ProseMirror")?.children[place]

  /* Where ``words`` stand in ``element``, be they linked or bold. */
  const rangeOf = (element, words) => {
    const at = element.textContent.indexOf(words)
    if (at < 0) return null
    const range = new Range()
    const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    let passed = 0
    while (nodes.nextNode()) {
      const { length } = nodes.currentNode
      if (at >= passed && at < passed + length) range.setStart(nodes.currentNode, at - passed)
      if (at + words.length <= passed + length) {
        range.setEnd(nodes.currentNode, at + words.length - passed)
        return range
      }
      passed += length
    }
    return null
  }

  /* Marked without a change to what is written. */
  const mark = (told, form) => {
    const ranges = told.map((one) => [paragraphOf(one, form), one.words])
      .map(([paragraph, words]) => paragraph && rangeOf(paragraph, words)).filter(Boolean)
    if (window.Highlight) CSS.highlights.set("counted-words", new Highlight(...ranges))
  }

  const line = (one, form) => {
    const item = document.createElement("li")
    const way = document.createElement("button")
    way.type = "button"
    way.textContent = one.said
    way.addEventListener("click", () => {
      const paragraph = paragraphOf(one, form)
      if (!paragraph) return form.elements[one.field].focus()
      paragraph.closest(".ProseMirror").focus({ preventScroll: true })
      document.getSelection().setPosition(paragraph, 0)
      paragraph.scrollIntoView({ block: "center" })
    })
    item.append(way)
    return item
  }

  const show = (told, form) => {
    for (const section of form.querySelectorAll(".texts > section")) {
      const mine = told.filter(({ field }) => form.elements[field]?.closest("section") === section)
      const list = section.querySelector(".counted-words ul")
      if (list.dataset.said === JSON.stringify(mine)) continue
      list.dataset.said = JSON.stringify(mine)
      list.replaceChildren(...mine.map((one) => line(one, form)))
    }
    mark(told, form)
  }

  const prepare = (section) => {
    const place = document.createElement("div")
    place.className = "counted-words"
    place.setAttribute("role", "status")
    place.append(document.createElement("ul"))
    section.querySelector("textarea[data-archive-editor]").closest(".form-row").after(place)
  }

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector(".texts")?.closest("form")
    if (!form) return
    if (!form.querySelector(".texts textarea[data-archive-editor]")) return // for somebody who may only look
    form.querySelectorAll(".texts > section").forEach(prepare)
    let asked = 0
    let waiting

    const ask = async () => {
      const mine = ++asked
      const body = new FormData()
      for (const [name, value] of new FormData(form)) if (SENT.test(name)) body.append(name, value)
      const headers = { Accept: "application/json" }
      const answer = await fetch(address, { method: "POST", body, headers, redirect: "error" })
      // Only the last answer is shown: an earlier one may come later.
      if (answer.ok && mine === asked) show((await answer.json()).told, form)
    }

    const soon = ({ target }) => {
      if (target.name && !SENT.test(target.name)) return
      clearTimeout(waiting)
      waiting = setTimeout(() => ask().catch(() => {}), PAUSE)
    }
    form.addEventListener("input", soon)
    // The library behind autocomplete fields tells only jQuery of a change.
    if (window.django?.jQuery) window.django.jQuery(form).on("change", soon)
    else form.addEventListener("change", soon)
    window.addEventListener("load", soon)
  })
}
