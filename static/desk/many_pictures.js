// Sends the files one by one and says what became of each; without this they are sent together.

const form = document.getElementById("many")
const lines = document.getElementById("lines")
const progress = document.getElementById("progress")

const link = ({ address, title, name }) => Object.assign(document.createElement("a"), { href: address, textContent: title ?? name })

const tell = line => {
  const item = document.createElement("li")
  item.append(line.address ? link({ address: line.address, title: line.name }) : line.name, `: ${line.said}`)
  if (line.alike.length) item.append(` ${lines.dataset.alike}`)
  for (const one of line.alike) item.append(" ", link(one))
  lines.append(item)
}

const send = async file => {
  const body = new FormData(form)
  body.delete("files")
  body.append("files", file)
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } })
  if (!answer.ok) throw new Error(answer.statusText)
  return (await answer.json()).lines
}

form.addEventListener("submit", async event => {
  event.preventDefault()
  const files = [...form.elements.files.files]
  const button = form.querySelector("button")
  button.disabled = true
  progress.parentElement.hidden = false
  progress.max = files.length
  progress.value = 0
  for (const file of files) {
    try {
      (await send(file)).forEach(tell)
    } catch {
      tell({ name: file.name, said: lines.dataset.failed, address: "", alike: [] })
    }
    progress.value += 1
  }
  form.reset()
  button.disabled = false
})
