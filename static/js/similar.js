// While a title is typed, discussions that may be about the same appear below it.
// Without script they come with the preview.
for (const place of document.querySelectorAll("[data-similar]")) {
  const title = place.closest("form").elements.title;
  let wait, asked = "";
  title?.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(async () => {
      const words = title.value.trim();
      if (words === asked) return;
      asked = words;
      const address = new URL(place.dataset.similar, location.href);
      address.searchParams.set("title", words);
      // If this fails nothing is lost: it was only an offer.
      const answer = words.length < 5 ? null : await fetch(address).catch(() => null);
      if (words !== asked) return; // she has typed on meanwhile
      const found = answer?.ok ? await answer.text() : "";
      if (found.trim() !== place.innerHTML.trim()) place.innerHTML = found;
    }, 500);
  });
}
