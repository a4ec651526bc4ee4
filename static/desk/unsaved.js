/* What is typed at the desk is kept in this browser, under the account that typed it, until the server has said that it
   is saved; of the forms of records, working_copies.js tells it to the archive too. What is left over is offered again in
   its form, and listed on the first page. The texts come with the page. */

{
  const words = document.currentScript.dataset
  const OURS = "words:"
  const MINE = `${OURS}${words.shelf}:`
  const SIGNED_OUT = `signed-out:${words.shelf}`
  const PATIENCE = 30 * 1000
  const HASTE = 1500
  const MONTH = 30 * 24 * 60 * 60 * 1000
  const UNKEPT = new Set(["password", "file", "submit", "button", "image", "reset", "fieldset", "output"])
  const TOTAL = "-TOTAL_FORMS"

  // --- where words are kept -----------------------------------------------------------------------

  const keysOf = (beginning) => Object.keys(localStorage).filter((key) => key.startsWith(beginning))
  const read = (key) => JSON.parse(localStorage.getItem(key))
  const forget = (id) => localStorage.removeItem(MINE + id)
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

  /* ``told``: as of when the archive has it as well. */
  const drop = ({ id, told }) => {
    forget(id)
    return told && workingCopies.drop(id)
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

  const standsIn = (form, name) =>
    fieldsOf(form).filter((field) => field.name === name).map(saidIn).filter(Boolean).join(", ")

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

  const rowOf = (tag, properties, ...cells) => make("tr", {}, ...cells.map((textContent) => make(tag, { ...properties, textContent })))

  const button = (textContent, onclick) => make("button", { type: "button", className: "button", textContent, onclick })

  const whenOf = ({ at }) => {
    const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang
    const isToday = new Date(at).toDateString() === new Date().toDateString()
    const said = new Date(at).toLocaleString(language, isToday ? { timeStyle: "short" } : { dateStyle: "long", timeStyle: "short" })
    return make("time", { dateTime: new Date(at).toISOString() }, said)
  }

  const listOf = (entry) =>
    entry.fields ? make("details", {}, make("summary", { textContent: words.typed }), make("dl", {},
      ...typedIn(entry).flatMap(([, { label, said }]) => [make("dt", { textContent: label }), make("dd", { textContent: said })]))) : ""

  const differences = (form, entry) =>
    make("details", {}, make("summary", { textContent: words.differs }), make("table", {},
      make("thead", {}, rowOf("th", { scope: "col" }, words.now, words.yours)),
      ...typedIn(entry).map(([name, { label, said }]) => make("tbody", {},
        rowOf("th", { scope: "rowgroup", colSpan: 2 }, label), rowOf("td", {}, standsIn(form, name) || "–", said || "–")))))

  const dropButton = (entry, shown) =>
    button(words.drop, () => {
      if (!confirm(words.sure)) return
      drop(entry)
      shown.remove()
    })

  const linkTo = ({ page, title }) => make("a", { href: page, textContent: title })

  const list = (place, entries) => {
    for (const entry of entries) {
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

  const flushes = []

  const watch = (form, sent) => {
    const address = addressOf(form.getAttribute("action"))
    const again = sent.address === address ? all().find(({ id }) => id === sent.id) : undefined
    const before = again ? typedIn(again).map(([name]) => name) : []
    const id = again?.id ?? newId()
    const status = make("p", { className: "kept", role: "status" })
    const takenUp = []
    let touched = false
    let waiting
    let isOver = false
    let told = again?.told
    let answered // what was said when the archive was told last
    let isRestored = false
    let last // as they were kept

    const place = form.querySelector("[data-working-copy]")
    const there = place && workingCopies.follow(place, {
      id,
      form: address,
      kept: ({ at }) => {
        told = at
        if (localStorage.getItem(MINE + id)) put(id, { ...read(MINE + id), told })
        takenUp.splice(0).forEach(drop)
        answered = words.keptThere
        if (!isRestored) say(answered)
        isRestored = false
      },
      refused: (why) => say((answered = why)),
    })
    const say = (said) => { if (status.textContent !== said) status.textContent = said }

    const keep = () => {
      clearTimeout(waiting)
      waiting = undefined
      if (isOver) return
      const fields = written(form, before)
      const asKept = JSON.stringify(fields)
      if (asKept === last) return
      last = asKept
      const entry = { at: Date.now(), form: address, page: location.pathname + location.search, title: document.title.split(" | ")[0], fields, told }
      if (typedIn(entry).length) {
        const here = put(id, entry)
        there?.keep(entry)
        say(answered ?? here)
      } else {
        forget(id)
        if (told) there?.letGo()
      }
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
        forget(entry.id)
        takenUp.push(entry)
        shown.remove()
        isRestored = true
        say(words.restored)
        const first = fieldsOf(form).find((field) => field.name === before[0])
        ;(first?.closest(".prose-editor")?.querySelector(".ProseMirror") ?? first)?.focus()
      })
      const [beginning, end] = words.offer.split("{when}")
      shown.append(make("p", { role: "alert" }, beginning, whenOf(entry), end))
      if (entry.fields.version?.values[0] !== form.elements.version?.value) shown.append(make("p", { textContent: words.newer }))
      shown.append(differences(form, entry), make("p", {}, restore, " ", dropButton(entry, shown)))
      form.prepend(shown)
    }

    const consider = (entries) => {
      for (const entry of entries) {
        if (entry.form !== address || entry.id === id) continue
        if (isShown(form, entry)) drop(entry)
        else offer(entry)
      }
    }

    consider(all())
    const here = new Set(all().map((entry) => entry.id))
    there?.left.then((entries) => consider(entries.filter((entry) => !here.has(entry.id))))

    form.append(status)
    for (const touch of ["keydown", "pointerdown", "paste", "drop"]) {
      form.addEventListener(touch, () => { touched = true }, { capture: true })
    }
    for (const name of ["input", "change", "formset:added"]) form.addEventListener(name, later)
    document.addEventListener("formset:removed", (event) => touched && later(event))
    window.django?.jQuery(form).on("change", later)
    for (const name of ["pagehide", "visibilitychange"]) window.addEventListener(name, () => waiting && keep())
    const end = () => {
      isOver = true
      there?.stop()
    }
    window.addEventListener("storage", ({ key }) => {
      if (key !== SIGNED_OUT) return
      end()
      say(words.elsewhere)
    })
    document.addEventListener("words:dropped", end)
    flushes.push(() => {
      if (waiting) keep()
      return there?.flush()
    })

    form.addEventListener("submit", ({ submitter }) => {
      if (touched || again) keep()
      const to = addressOf(submitter?.getAttribute("formaction") ?? form.getAttribute("action"))
      there?.stop(PATIENCE)
      sessionStorage.setItem("sent", JSON.stringify({ id, address: to }))
      for (const name of form.querySelectorAll("[name=_words]")) name.remove()
      form.append(...[id, ...takenUp.map((entry) => entry.id)].map((value) => make("input", { type: "hidden", name: "_words", value })))
    })
  }

  // --- signing out --------------------------------------------------------------------------------

  /* What the archive has as well is offered when its owner comes back; of the rest she is asked. */
  const hereOnly = () => all().filter(({ at, told }) => told !== at)

  const signOut = async (form) => {
    await Promise.all(hereOnly().map(drop))
    for (const { id } of all()) forget(id)
    localStorage.setItem(SIGNED_OUT, Date.now())
    document.dispatchEvent(new Event("words:dropped"))
    form.submit()
  }

  const askBeforeSigningOut = (form) => {
    const dialog = make("dialog", { className: "signing-out", ariaLabel: words.leaving }, make("p", { textContent: words.leaving }),
      make("ul", {}, ...hereOnly().map((entry) => make("li", {}, linkTo(entry), " ", whenOf(entry)))),
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
    if (place) {
      list(place, all())
      const here = new Set(all().map(({ id }) => id))
      workingCopies.mine().then((entries) => list(place, entries.filter(({ id }) => !here.has(id))))
    }
    document.getElementById("logout-form")?.addEventListener("submit", async (event) => {
      event.preventDefault()
      await Promise.race([Promise.all(flushes.map((flush) => flush())), new Promise((done) => setTimeout(done, HASTE))])
      if (hereOnly().length) askBeforeSigningOut(event.target)
      else signOut(event.target)
    })
  })
}
