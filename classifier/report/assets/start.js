// Drawing the report and listening to the reader.

function refresh() {
  applyFilters();
  showCounts();
  filterMatrices();
  showLists();
  const shown = filterDocuments();
  const paragraphs = responses.filter((response) => response.shown).length;
  const all = paragraphs === responses.length && shown === data.documents.length;
  byId("status").textContent = all
    ? `All ${plural(paragraphs, "response paragraph")} of ${plural(shown, "document")}`
    : `${paragraphs.toLocaleString("en-GB")} of ${plural(responses.length, "response paragraph")}, ${shown.toLocaleString("en-GB")} of ${plural(data.documents.length, "document")}`;
}

drawDocuments();
drawMatrices();
refresh();

let waiting = 0;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 120);
});
form.addEventListener("reset", () => setTimeout(refresh));
form.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  origin = link.closest("#report") ? link : null;
  // The same address twice is no change of address.
  if (link.hash === location.hash) openTarget();
});
addEventListener("hashchange", openTarget);
addEventListener("beforeprint", unfold);
addEventListener("afterprint", foldAgain);
if (matchMedia("(max-width: 60rem)").matches) byId("filter-panel").open = false;
openTarget();
