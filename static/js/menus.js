// An open menu closes on Escape, when the keyboard leaves it and on a press beside it.
// Without script it lies in the flow of a narrow page, where it covers nothing.
const close = (outside) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (outside && menu.contains(outside)) continue;
    menu.open = false;
    if (!outside) menu.querySelector("summary").focus();
  }
};
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
for (const leaving of ["focusin", "click"]) {
  document.addEventListener(leaving, (event) => close(event.target));
}
