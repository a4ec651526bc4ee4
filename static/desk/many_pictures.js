// Sends the files one by one and says what became of each; without this they are sent together. What did not get through
// is kept here until it does: the archive makes no second draft of a file that did arrive.

const form = document.getElementById("many")
const lines = document.getElementById("lines")
const heard = document.getElementById("status")
const progress = document.getElementById("progress")
const counted = document.querySelector(".counted")
const again = document.getElementById("again")
const words = form.dataset
const { files, csrfmiddlewaretoken: token } = form.elements
const PAUSES = [0, 0, 3000, 15000] // milliseconds before each try
let missing = []
let isSending = false

const link = ({ address, title }) => Object.assign(document.createElement("a"), { href: address, textContent: title })
const name = title => Object.assign(document.createElement("b"), { textContent: title })
const after = pause => new Promise(passed => setTimeout(passed, pause))

const tell = (item, line) => {
  item.dataset.state = line.state
  item.replaceChildren(line.address ? link({ ...line, title: line.name }) : name(line.name), `: ${line.said}`)
  for (const [place, one] of (line.others ?? []).entries()) item.append(place ? ", " : " ", link(one))
}

const count = () => {
  for (const place of counted.querySelectorAll("[data-count]")) {
    place.textContent = lines.querySelectorAll(`[data-state="${place.dataset.count}"]`).length
  }
  again.parentElement.hidden = isSending || !missing.length
  counted.hidden = false
}

/* What the archive says of a file; nothing where it says something else. */
const post = async file => {
  const body = new FormData()
  body.append(token.name, token.value)
  body.append(files.name, file)
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } })
  return answer.ok ? (await answer.json()).lines[0] : null
}

/* Whoever has signed in again has another token, and this page without it is refused. False if nobody is signed in. */
const isSignedIn = async () => {
  const page = await (await fetch(form.action, { cache: "no-store" })).text()
  const found = new DOMParser().parseFromString(page, "text/html").querySelector(`#many [name=${token.name}]`)
  if (found) token.value = found.value
  return Boolean(found)
}

const isReadable = file => file.slice(0, 1).arrayBuffer().then(() => true, () => false)

const send = async file => {
  const line = (state, said) => ({ name: file.name, state, said })
  if (file.size > Number(words.most)) return line("refused", words.large)
  if (!(await isReadable(file))) return line("refused", words.unreadable)
  for (const pause of PAUSES) {
    await after(pause)
    try {
      const told = await post(file)
      if (told) return told
      if (!(await isSignedIn())) return line("missing", words.signedOut)
    } catch {
      // tried again, as long as there are tries
    }
  }
  return line("missing", words.lost)
}

/* Stops at the first that does not get through, and begins there last. */
const sendAll = async waiting => {
  isSending = true
  missing = []
  form.querySelector("button").disabled = true
  progress.parentElement.hidden = false
  progress.max = waiting.length
  progress.value = 0
  for (const { file, item } of waiting) tell(item, { name: file.name, state: "waits", said: words.waits })
  while (waiting.length) {
    const one = waiting.shift()
    tell(one.item, { name: one.file.name, state: "sending", said: words.sending })
    const told = await send(one.file)
    tell(one.item, told)
    heard.textContent = one.item.textContent
    progress.value += 1
    if (told.state === "missing") missing = [...waiting.splice(0), one]
    count()
  }
  for (const { file, item } of missing.slice(0, -1)) tell(item, { name: file.name, state: "missing", said: words.notSent })
  isSending = false
  form.querySelector("button").disabled = false
  progress.parentElement.hidden = true
  count()
}

form.addEventListener("submit", event => {
  event.preventDefault()
  if (isSending) return
  const chosen = [...files.files].map(file => ({ file, item: lines.appendChild(document.createElement("li")) }))
  form.reset()
  sendAll([...missing, ...chosen])
})
again.addEventListener("click", () => sendAll(missing))

/* A file that is dropped beside its field would be opened in the place of this page. */
document.addEventListener("dragover", event => event.preventDefault())
document.addEventListener("drop", event => {
  event.preventDefault()
  if (event.dataTransfer.files.length && !isSending) files.files = event.dataTransfer.files
})
addEventListener("beforeunload", event => {
  if (isSending || missing.length) event.preventDefault()
})
