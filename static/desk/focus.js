// The focal point is chosen on the picture itself; without this, its two numbers are written.

const picture = document.querySelector("[data-focus]")
const across = document.getElementById("id_focus_x")
const down = document.getElementById("id_focus_y")

if (picture && across && down) {
  const spot = document.createElement("span")
  spot.className = "focus"
  picture.append(spot)
  picture.classList.add("can-focus")

  const show = () => {
    spot.style.left = `${across.value / 10}%`
    spot.style.top = `${down.value / 10}%`
  }
  const thousandths = (place, size) => Math.round(Math.min(Math.max(place / size, 0), 1) * 1000)

  picture.addEventListener("click", event => {
    const { left, top, width, height } = picture.getBoundingClientRect()
    across.value = thousandths(event.clientX - left, width)
    down.value = thousandths(event.clientY - top, height)
    for (const number of [across, down]) number.dispatchEvent(new Event("input", { bubbles: true }))
    show()
  })
  for (const number of [across, down]) number.addEventListener("input", show)
  show()
}
