/* What comes from last year is confirmed with one key, y, and the next passage opens; c changes what is proposed first.
   Without it each passage has its buttons, and its page comes again. */

document.addEventListener("DOMContentLoaded", () => {
  const list = document.querySelector("[data-carried]")
  if (!list) return
  const said = list.querySelector("h3")
  const back = list.querySelector("[data-take-back]")
  let last

  const open = (passage) => {
    passage.open = true
    const summary = passage.querySelector("summary")
    summary.focus({ preventScroll: true })
    summary.scrollIntoView({ block: "nearest" })
  }

  // From where one was told that it still waits.
  window.addEventListener("load", () => {
    const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (asked?.matches("[data-carried] details")) open(asked)
  })

  /* The next that waits, or the first of those before it. */
  const after = (passage) => {
    const waiting = [...list.querySelectorAll("details")]
    return waiting[waiting.indexOf(passage) + 1] ?? waiting.find((one) => one !== passage)
  }

  const leave = (passage) => {
    const next = after(passage)
    const rows = passage.closest("ol")
    passage.closest("li").remove()
    if (!rows.children.length) {
      rows.previousElementSibling.remove()
      rows.remove()
    }
    if (next) open(next)
    else said.focus()
  }

  const confirm = async (form, button) => {
    const body = new FormData(form, button)
    button.disabled = true
    try {
      const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } })
      said.textContent = (await response.json()).said
      button.disabled = false
      if (!response.ok) return
      last = form
      back.hidden = false
      leave(form.closest("details"))
    } catch {
      button.disabled = false
      form.submit()
    }
  }

  list.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "confirm") return
    event.preventDefault()
    confirm(event.target, event.submitter)
  })

  // A key is pressed too soon now and then.
  back.addEventListener("click", async () => {
    const body = new FormData(last)
    body.set("take_back", "on")
    await fetch(last.action, { method: "POST", body, headers: { Accept: "application/json" } })
    location.reload()
  })

  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
    // By the letter, or where keys write others, by its place.
    const isAsked = ({ dataset }) => [event.key.toLowerCase(), event.code.slice("Key".length).toLowerCase()].includes(dataset.key)
    const button = [...event.target.closest("details[open]")?.querySelectorAll("[data-key]") ?? []].find(isAsked)
    if (!button || button.disabled) return
    event.preventDefault()
    button.click()
  })
})
