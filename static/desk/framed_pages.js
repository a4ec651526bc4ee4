/* Pages in frames are as high as what is in them, and two beside one another say the same at the same height. What has
   the keyboard is never under the foot. Without it frames have a height of their own, and are scrolled. */

{
  const fit = (frame) => {
    const page = frame.contentDocument?.documentElement
    if (page) frame.style.height = `${Math.ceil(page.getBoundingClientRect().height)}px`
  }

  /* The later of two paragraphs stays, the other one comes down to it. */
  const level = (texts) => {
    const frames = [...texts.querySelectorAll(":scope > section iframe")]
    const shown = frames.filter((frame) => frame.offsetParent && frame.contentDocument?.body)
    for (const frame of frames) frame.levelled?.replaceSync("")
    if (texts.classList.contains("side-by-side") && shown.length === 2 && shown[0].offsetTop === shown[1].offsetTop) {
      const paragraphs = shown.map((frame) => [...frame.contentDocument.querySelectorAll(".record-body > .prose > .paragraph")])
      const tops = paragraphs.map((found) => found.map((one) => one.getBoundingClientRect().top))
      const down = [0, 0]
      const rules = [[], []]
      for (let number = 0; number < Math.min(tops[0].length, tops[1].length); number++) {
        const lower = tops[0][number] + down[0] < tops[1][number] + down[1] ? 0 : 1
        const by = Math.abs(tops[0][number] + down[0] - tops[1][number] - down[1])
        rules[lower].push(`#${paragraphs[lower][number].id} { padding-top: ${by}px }`)
        down[lower] += by
      }
      for (const [number, frame] of shown.entries()) frame.levelled?.replaceSync(rules[number].join("\n"))
    }
    for (const frame of shown) fit(frame)
  }

  const follow = (frame, texts) => {
    const opened = frame.contentWindow
    if (!frame.contentDocument?.body || opened.location.href === "about:blank") return
    frame.levelled = new opened.CSSStyleSheet()
    frame.contentDocument.adoptedStyleSheets.push(frame.levelled)
    new opened.ResizeObserver(() => fit(frame)).observe(frame.contentDocument.documentElement)
    level(texts)
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const texts of document.querySelectorAll(".texts.pages")) {
      for (const frame of texts.querySelectorAll("iframe")) {
        frame.addEventListener("load", () => follow(frame, texts))
        if (frame.contentDocument?.readyState === "complete") follow(frame, texts)
      }
      texts.addEventListener("languages:shown", () => level(texts))
      window.addEventListener("resize", () => level(texts))
    }

    const foot = document.querySelector(".review .foot")
    if (!foot) return
    const below = () => {
      const isSticky = getComputedStyle(foot).position === "sticky"
      document.documentElement.style.scrollPaddingBottom = isSticky ? `${foot.offsetHeight + 16}px` : ""
    }
    new ResizeObserver(below).observe(foot)
  })
}
