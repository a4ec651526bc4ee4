// The focal point is chosen on the picture itself, by a click, by dragging it, or with the arrow keys; what readers get
// around it is shown at once. Without this its two numbers are written, and what they get is shown when they are saved.

const picture = document.querySelector("[data-focus]")
const across = document.getElementById("id_focus_x")
const down = document.getElementById("id_focus_y")
const MOST = 1000
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/* As archive/imaging/recipes.py cuts it: where a part of ``part`` begins in ``all``, as near around the point as it may. */
const beginning = (all, part, point) => Math.min(Math.max((all * point) / MOST - part / 2, 0), all - part)

const showCrop = (crop, image) => {
  const shown = crop.querySelector("img")
  const ratio = crop.dataset.across / crop.dataset.down
  const width = Math.min(image.naturalWidth, image.naturalHeight * ratio)
  const height = Math.min(image.naturalHeight, image.naturalWidth / ratio)
  crop.classList.add("is-moved")
  crop.style.aspectRatio = `${width} / ${height}`
  shown.src = image.currentSrc
  shown.style.width = `${(image.naturalWidth / width) * 100}%`
  shown.style.left = `${(-beginning(image.naturalWidth, width, across.value) / width) * 100}%`
  shown.style.top = `${(-beginning(image.naturalHeight, height, down.value) / height) * 100}%`
}

if (picture && across && down) {
  const image = picture.querySelector("img")
  const crops = document.querySelectorAll(".crop")
  const spot = Object.assign(document.createElement("button"), { type: "button", className: "focus" })
  spot.setAttribute("aria-label", picture.dataset.focus)
  picture.append(spot)
  picture.classList.add("can-focus")

  const show = () => {
    spot.style.left = `${across.value / 10}%`
    spot.style.top = `${down.value / 10}%`
  }
  const within = number => Math.round(Math.min(Math.max(number, 0), MOST))
  const moveTo = (x, y) => {
    across.value = within(x)
    down.value = within(y)
    for (const number of [across, down]) number.dispatchEvent(new Event("input", { bubbles: true }))
  }
  const moveUnder = ({ clientX, clientY }) => {
    const { left, top, width, height } = picture.getBoundingClientRect()
    moveTo(((clientX - left) / width) * MOST, ((clientY - top) / height) * MOST)
  }

  image.addEventListener("click", moveUnder)
  spot.addEventListener("pointerdown", event => spot.setPointerCapture(event.pointerId))
  spot.addEventListener("pointermove", event => spot.hasPointerCapture(event.pointerId) && moveUnder(event))
  picture.addEventListener("dragstart", event => event.preventDefault()) // of the image, as a file
  spot.addEventListener("keydown", event => {
    const [x, y] = STEPS[event.key] ?? []
    if (x === undefined) return
    event.preventDefault()
    const step = event.shiftKey ? 50 : 10
    moveTo(Number(across.value) + x * step, Number(down.value) + y * step)
  })
  for (const number of [across, down]) {
    number.addEventListener("input", () => {
      show()
      for (const crop of crops) showCrop(crop, image)
    })
  }
  show()
}
