/* Work in steps: a form marked data-step sends itself, and the page that comes back takes the place of this one, until there
   is none any more. Without a script, or when a step fails, its button does the same. */

const step = async () => {
  const form = document.querySelector("form[data-step]")
  if (!form) return
  form.querySelector("button").disabled = true
  try {
    const response = await fetch(form.action || location.href, { method: "POST", body: new FormData(form) })
    if (!response.ok) throw new Error(response.status)
    const found = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("#content-main")
    document.querySelector("#content-main").replaceWith(found)
    step()
  } catch {
    form.querySelector("button").disabled = false
  }
}

document.addEventListener("DOMContentLoaded", step)
