// What is typed is kept on the server a moment after the typing stops, and nothing on the device.
// Without script Preview keeps it, and so does sending.
const PAUSE = 3000; // milliseconds without a key
const AGAIN = 15000; // after a save that failed
const MOST = 60000; // characters that a browser still sends when the page is closed
const PATIENCE = 1500; // milliseconds that a link waits for what was typed

for (const form of document.querySelectorAll("form[data-keep]")) {
  const place = form.querySelector("[data-keeps]");
  let timer, typed = false, saving = null;

  const say = (words) => { if (place.textContent !== words) place.textContent = words; };
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };
  const page = (address) => address.href.split("#")[0];
  const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });

  function save() {
    clearTimeout(timer);
    if (typed && !saving) saving = send().finally(() => { saving = null; });
    return saving;
  }

  async function send() {
    typed = false;
    try {
      const body = new URLSearchParams(new FormData(form));
      const keepalive = String(body).length < MOST;
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
    if (typed) later(place.textContent === place.dataset.failed ? AGAIN : PAUSE);
  }

  // Answer and Quote show the form again, with what is kept by then.
  async function follow(event) {
    const link = event.target.closest("main a[href]");
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || !(typed || saving) || elsewhere || event.defaultPrevented) return;
    if (link.target || link.origin !== location.origin || page(link) === page(location)) return;
    event.preventDefault();
    const kept = async () => { await save(); if (typed) await save(); };
    await Promise.race([kept(), new Promise((done) => setTimeout(done, PATIENCE))]);
    location.assign(link.href);
  }

  document.addEventListener("click", follow);
  form.addEventListener("input", () => { typed = true; later(PAUSE); });
  form.addEventListener("focusout", save);
  form.addEventListener("submit", () => { typed = false; clearTimeout(timer); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  addEventListener("pagehide", save);
}
