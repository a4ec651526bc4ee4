// A button that prints the page; without this script browsers do it by themselves. What is folded is printed open.

const button = document.querySelector("button.print");

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
