/* What is pasted or dropped goes to the archive first, and comes into the text as the archive would save it; what is not
   as it was stands in a note below the text. HTML that the archive has not seen never comes into the editor. */

import { Extension, Plugin, crel } from "django-prose-editor/editor"

const PATIENCE = 15_000 // milliseconds
// Pictures inside of the HTML itself: they are left out anyway, and may be large.
const PICTURES = /\bdata:image\/[^"'\s>)]+/g

/* What this page itself has copied is as the archive wants it. */
let own = null
const remember = (event) => { own = event.clipboardData?.getData("text/html") || null }
document.addEventListener("copy", remember)
document.addEventListener("cut", remember)
const isOwn = (html) => own !== null && html.endsWith(own)

const ask = async (textarea, words, html) => {
  const body = new FormData()
  body.set("csrfmiddlewaretoken", textarea.form.elements.csrfmiddlewaretoken.value)
  body.set("html", html.replace(PICTURES, ""))
  const headers = { Accept: "application/json" }
  const response = await fetch(words.pasted, { method: "POST", body, headers, signal: AbortSignal.timeout(PATIENCE) })
  return response.json() // a page of any other sort is no answer
}

/* Nothing is saved while something is still on its way into the text. */
const holdForm = (form, waiting) =>
  form.addEventListener("submit", async (event) => {
    if (!waiting.size) return
    event.preventDefault()
    event.stopImmediatePropagation()
    await Promise.all(waiting)
    form.requestSubmit(event.submitter)
  }, { capture: true })

export const Pasting = (textarea, words) => {
  const note = crel("div", { className: "archive-pasted", role: "status" })
  const waiting = new Set()
  let place = null // where what comes now belongs

  const say = (...lines) => {
    const [first, ...others] = lines.filter(Boolean)
    const list = others.length ? [crel("ul", {}, others.map((textContent) => crel("li", { textContent })))] : []
    note.replaceChildren(...(first ? [crel("p", { textContent: first }), ...list] : []))
  }

  const insert = (editor, at, put) => {
    place = at
    put(editor.view)
    place = null
  }

  /* Somebody may type on meanwhile: the place moves with the words around it. */
  const bring = async (editor, from, { html, text }) => {
    let at = from
    const follow = ({ transaction }) => { at = transaction.mapping.map(at, -1) }
    editor.on("transaction", follow)
    const answer = await ask(textarea, words, html).catch(() => ({}))
    editor.off("transaction", follow)
    if (editor.isDestroyed) return
    if (answer.html !== undefined) {
      if (answer.html) insert(editor, at, (view) => view.pasteHTML(answer.html))
      say(answer.changed.length && words.changed, ...answer.changed)
    } else {
      if (text) insert(editor, at, (view) => view.pasteText(text))
      say(`${answer.refused ?? words.noAnswer} ${words.plain}`)
    }
  }

  const take = (editor, from, data) => {
    const html = data.getData("text/html")
    const text = data.getData("text/plain")
    if (!html && !text && data.files.length) say(words.pictures)
    if (!html || isOwn(html)) return false
    const brought = bring(editor, from, { html, text }).finally(() => waiting.delete(brought))
    waiting.add(brought)
    return true
  }

  return Extension.create({
    name: "pasting",
    // Asterisks and underscores in what is pasted are signs of the document, and no formatting.
    onBeforeCreate() {
      this.editor.options.enablePasteRules = false
    },
    onCreate() {
      this.editor.view.dom.closest(".prose-editor").append(note)
      if (textarea.form) holdForm(textarea.form, waiting)
    },
    addProseMirrorPlugins() {
      const { editor } = this
      return [
        new Plugin({
          props: {
            handleDOMEvents: {
              paste(view, event) {
                const asText = view.input?.shiftKey
                if (asText || !event.clipboardData || !take(editor, view.state.selection.from, event.clipboardData)) return false
                event.preventDefault()
                view.dispatch(view.state.tr.deleteSelection())
                return true
              },
              drop(view, event) {
                if (view.dragging || !event.dataTransfer) return false
                const found = view.posAtCoords({ left: event.clientX, top: event.clientY })
                if (!found || !take(editor, found.pos, event.dataTransfer)) return false
                event.preventDefault()
                return true
              },
            },
            handlePaste(view, _event, slice) {
              if (place === null) return false
              view.dispatch(view.state.tr.replaceRange(place, place, slice).scrollIntoView().setMeta("paste", true))
              return true
            },
          },
        }),
      ]
    },
  })
}
