// Font Size and colours change in place, so that nothing somebody is typing gets lost.
// Without script the same forms are sent, and the page comes back in the new size.
for (const form of document.querySelectorAll("form[data-display]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    const page = document.documentElement;
    page.dataset[button.name] = button.value;
    if (page.dataset.theme === "device") delete page.dataset.theme;
    for (const other of form.querySelectorAll("button")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    // If this fails, the choice holds for this page and is made again on the next.
    const fields = new FormData(form, button);
    fetch(form.action, { method: "POST", body: fields, redirect: "manual" }).catch(() => {});
  });
}
