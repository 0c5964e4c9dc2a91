// What is typed is kept on the server a moment after the typing stops, and nothing on the device.
// Without script Preview keeps it, and so does sending.
const PAUSE = 3000; // milliseconds without a key
const AGAIN = 15000; // after a save that failed
const MOST = 60000; // characters that a browser still sends when the page is closed

for (const form of document.querySelectorAll("form[data-keep]")) {
  const place = form.querySelector("[data-keeps]");
  let timer, typed = false, saving = false;

  const say = (words) => { if (place.textContent !== words) place.textContent = words; };
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };
  const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });

  async function save() {
    clearTimeout(timer);
    if (!typed || saving) return;
    typed = false;
    saving = true;
    try {
      const body = new URLSearchParams(new FormData(form));
      const keepalive = document.hidden && String(body).length < MOST;
      const answer = await fetch(form.dataset.keep, { method: "POST", body, keepalive });
      if (answer.ok) {
        form.elements.seen.value = (await answer.json()).seen;
        say(`${place.dataset.saved} ${clock()}`);
      } else if (answer.status === 409) {
        say(place.dataset.changed);
      } else if (answer.status === 401) {
        say(place.dataset.ended);
      } else if (answer.status === 413) {
        say(place.dataset.full);
      } else {
        throw new Error(answer.status);
      }
    } catch {
      typed = true;
      say(place.dataset.failed);
    }
    saving = false;
    if (typed) later(place.textContent === place.dataset.failed ? AGAIN : PAUSE);
  }

  form.addEventListener("input", () => { typed = true; later(PAUSE); });
  form.addEventListener("focusout", save);
  form.addEventListener("submit", () => { typed = false; clearTimeout(timer); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  addEventListener("pagehide", save);
}
