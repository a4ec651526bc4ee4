/* What is typed at the desk is kept in this browser, under the account that typed it, until the server has said that it
   is saved. What is left over is offered again in its form, and listed on the first page. The texts come with the page. */

{
  const words = document.currentScript.dataset
  const OURS = "words:"
  const MINE = `${OURS}${words.shelf}:`
  const SIGNED_OUT = `signed-out:${words.shelf}`
  const MONTH = 30 * 24 * 60 * 60 * 1000
  const UNKEPT = new Set(["password", "file", "submit", "button", "image", "reset", "fieldset", "output"])
  const TOTAL = "-TOTAL_FORMS"

  // --- where words are kept -----------------------------------------------------------------------

  const keysOf = (beginning) => Object.keys(localStorage).filter((key) => key.startsWith(beginning))
  const read = (key) => JSON.parse(localStorage.getItem(key))
  const drop = (id) => localStorage.removeItem(MINE + id)
  const all = () =>
    keysOf(MINE)
      .map((key) => ({ id: key.slice(MINE.length), ...read(key) }))
      .sort((one, other) => other.at - one.at)

  const put = (id, entry) => {
    try {
      localStorage.setItem(MINE + id, JSON.stringify(entry))
      return words.kept
    } catch {
      return words.notKept
    }
  }

  const tidyUp = () => {
    for (const [, id] of document.cookie.matchAll(/(?:^|; )saved-([a-z0-9]+)=/g)) {
      for (const key of keysOf(OURS)) if (key.endsWith(`:${id}`)) localStorage.removeItem(key)
      document.cookie = `saved-${id}=; Max-Age=0; Path=${words.desk}`
    }
    for (const key of keysOf(OURS)) if (Date.now() - read(key).at > MONTH) localStorage.removeItem(key)
  }

  // --- what stands in a form ----------------------------------------------------------------------

  const isTyped = ({ name, type }) =>
    name && !name.startsWith("_") && !UNKEPT.has(type) && !/__prefix__|csrfmiddlewaretoken|(^|-)newer$/.test(name)
  const fieldsOf = (form) => [...form.elements].filter(isTyped)
  const isTick = ({ type }) => type === "checkbox" || type === "radio"

  const valuesOf = (field) => {
    if (field.options) return [...field.selectedOptions].map((option) => option.value)
    return isTick(field) && !field.checked ? [] : [field.value]
  }

  /* As the server wrote it, whatever stands there now. */
  const givenIn = (field) => {
    if (!field.options) return isTick(field) && !field.defaultChecked ? [] : [isTick(field) ? field.value : field.defaultValue]
    const given = [...field.options].filter((option) => option.defaultSelected)
    return (given.length || field.multiple ? given : [...field.options].slice(0, 1)).map((option) => option.value)
  }

  // The editor writes the same text with other blanks between its paragraphs.
  const bare = (values) => JSON.stringify(values.map((one) => one.replace(/\r\n/g, "\n").replace(/>\s+</g, "><").trim()))
  const isSame = (some, others) => bare(some) === bare(others)

  const labelOf = (field) => {
    const within = field.closest("section[aria-labelledby], fieldset[aria-labelledby]")?.getAttribute("aria-labelledby")
    const label = field.getAttribute("aria-label") || document.querySelector(`label[for="${field.id}"]`)?.textContent
    const names = [within && document.getElementById(within)?.textContent, label || field.name]
    return names.map((one) => one?.trim().replace(/:$/, "")).filter(Boolean).join(": ")
  }

  const saidIn = (field) => {
    if (field.options) return [...field.selectedOptions].map((option) => option.text).join(", ")
    const spaced = valuesOf(field).join().replace(/<(br|\/p|\/li|\/h\d)>/g, "$&\n")
    return field.hasAttribute("data-archive-editor")
      ? new DOMParser().parseFromString(spaced, "text/html").body.textContent.trim()
      : spaced
  }

  /* By name: ticks of one name are one field. ``before`` are names that were typed already when the page was made. */
  const written = (form, before = []) => {
    const found = {}
    for (const field of fieldsOf(form)) {
      const one = (found[field.name] ??= { values: [], texts: {}, label: labelOf(field), said: "", isTyped: false })
      one.values.push(...valuesOf(field))
      for (const option of field.selectedOptions ?? []) one.texts[option.value] = option.text
      one.isTyped ||= field.type !== "hidden" && (before.includes(field.name) || !isSame(valuesOf(field), givenIn(field)))
      if (one.isTyped) one.said = saidIn(field)
    }
    return found
  }

  const typedIn = (entry) => Object.entries(entry.fields).filter(([, one]) => one.isTyped)

  /* Whether the page shows what was typed, so that nothing is left over. */
  const isShown = (form, entry) => {
    const given = {}
    for (const field of fieldsOf(form)) (given[field.name] ??= []).push(...givenIn(field))
    return typedIn(entry).every(([name, { values }]) => isSame(values, given[name] ?? [""]))
  }

  // --- putting words back -------------------------------------------------------------------------

  const addRows = (form, fields) => {
    for (const [name, { values }] of Object.entries(fields).filter(([name]) => name.endsWith(TOTAL))) {
      const total = form.elements[name]
      const more = document.getElementById(`${name.slice(0, -TOTAL.length)}-group`)?.querySelector(".add-row a")
      for (let missing = Number(values[0]) - Number(total?.value); more && missing > 0; missing--) more.click()
    }
  }

  const setOptions = (field, { values, texts }) => {
    for (const value of values) {
      const known = [...field.options].some((option) => option.value === value)
      if (!known) field.add(new Option(texts[value] ?? value, value))
    }
    for (const option of field.options) option.selected = values.includes(option.value)
  }

  const set = (field, kept) => {
    const editor = field.closest(".prose-editor")?.querySelector(".ProseMirror")?.editor
    if (field.options) setOptions(field, kept)
    else if (isTick(field)) field.checked = kept.values.includes(field.value)
    else if (editor) editor.commands.setContent(kept.values[0], { emitUpdate: true })
    else field.value = kept.values[0]
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }))
    // Choices of autocomplete fields are drawn by jQuery.
    if (field.options) window.django?.jQuery(field).trigger("change")
  }

  /* Everything as it was, with the version it was typed upon: if somebody has saved since, saving tells so. */
  const putBack = (form, { fields }) => {
    addRows(form, fields)
    for (const field of fieldsOf(form)) {
      const kept = fields[field.name]
      if (!kept || field.name.endsWith(TOTAL) || isSame(valuesOf(field), kept.values)) continue
      set(field, kept)
      for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true
    }
  }

  // --- what people are shown ----------------------------------------------------------------------

  const make = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties)
    made.append(...children)
    return made
  }

  const button = (textContent, onclick) => make("button", { type: "button", className: "button", textContent, onclick })

  const whenOf = ({ at }) => {
    const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang
    const said = new Date(at).toLocaleString(language, { dateStyle: "long", timeStyle: "short" })
    return make("time", { dateTime: new Date(at).toISOString() }, said)
  }

  const listOf = (entry) =>
    make("details", {}, make("summary", { textContent: words.typed }), make("dl", {},
      ...typedIn(entry).flatMap(([, { label, said }]) => [make("dt", { textContent: label }), make("dd", { textContent: said })])))

  const dropButton = (entry, shown) =>
    button(words.drop, () => {
      if (!confirm(words.sure)) return
      drop(entry.id)
      shown.remove()
    })

  const linkTo = ({ page, title }) => make("a", { href: page, textContent: title })

  const list = (place) => {
    for (const entry of all()) {
      const shown = make("div", { className: "left-over" })
      shown.append(make("p", {}, linkTo(entry), " ", whenOf(entry)), listOf(entry), dropButton(entry, shown))
      place.append(shown)
    }
    place.hidden = !place.querySelector(".left-over")
  }

  // --- a form -------------------------------------------------------------------------------------

  const addressOf = (address) => {
    const url = new URL(address || location.href, location.href)
    for (const name of [...url.searchParams.keys()]) if (name.startsWith("_")) url.searchParams.delete(name)
    return url.pathname + url.search
  }

  const newId = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 12)

  /* A form that came back with errors, or with a question: these words are not saved, though the server shows them. */
  const cameBack = () => {
    const sent = JSON.parse(sessionStorage.getItem("sent") ?? "{}")
    sessionStorage.removeItem("sent")
    return document.querySelector("#content-main :is(.errornote, .errorlist, .clash)") ? sent : {}
  }

  const watch = (form, sent) => {
    const address = addressOf(form.getAttribute("action"))
    const again = sent.address === address ? all().find(({ id }) => id === sent.id) : undefined
    const before = again ? typedIn(again).map(([name]) => name) : []
    const id = again?.id ?? newId()
    const status = make("p", { className: "kept", role: "status" })
    let touched = false
    let waiting
    let isOver = false

    const keep = () => {
      clearTimeout(waiting)
      waiting = undefined
      if (isOver) return
      const fields = written(form, before)
      const entry = { at: Date.now(), form: address, page: location.pathname + location.search, title: document.title.split(" | ")[0], fields }
      if (typedIn(entry).length) status.textContent = put(id, entry)
      else drop(id)
    }

    const later = (event) => {
      if (!touched && !event.isTrusted) return // the editor, which tidies a text when it opens
      touched = true
      waiting ??= setTimeout(keep, 300)
    }

    const offer = (entry) => {
      const shown = make("section", { className: "left-over" })
      const restore = button(words.restore, () => {
        touched = true
        putBack(form, entry)
        before.push(...typedIn(entry).map(([name]) => name))
        keep()
        drop(entry.id)
        shown.remove()
        status.textContent = words.restored
        const first = fieldsOf(form).find((field) => field.name === before[0])
        ;(first?.closest(".prose-editor")?.querySelector(".ProseMirror") ?? first)?.focus()
      })
      const said = make("p", { role: "alert" }, `${words.offer} `, whenOf(entry))
      shown.append(said, listOf(entry), make("p", {}, restore, " ", dropButton(entry, shown)))
      form.prepend(shown)
    }

    for (const entry of all()) {
      if (entry.form !== address || entry.id === id) continue
      if (isShown(form, entry)) drop(entry.id)
      else offer(entry)
    }

    form.append(status)
    for (const touch of ["keydown", "pointerdown", "paste", "drop"]) {
      form.addEventListener(touch, () => { touched = true }, { capture: true })
    }
    for (const name of ["input", "change", "formset:added"]) form.addEventListener(name, later)
    document.addEventListener("formset:removed", (event) => touched && later(event))
    window.django?.jQuery(form).on("change", later)
    for (const name of ["pagehide", "visibilitychange"]) window.addEventListener(name, () => waiting && keep())
    window.addEventListener("storage", ({ key }) => {
      if (key !== SIGNED_OUT) return
      isOver = true
      status.textContent = words.elsewhere
    })

    form.addEventListener("submit", ({ submitter }) => {
      if (touched || again) keep()
      const to = addressOf(submitter?.getAttribute("formaction") ?? form.getAttribute("action"))
      sessionStorage.setItem("sent", JSON.stringify({ id, address: to }))
      form.elements._words?.remove()
      form.append(make("input", { type: "hidden", name: "_words", value: id }))
    })
  }

  // --- signing out --------------------------------------------------------------------------------

  const signOut = (form) => {
    for (const { id } of all()) drop(id)
    localStorage.setItem(SIGNED_OUT, Date.now())
    document.dispatchEvent(new Event("words:dropped"))
    form.submit()
  }

  const askBeforeSigningOut = (form) => {
    const dialog = make("dialog", { className: "signing-out", ariaLabel: words.leaving }, make("p", { textContent: words.leaving }),
      make("ul", {}, ...all().map((entry) => make("li", {}, linkTo(entry), " ", whenOf(entry)))),
      make("p", {}, button(words.stay, () => dialog.close()), " ", button(words.leave, () => signOut(form))))
    dialog.addEventListener("close", () => dialog.remove())
    document.body.append(dialog)
    dialog.showModal()
  }

  // --- the page -----------------------------------------------------------------------------------

  const TYPED = "textarea, select, input:not([type=hidden], [type=checkbox], [type=radio], [type=submit], [type=file])"

  document.addEventListener("DOMContentLoaded", () => {
    tidyUp()
    const sent = cameBack()
    const forms = [...document.querySelectorAll("#content form[method=post]:not(#changelist-form)")]
    for (const form of forms.filter((one) => one.querySelector(TYPED))) watch(form, sent)
    const place = document.querySelector("[data-unsaved-words]")
    if (place) list(place)
    document.getElementById("logout-form")?.addEventListener("submit", (event) => {
      event.preventDefault()
      if (all().length) askBeforeSigningOut(event.target)
      else signOut(event.target)
    })
  })
}
