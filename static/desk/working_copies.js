/* The archive's half of what unsaved.js keeps: the same words, told at most so often, and offered on any other computer.
   Along with them comes who else is in the record. Without an answer the browser keeps them alone. */

window.workingCopies = (() => {
  const words = document.currentScript.dataset
  const FIRST = 3_000 // milliseconds: who only passes by is not announced
  const TYPED = 2_000
  const OPEN = 30_000
  const AGAIN = 10_000

  const ask = async (where, options = {}) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? ""
    const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token }
    const response = await fetch(words.address + where, { headers, redirect: "error", ...options })
    const answer = await response.json() // a page of any other sort is no answer
    if (!response.ok) throw answer
    return answer
  }

  const asKept = ({ copies }) => copies.map((copy) => ({ ...copy, told: copy.at }))
  const mine = () => ask("").then(asKept).catch(() => [])
  const drop = (id) => ask(`${id}/`, { method: "DELETE", keepalive: true }).catch(() => {})

  /* What is typed into a form. ``place`` stands in it and says of which record; ``kept`` and ``refused`` hear of each try. */
  const follow = (place, { id, form, kept, refused }) => {
    const { record } = place.dataset
    let typed = null
    let on = null // its way
    let sending = Promise.resolve()
    let timer
    let last = Date.now() - OPEN + FIRST
    let pause = TYPED
    let isOver = false

    const show = (others) => {
      const said = others.join("\n")
      if (place.textContent !== said) place.textContent = said
      place.hidden = !said
    }

    const later = () => {
      clearTimeout(timer)
      if (isOver || on || (!typed && document.hidden)) return
      timer = setTimeout(send, Math.max(0, last + (typed ? pause : OPEN) - Date.now()))
    }

    const tell = async (options) => {
      clearTimeout(timer)
      if (isOver || on) return
      const told = typed
      on = new AbortController()
      typed = null
      last = Date.now()
      const body = JSON.stringify({ form, record, words: told })
      try {
        const { others } = await ask(`${id}/`, { method: "POST", body, signal: on.signal, ...options })
        pause = TYPED
        show(others)
        if (told) kept(told)
      } catch (answer) {
        pause = AGAIN
        if (told && !isOver) refused(answer.refused ?? words.hereOnly)
        if (!answer.refused) typed ??= told
      }
      on = null
      later()
    }

    const send = (options) => (sending = tell(options))

    const stop = () => {
      isOver = true
      clearTimeout(timer)
      on?.abort()
    }

    const resume = () => {
      isOver = false
      later()
    }

    document.addEventListener("visibilitychange", () => (document.hidden && typed ? send({ keepalive: true }) : later()))
    window.addEventListener("pageshow", ({ persisted }) => persisted && resume())
    later()

    return {
      keep: (entry) => {
        typed = entry
        later()
      },
      /* Everything typed so far has been told, or cannot be. */
      flush: async () => {
        await sending
        if (typed) await send()
      },
      letGo: () => {
        typed = null
        on?.abort()
        return drop(id)
      },
      /* The form is on its way. Where it never leaves, words are told again. */
      stop: (patience) => {
        stop()
        if (patience) setTimeout(resume, patience)
      },
      left: ask(`?${new URLSearchParams({ form, record })}`)
        .then((answer) => {
          show(answer.others)
          return asKept(answer)
        })
        .catch(() => []),
    }
  }

  return { mine, drop, follow }
})()
