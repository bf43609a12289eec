// The documents: a line for each, whose text is drawn when it is opened.

function drawDocuments() {
  byId("document-list").replaceChildren(...data.documents.map(drawDocument));
}

function drawDocument(source, number) {
  const answer = answerOf(number);
  const counts = data.stances.map((_, stance) => source.paragraphs.filter((paragraph) => paragraph.stances?.[0] === stance).length);
  const tally = element(
    "span",
    { class: "tally" },
    counts.flatMap((count, stance) => (count ? [element("span", {}, chip(stance), element("span", { class: "hidden" }, data.stances[stance].name), ` ${count}`)] : [])),
  );
  const details = element(
    "details",
    { class: "document", id: documentAnchor(number) },
    element("summary", {}, element("span", { class: "title" }, source.title), element("span", { class: "quiet" }, [answer.force, source.year, source.name].filter(Boolean).join(" · ")), tally),
  );
  details.addEventListener("toggle", () => details.open && drawText(details, number));
  return details;
}

/** Draw the text of a document, once. */
function drawText(details, number) {
  if (details.dataset.drawn) return;
  details.dataset.drawn = "yes";
  const source = data.documents[number];
  const body = element("div", { class: "text" }, element("p", { class: "dates" }, datesOf(number)));
  source.paragraphs.forEach((paragraph, index) => body.append(drawParagraph(paragraph, [number, index])));
  details.append(body);
}

function datesOf(number) {
  const source = data.documents[number];
  const answer = answerOf(number);
  const late = answer.late === null ? null : answer.late > 0 ? `${plural(answer.late, "day")} late` : "in time";
  return [
    source.body || answer.force,
    answer.inspection,
    answer.published ? `report published ${dayInWords(answer.published)}` : null,
    answer.due ? `response due ${dayInWords(answer.due)}${answer.dueStated ? "" : " (56 days)"}` : null,
    answer.responded ? `responded ${dayInWords(answer.responded)}` : null,
    late,
  ]
    .filter(Boolean)
    .join(" · ");
}

function drawParagraph(paragraph, place) {
  const id = anchor(place);
  if (!paragraph.stances) {
    if (paragraph.role === "heading") return element("h3", { id, tabindex: "-1" }, paragraph.text);
    const numbers = paragraph.recommendations ? `, ${numbered(paragraph.recommendations)}` : "";
    return element("div", { class: "paragraph other", id, tabindex: "-1" }, element("div", { class: "margin" }, paragraph.role + numbers), element("p", {}, paragraph.text));
  }
  const kinds = ["paragraph", `stance-${paragraph.stances[0]}`, paragraph.unsure ? "unsure" : "", paragraph.stances[0] === data.neutral ? "neutral" : ""];
  return element(
    "div",
    { class: kinds.filter(Boolean).join(" "), id, tabindex: "-1" },
    drawMargin(paragraph, place),
    element("p", {}, withMarks(paragraph)),
  );
}

function withMarks(paragraph) {
  const parts = [];
  let last = 0;
  for (const [start, end] of highlights(paragraph)) {
    parts.push(paragraph.text.slice(last, start), element("mark", {}, paragraph.text.slice(start, end)));
    last = end;
  }
  return [...parts, paragraph.text.slice(last)];
}

function drawMargin(paragraph, place) {
  const [primary, ...others] = paragraph.stances;
  const awaiting = [...awaitedBy(place)].map((body) => data.awaiting[body] ?? body);
  const lines = [
    paragraph.unsure ? element("span", { class: "unsure-mark" }, "? to be read") : null,
    others.length ? `also ${others.map((stance) => data.stances[stance].name).join(", ")}` : null,
    awaiting.length ? `awaiting ${awaiting.join(", ")}` : null,
    paragraph.speaker ? data.speakers[paragraph.speaker] : null,
    paragraph.recommendations ? numbered(paragraph.recommendations) : null,
    paragraph.page ? `p.\u00a0${paragraph.page}` : null,
  ];
  return element(
    "div",
    { class: "margin" },
    element("p", { class: "stance" }, chip(primary, paragraph.unsure), " ", data.stances[primary].name),
    lines.filter(Boolean).map((line) => element("p", {}, line)),
    drawProbabilities(paragraph),
  );
}

/** How sure the model is; the probabilities of all stances are drawn when asked for. */
function drawProbabilities({ probabilities, stances }) {
  const details = element("details", {}, element("summary", {}, `${percent(probabilities[stances[0]])} sure`));
  details.addEventListener("toggle", () => {
    if (details.querySelector("ul")) return;
    const order = probabilities.map((_, stance) => stance).sort((one, other) => probabilities[other] - probabilities[one]);
    details.append(
      element(
        "ul",
        { class: "probabilities" },
        order.map((stance) =>
          element("li", {}, element("span", {}, data.stances[stance].name), element("meter", { min: "0", max: "1", value: String(probabilities[stance]), "aria-label": data.stances[stance].name }), element("span", { class: "number" }, percent(probabilities[stance]))),
        ),
      ),
    );
  });
  return details;
}

function filterDocuments() {
  let shown = 0;
  data.documents.forEach((_, number) => {
    const left = documentShown(number);
    byId(documentAnchor(number)).hidden = !left;
    shown += left ? 1 : 0;
  });
  return shown;
}

/** Where the reader came from, to lead back there. */
let origin = null;

/** Open what the address names: a document, or a paragraph in one. Whatever the filters say, it is shown. */
function openTarget() {
  const match = /^#d(\d+)(?:-p(\d+))?$/.exec(location.hash);
  if (!match || !data.documents[match[1] - 1]) return;
  const details = byId(documentAnchor(match[1] - 1));
  details.hidden = false;
  details.open = true;
  drawText(details, match[1] - 1);
  const target = match[2] ? byId(location.hash.slice(1)) : details.querySelector("summary");
  if (!target) return;
  for (const old of document.querySelectorAll(".here")) old.classList.remove("here");
  for (const old of document.querySelectorAll(".back")) old.remove();
  if (match[2]) target.classList.add("here");
  if (origin && !details.contains(origin)) offerWayBack(match[2] ? target.querySelector(".margin") ?? target : details.querySelector(".dates"));
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: match[2] ? "center" : "start" });
}

function offerWayBack(where) {
  const from = origin;
  const back = element("button", { type: "button", class: "back" }, "← Back to where you were");
  back.addEventListener("click", () => {
    back.remove();
    from.focus({ preventScroll: true });
    from.scrollIntoView({ block: "center" });
  });
  where.append(back);
}
