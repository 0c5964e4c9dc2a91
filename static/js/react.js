// A reaction is sent in place, so that nobody loses her place in a long discussion.
// Without script, or when anything is unusual, the form is sent and the page comes back.
for (const form of document.querySelectorAll("form[data-react]")) {
  const told = form.querySelector("[role=status]");
  const tell = (words, shown) => {
    told.classList.toggle("sr", !shown);
    told.textContent = words;
  };
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    event.preventDefault();
    if (form.ariaBusy) return;
    form.ariaBusy = "true";
    const body = new FormData(form, button);
    const headers = { Accept: "application/json" };
    const answer = await fetch(form.action, { method: "POST", body, headers }).catch(() => null);
    form.ariaBusy = null;
    if (!answer) return tell(form.dataset.lost, true);
    const usual = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (!usual) {
      const kind = Object.assign(document.createElement("input"), { type: "hidden" });
      form.append(Object.assign(kind, { name: button.name, value: button.value }));
      return form.submit();
    }
    const { given, counts, refusal } = await answer.json();
    if (refusal) return tell(refusal, true);
    button.setAttribute("aria-pressed", given);
    for (const one of form.querySelectorAll("button")) {
      one.querySelector(".num").textContent = counts[one.value] || "";
    }
    tell(given ? button.dataset.sent : form.dataset.back, false);
  });
}
