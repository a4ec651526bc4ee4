/* The languages of a record as tabs, or two side by side. Without it all of them stand below one another.

   Whoever needs one seen sends "languages:show" to its section; "languages:shown" is told after each change. */

{
  const TWO = "desk:two-languages"

  const make = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties)
    made.append(...children)
    return made
  }

  const remembered = () => {
    try {
      return localStorage.getItem(TWO) === "yes"
    } catch {
      return false
    }
  }

  const remember = (isTwo) => {
    try {
      localStorage.setItem(TWO, isTwo ? "yes" : "no")
    } catch {
      /* a browser that keeps nothing shows one language the next time */
    }
  }

  const tabsOf = (texts) => {
    const sections = [...texts.querySelectorAll(":scope > section")]
    const title = texts.querySelector(":scope > :is(h2, h3)")
    if (sections.length < 2) return
    const words = texts.dataset
    const list = make("div", { className: "language-tabs", role: "tablist" })
    list.setAttribute("aria-labelledby", title.id)

    const tabs = sections.map((section) => {
      const heading = section.querySelector(":scope > :is(h3, h4)")
      const state = make("span", { className: `language-state ${section.dataset.state}`, textContent: words[section.dataset.state] })
      const tab = make("button", { type: "button", role: "tab", id: `tab-${section.id}` }, make("span", { lang: heading.lang, textContent: heading.textContent }), " ", state)
      tab.setAttribute("aria-controls", section.id)
      section.role = "tabpanel"
      section.addEventListener("input", () => tell(section, state))
      tab.addEventListener("click", () => show(section))
      return tab
    })

    const tell = (section, state) => {
      if (section.dataset.state === "wrong") return
      const now = section.querySelector("input[name$=-title]")?.value.trim() ? "written" : "empty"
      state.className = `language-state ${now}`
      state.textContent = words[now]
    }

    let shown = Math.max(0, sections.findIndex((section) => "first" in section.dataset))
    let beside = shown === 0 ? 1 : 0
    const two = make("button", { type: "button", className: "two", textContent: words.two })

    const isTwo = () => two.getAttribute("aria-pressed") === "true"
    const isEmpty = (number) => tabs[number].querySelector(".empty") !== null

    /* Beside the words stand those of another language, if there are any. */
    const pair = () => {
      const other = sections.findIndex((_section, number) => number !== shown && !isEmpty(number))
      if (isEmpty(beside) && other >= 0) beside = other
    }

    const draw = () => {
      texts.classList.toggle("side-by-side", isTwo())
      for (const [number, section] of sections.entries()) {
        section.hidden = number !== shown && !(isTwo() && number === beside)
        section.classList.toggle("beside", isTwo() && number === beside)
        tabs[number].setAttribute("aria-selected", String(number === shown))
        tabs[number].tabIndex = number === shown ? 0 : -1
      }
      texts.dispatchEvent(new Event("languages:shown"))
    }

    const show = (section) => {
      const number = sections.indexOf(section)
      if (number === shown) return
      beside = shown
      shown = number
      draw()
    }

    two.addEventListener("click", () => {
      pair()
      two.setAttribute("aria-pressed", String(!isTwo()))
      remember(isTwo())
      draw()
    })

    list.addEventListener("keydown", (event) => {
      const to = { ArrowRight: shown + 1, ArrowLeft: shown - 1, Home: 0, End: -1 }[event.key]
      if (to === undefined) return
      event.preventDefault()
      show(sections.at(to % sections.length))
      tabs[shown].focus()
    })

    list.append(...tabs)
    two.setAttribute("aria-pressed", String(remembered()))
    pair()
    title.after(make("div", { className: "languages" }, list, two))
    texts.classList.add("tabbed")
    for (const section of sections) section.addEventListener("languages:show", () => show(section))
    draw()
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const texts of document.querySelectorAll(".texts")) tabsOf(texts)
  })
}
