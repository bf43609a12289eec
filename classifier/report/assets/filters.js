// The filters: which response paragraphs, recommendations and documents they leave.

const form = byId("filters");

/** What the filters are set to; an empty string where one is not set. */
const wanted = { force: "", inspection: "", stance: "", speaker: "", awaiting: "", year: "", words: "" };

function readFilters() {
  for (const name of Object.keys(wanted)) wanted[name] = form.elements[name].value.trim();
  wanted.words = wanted.words.toLocaleLowerCase("en-GB").replace(/\s+/g, " ");
}

/** Whether a document is of the force, inspection and year that are wanted. */
function documentWanted(number) {
  const answer = answerOf(number);
  const year = data.documents[number].year;
  return (
    (!wanted.force || answer.force === wanted.force) &&
    (!wanted.inspection || answer.inspection === wanted.inspection) &&
    (!wanted.year || String(year) === wanted.year)
  );
}

function stanceWanted(paragraph) {
  if (!wanted.stance) return true;
  if (wanted.stance === "?unsure") return paragraph.unsure === true;
  return paragraph.stances.some((stance) => data.stances[stance].id === wanted.stance);
}

function paragraphWanted({ place, paragraph }) {
  return (
    stanceWanted(paragraph) &&
    (!wanted.speaker || paragraph.speaker === wanted.speaker) &&
    (!wanted.awaiting || awaitedBy(place).has(wanted.awaiting)) &&
    (!wanted.words || paragraph.text.toLocaleLowerCase("en-GB").replace(/\s+/g, " ").includes(wanted.words)) &&
    documentWanted(place[0])
  );
}

/** Whom each paragraph waits for, by its label or as a deferral beside its main point. */
const awaited = new Map();
for (const { place, paragraph } of responses) {
  if (paragraph.awaiting) awaited.set(place.join(), new Set([paragraph.awaiting]));
}
for (const { at, awaiting } of data.deferrals) awaited.set(at.join(), (awaited.get(at.join()) ?? new Set()).add(awaiting));
const awaitedBy = (place) => awaited.get(place.join()) ?? new Set();

/** Whether a recommendation is left: one of its paragraphs is, or it has none and nothing is asked of paragraphs. */
function recommendationShown(item, answer) {
  const paragraphs = [...item.paragraphs, ...item.remarks];
  if (wanted.stance === "?not_answered") return item.coverage !== "answered" && answerWanted(answer);
  if (paragraphs.some(isShown)) return true;
  return item.coverage !== "answered" && !wanted.stance && !wanted.speaker && !wanted.awaiting && !wanted.words && answerWanted(answer);
}

const answerWanted = (answer) => answer.documents.some(documentWanted);

/** Whether a document is left. */
function documentShown(number) {
  if (!documentWanted(number)) return false;
  if (wanted.stance === "?not_answered") return answerOf(number).recommendations.some((item) => item.coverage !== "answered");
  return !(wanted.stance || wanted.speaker || wanted.awaiting || wanted.words) || shownDocuments.has(number);
}

let shownDocuments = new Set();

function applyFilters() {
  readFilters();
  shownDocuments = new Set();
  for (const response of responses) {
    response.shown = paragraphWanted(response);
    if (response.shown) shownDocuments.add(response.place[0]);
  }
}

/** The filters in words, for the print. */
function filtersInWords() {
  return [...form.elements]
    .filter((control) => control.name && control.value)
    .map((control) => control.selectedOptions?.[0].textContent ?? `“${control.value}”`)
    .join("; ");
}
