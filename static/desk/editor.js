/* The editor of the archive's texts: exactly what archive/markup.py allows, links to records of our own, and pictures.
   What it says comes with the page, in the language of the desk. */

import {
  Blockquote,
  Bold,
  BulletList,
  Document,
  Extension,
  Gapcursor,
  HardBreak,
  Heading,
  History,
  Italic,
  Link,
  ListItem,
  Mark,
  Menu,
  Node,
  OrderedList,
  Paragraph,
  Subscript,
  Superscript,
  Text,
  createTextareaEditor,
  crel,
  initializeEditors,
} from "django-prose-editor/editor"

import { Pasting } from "desk/pasting"

const MARKER = "data-archive-editor"

/* Style elements made by scripts are refused by the policy of the site: editor.css has those rules. The view
   speaks the language of its text and has the name of its field. */
const AtHome = (textarea) =>
  Extension.create({
    name: "atHome",
    priority: 1000,
    onBeforeCreate() {
      const label = document.querySelector(`label[for="${textarea.id}"]`)
      const section = textarea.closest("section[aria-labelledby]")
      const named = [section && document.getElementById(section.getAttribute("aria-labelledby")), label]
      const name = named.map((one) => one?.textContent.replace(":", "").trim()).filter(Boolean).join(", ")
      Object.assign(this.editor.options, {
        injectCSS: false,
        editorProps: {
          attributes: {
            role: "textbox",
            "aria-multiline": "true",
            "aria-label": name,
            ...(textarea.lang ? { lang: textarea.lang } : {}),
          },
        },
      })
    },
  })

const WebLink = Link.extend({
  addAttributes() {
    return { href: { default: null } }
  },
  parseHTML() {
    return [{ tag: "a[href]:not([data-record])" }]
  },
})

/* <a data-record="uuid">: readers get the address the record has when they read. */
const RecordLink = Mark.create({
  name: "recordLink",
  priority: 1001,
  inclusive: false,
  excludes: "link recordLink",
  addAttributes() {
    return {
      record: {
        default: null,
        parseHTML: (element) => element.getAttribute("data-record"),
        renderHTML: ({ record }) => ({ "data-record": record }),
      },
    }
  },
  parseHTML() {
    return [{ tag: "a[data-record]" }]
  },
  renderHTML({ HTMLAttributes }) {
    return ["a", HTMLAttributes, 0]
  },
})

/* Words in another language than the text. */
const Spoken = Mark.create({
  name: "spoken",
  addAttributes() {
    return { lang: { default: null } }
  },
  parseHTML() {
    return [{ tag: "span[lang]" }]
  },
  renderHTML({ HTMLAttributes }) {
    return ["span", HTMLAttributes, 0]
  },
})

/* What the archive says of the pictures that stand in the texts of a page: asked for together, and once. */
const met = new Map()
let wanted = []

const askForWanted = async (address) => {
  const asked = wanted
  wanted = []
  const query = new URLSearchParams(asked.map(([record]) => ["record", record]))
  const answer = await fetch(`${address}?${query}`, { headers: { Accept: "application/json" } })
    .then((response) => response.json()).catch(() => ({ found: [] }))
  for (const [record, tell] of asked) tell(answer.found.find((one) => one.record === record))
}

const known = (record, address) => {
  if (!met.has(record)) {
    met.set(record, new Promise((tell) => {
      if (wanted.push([record, tell]) === 1) queueMicrotask(() => askForWanted(address))
    }))
  }
  return met.get(record)
}

/* <figure data-record="uuid"></figure>: readers are shown that picture, with what its record says of it. */
const ShownPicture = (words) =>
  Node.create({
    name: "shownPicture",
    group: "picture",
    atom: true,
    draggable: true,
    addAttributes() {
      return {
        record: {
          default: null,
          parseHTML: (element) => element.getAttribute("data-record"),
          renderHTML: ({ record }) => ({ "data-record": record }),
        },
      }
    },
    parseHTML() {
      return [{ tag: "figure[data-record]" }]
    },
    renderHTML({ HTMLAttributes }) {
      return ["figure", HTMLAttributes]
    },
    addNodeView() {
      return ({ node }) => {
        const title = crel("span", { textContent: "…" })
        const dom = crel("figure", { className: "archive-picture", "data-record": node.attrs.record }, [title])
        known(node.attrs.record, words.offered).then((one) => {
          title.textContent = one?.title ?? words.unknown
          if (one?.image) dom.prepend(crel("img", { src: one.image, alt: "" }))
        })
        return { dom }
      }
    },
  })

const dialogOf = (editor, title, rows, words) =>
  new Promise((resolve) => {
    const cancel = crel("button", { type: "button", textContent: words.cancel })
    const dialog = crel("dialog", { className: "prose-editor-dialog archive-dialog", "aria-label": title }, [
      crel("p", { className: "archive-dialog-title", textContent: title }),
      ...rows((answer) => {
        resolve(answer)
        dialog.close()
      }),
      crel("p", { className: "prose-editor-dialog-buttons" }, [cancel]),
    ])
    cancel.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      resolve(null)
      dialog.remove()
      editor.view.focus()
    })
    document.body.append(dialog)
    dialog.showModal()
  })

/* Enter inside a field answers the dialog and never sends the page's own form. */
const onEnter = (input, act) =>
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    act()
  })

const askForAddress = (editor, words) =>
  dialogOf(
    editor,
    words.link,
    (answer) => {
      const value = editor.getAttributes("link").href || "https://"
      const pattern = "https?://.+|mailto:.+@.+|/[a-z]+(-[a-z]+)*/"
      const title = words.addressHelp
      const input = crel("input", { type: "text", inputMode: "url", required: true, title, pattern, value })
      const set = crel("button", { type: "button", textContent: words.set })
      const done = () => input.reportValidity() && answer(input.value)
      set.addEventListener("click", done)
      onEnter(input, done)
      return [crel("label", {}, [words.address, input]), set]
    },
    words,
  )

/* Of the records that an address offers. What offers some without a word is asked at once. */
const askForOne = (editor, words, title, address, written, offersAnyway = false) =>
  dialogOf(
    editor,
    title,
    (answer) => {
      const input = crel("input", { type: "search", value: written })
      const said = crel("p", { role: "status" })
      const list = crel("ul", { className: "archive-found" })
      let asked = 0

      const look = async () => {
        const mine = ++asked
        try {
          const query = new URLSearchParams({ q: input.value })
          const response = await fetch(`${address}?${query}`, { headers: { Accept: "application/json" } })
          if (!response.ok) throw new Error(response.statusText)
          const { found } = await response.json()
          if (mine !== asked) return
          said.textContent = found.length || !input.value.trim() ? "" : words.nothing
          list.replaceChildren(
            ...found.map(({ record, title, kind, image }) => {
              const choose = crel("button", { type: "button", "data-record": record }, [
                ...(image ? [crel("img", { src: image, alt: "", loading: "lazy" })] : []),
                title,
                ...(kind ? [crel("span", { className: "said", textContent: kind })] : []),
              ])
              choose.addEventListener("click", () => answer(record))
              return crel("li", {}, [choose])
            }),
          )
        } catch {
          if (mine === asked) said.textContent = words.failed
        }
      }

      let waiting
      input.addEventListener("input", () => {
        clearTimeout(waiting)
        waiting = setTimeout(look, 200)
      })
      onEnter(input, look)
      if (offersAnyway || input.value.trim()) look()
      return [crel("label", {}, [words.search, input]), said, list]
    },
    words,
  )

const chosenWords = ({ state: { doc, selection: { from, to } } }) => doc.textBetween(from, to, " ")
const askForRecord = (editor, words) => askForOne(editor, words, words.record, words.find, chosenWords(editor))
const askForPicture = (editor, words) => askForOne(editor, words, words.picture, words.offered, "", true)

/* Behind the paragraph, list or quotation in which one is; in the place of a paragraph that is empty. */
const putPicture = (editor, record) => {
  const { $to, to } = editor.state.selection
  const isEmpty = $to.depth === 1 && $to.parent.content.size === 0
  const after = $to.depth ? $to.after(1) : to
  const at = isEmpty ? { from: $to.before(1), to: after } : after
  editor.chain().focus().insertContentAt(at, { type: "shownPicture", attrs: { record } }).run()
}

/* The page offers the names of languages, each with its code; whoever knows a code may write it. */
const codeOf = (said) => {
  const wanted = said.trim().toLowerCase()
  const named = [...document.querySelectorAll("#names-of-languages option")]
  const found = named.find((one) => one.textContent.toLowerCase() === wanted)?.dataset.code
  return found ?? (/^[a-z]{2,3}(-[a-z0-9]+)*$/.test(wanted) ? wanted : null)
}

const askForLanguage = (editor, words) =>
  dialogOf(
    editor,
    words.spoken,
    (answer) => {
      const input = crel("input", { type: "text", required: true })
      input.setAttribute("list", "names-of-languages")
      const set = crel("button", { type: "button", textContent: words.mark })
      const done = () => {
        const code = codeOf(input.value)
        input.setCustomValidity(input.value.trim() && !code ? words.noLanguage : "")
        if (input.reportValidity()) answer(code)
      }
      input.addEventListener("input", () => input.setCustomValidity(""))
      set.addEventListener("click", done)
      onEnter(input, done)
      return [crel("label", {}, [words.language, input]), set]
    },
    words,
  )

const isLinked = (editor) => editor.isActive("link") || editor.isActive("recordLink")
const isSpoken = (editor) => editor.isActive("spoken")
const hasWords = (editor) => !editor.state.selection.empty || isLinked(editor)
const maySpeak = (editor) => !editor.state.selection.empty || isSpoken(editor)

const setMark = (editor, name, attributes) => {
  const chain = editor.chain().focus()
  for (const one of ["link", "recordLink"]) if (editor.isActive(one)) chain.extendMarkRange(one)
  chain.unsetMark("link").unsetMark("recordLink").setMark(name, attributes).run()
}

/* A text that is evidence shows none: whether it is, another field of its form says, which may change. */
const offersPictures = ({ noPicturesWhere: where }, form) => !where || form?.elements[where[0]]?.value !== where[1]

/* name, picture, what it does, whether it can, whether it is so */
const ITEMS = (words) => [
  [
    ["paragraph", "notes", (e) => e.chain().focus().setParagraph().run(), null, (e) => e.isActive("paragraph")],
    ["heading2", "title", (e) => e.chain().focus().toggleHeading({ level: 2 }).run(), null, (e) => e.isActive("heading", { level: 2 })],
    ["heading3", "text_fields", (e) => e.chain().focus().toggleHeading({ level: 3 }).run(), null, (e) => e.isActive("heading", { level: 3 })],
  ],
  [
    ["bulletList", "format_list_bulleted", (e) => e.chain().focus().toggleBulletList().run(), null, (e) => e.isActive("bulletList")],
    ["orderedList", "format_list_numbered", (e) => e.chain().focus().toggleOrderedList().run(), null, (e) => e.isActive("orderedList")],
    ["blockquote", "format_quote", (e) => e.chain().focus().toggleBlockquote().run(), null, (e) => e.isActive("blockquote")],
  ],
  [
    ["bold", "format_bold", (e) => e.chain().focus().toggleMark("bold").run(), null, (e) => e.isActive("bold")],
    ["italic", "format_italic", (e) => e.chain().focus().toggleMark("italic").run(), null, (e) => e.isActive("italic")],
    ["superscript", "superscript", (e) => e.chain().focus().toggleMark("superscript").run(), null, (e) => e.isActive("superscript")],
    ["subscript", "subscript", (e) => e.chain().focus().toggleMark("subscript").run(), null, (e) => e.isActive("subscript")],
    ["spoken", "translate", async (e) => {
      if (isSpoken(e)) return e.chain().focus().extendMarkRange("spoken").unsetMark("spoken").run()
      const lang = await askForLanguage(e, words)
      if (lang) e.chain().focus().setMark("spoken", { lang }).run()
    }, maySpeak, isSpoken],
  ],
  [
    ["record", "account_balance", async (e) => {
      const record = await askForRecord(e, words)
      if (record) setMark(e, "recordLink", { record })
    }, hasWords, (e) => e.isActive("recordLink")],
    ["link", "insert_link", async (e) => {
      const href = await askForAddress(e, words)
      if (href) setMark(e, "link", { href })
    }, hasWords, (e) => e.isActive("link")],
    ["unlink", "link_off", (e) => e.chain().focus().extendMarkRange("link").unsetMark("link").extendMarkRange("recordLink").unsetMark("recordLink").run(), isLinked, null],
  ],
  words.picture ? [
    ["picture", "image", async (e) => {
      const record = await askForPicture(e, words)
      if (record) putPicture(e, record)
    }, null, null],
  ] : [],
  [
    ["undo", "undo", (e) => e.chain().focus().undo().run(), (e) => e.can().undo(), null],
    ["redo", "redo", (e) => e.chain().focus().redo().run(), (e) => e.can().redo(), null],
  ],
]

const toolbar = (words, form) => ({ editor, buttons }) =>
  ITEMS(words).map((group) =>
    crel(
      "div",
      { className: "prose-menubar__group" },
      group.map(([name, picture, act, can, is]) => {
        const needsWords = can === hasWords || can === maySpeak ? ` (${words.select})` : ""
        const button = buttons.material(picture, words[name])
        button.dataset.name = name
        button.addEventListener("click", (event) => {
          event.preventDefault()
          if (!can || can(editor)) act(editor)
        })
        const update = () => {
          const able = !can || can(editor)
          button.classList.toggle("disabled", !able)
          button.setAttribute("aria-disabled", String(!able))
          button.title = able ? words[name] : words[name] + needsWords
          if (name === "picture") button.hidden = !offersPictures(words, form)
          if (is) {
            button.classList.toggle("active", is(editor))
            button.setAttribute("aria-pressed", String(is(editor)))
          }
        }
        editor.on("transaction", update)
        editor.on("selectionUpdate", update)
        if (name === "picture") form?.addEventListener("change", update)
        return button
      }),
    ),
  )

const create = (textarea) => {
  if (textarea.closest(".prose-editor")) return
  const words = JSON.parse(textarea.getAttribute(MARKER))
  const editor = createTextareaEditor(textarea, [
    AtHome(textarea),
    Document.extend({ content: "(block | picture)+" }),
    Paragraph,
    Text,
    Heading.configure({ levels: [2, 3] }),
    BulletList,
    OrderedList,
    ListItem,
    Blockquote,
    Bold,
    Italic,
    Superscript.extend({ excludes: "subscript superscript" }),
    Subscript.extend({ excludes: "subscript superscript" }),
    HardBreak,
    Gapcursor,
    History,
    Pasting(textarea, words),
    Spoken,
    ShownPicture(words),
    RecordLink,
    WebLink.configure({ openOnClick: false, autolink: false, linkOnPaste: false, enableTarget: false }),
    Menu.configure({ defaultItems: false, items: toolbar(words, textarea.form) }),
  ])
  editor.on("create", () => {
    const bar = editor.view.dom.parentElement.querySelector(".prose-menubar")
    bar?.setAttribute("role", "toolbar")
    bar?.setAttribute("aria-label", words.toolbar)
  })
  const form = textarea.form
  form?.classList.add("has-editor")
}

initializeEditors(create, `[${MARKER}]`)
