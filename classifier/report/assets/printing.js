// Printing: what is folded on the screen is unfolded on paper, as far as paper allows.

const MOST_PRINTED = 60;
let unfolded = [];

function unfold() {
  for (const drawRest of [...waitingEntries.values()]) drawRest();
  const numbers = data.documents.map((_, number) => number).filter(documentShown);
  const printed = numbers.length <= MOST_PRINTED ? numbers : numbers.filter((number) => byId(documentAnchor(number)).open);
  const documents = printed.map((number) => byId(documentAnchor(number)));
  documents.forEach((details, place) => drawText(details, printed[place]));
  unfolded = [...documents, ...document.querySelectorAll("#plots details, #late")].filter((details) => !details.open);
  for (const details of unfolded) details.open = true;
  const filters = filtersInWords();
  const left = numbers.length - printed.length;
  byId("print-note").textContent = [
    filters ? `Filtered by: ${filters}.` : "",
    left > 0 ? `The text of ${plural(left, "document")} is not printed: more than ${MOST_PRINTED} are left by the filters. Filter the report, or open those that are wanted.` : "",
  ].join(" ");
}

function foldAgain() {
  for (const details of unfolded) details.open = false;
  unfolded = [];
  byId("print-note").textContent = "";
}
