// The matrix: for each inspection a table of forces and recommendations; each cell opens the words that it rests on.

/** Cells and rows as drawn, so that filtering only hides and shows. */
const drawn = [];

/** Order "2" before "10", plain numbers before "AFI 1", and those without a number last. */
function compareNumbers(one, other) {
  const rank = (text) => (text === "" ? 2 : /^\d/.test(text) ? 0 : 1);
  return rank(one) - rank(other) || one.localeCompare(other, "en-GB", { numeric: true });
}

/** The columns of an inspection: one for each number, and for each recommendation without one. */
function columnsOf(answers) {
  const found = new Map();
  for (const item of answers.flatMap((answer) => answer.recommendations)) {
    if (!found.has(item.key)) found.set(item.key, item.number);
  }
  const sorted = [...found].sort(([, one], [, other]) => compareNumbers(one, other));
  let without = 0;
  return sorted.map(([key, name]) => ({ key, name: name || `–${++without}` }));
}

function drawMatrices() {
  const groups = [...byInspection()].sort(([one, first], [other, second]) => second.length - first.length || one.localeCompare(other, "en-GB"));
  const shared = groups.filter(([, answers]) => answers.length > 1);
  const single = groups.filter(([, answers]) => answers.length === 1).map(([, [answer]]) => answer);
  byId("matrices").replaceChildren(
    ...shared.map(([inspection, answers], place) => drawMatrix(inspection, answers, `matrix-${place + 1}`)),
    ...(single.length ? [drawSingles(single, shared.length > 0)] : []),
  );
}

function byInspection() {
  const groups = new Map();
  for (const answer of data.answers) groups.set(answer.inspection, [...(groups.get(answer.inspection) ?? []), answer]);
  return groups;
}

/** Inspections that one force has answered share a table, or each would be a table of one row; the numbers stand above the letters. */
function drawSingles(answers, others) {
  const sorted = answers.toSorted((one, other) => one.force.localeCompare(other.force, "en-GB"));
  const rows = sorted.map((answer) => {
    const cells = columnsOf([answer]).map(({ key, name }) => {
      const item = answer.recommendations.find((candidate) => candidate.key === key);
      const link = drawCell(item, answer, name);
      const numberedCell = element("span", { class: "numbered" }, element("span", { class: "above", "aria-hidden": "true" }, name), link);
      drawn.push({ node: link, shown: () => recommendationShown(item, answer) });
      drawn.push({ node: numberedCell, shown: () => !link.hidden });
      return numberedCell;
    });
    return finishRow(answer, [element("td", { class: "flow" }, cells)], element("span", { class: "quiet" }, answer.inspection));
  });
  const heads = [["force and inspection"], ["recommendations", "flow"], ["remarks", "column wide"]];
  const head = element("tr", {}, heads.map(([text, kind]) => element("th", { scope: "col", class: kind }, text)));
  return finishMatrix(others ? "Inspections that one force has answered" : "By inspection", head, rows, "matrix-single");
}

function drawMatrix(inspection, answers, id) {
  const columns = columnsOf(answers);
  const head = element(
    "tr",
    {},
    element("th", { scope: "col" }, "force"),
    columns.map(({ name }) => element("th", { scope: "col", class: "column" }, name)),
    element("th", { scope: "col", class: "column wide" }, "remarks"),
  );
  return finishMatrix(inspection, head, answers.map((answer) => drawRow(answer, columns)), id);
}

function finishMatrix(title, head, rows, id) {
  const table = element("table", { class: "matrix", "aria-labelledby": id }, element("thead", {}, head), element("tbody", {}, rows));
  const group = element("section", { class: "inspection", "aria-labelledby": id }, element("h3", { id }, title), element("div", { class: "scroll" }, table));
  drawn.push({ node: group, shown: () => rows.some((row) => !row.hidden) });
  walkWithArrows(table);
  return group;
}

function drawRow(answer, columns) {
  const items = new Map(answer.recommendations.map((item) => [item.key, item]));
  const cells = columns.map(({ key, name }) => {
    const item = items.get(key);
    if (!item) return element("td", { class: "none" });
    const link = drawCell(item, answer, name);
    drawn.push({ node: link, shown: () => recommendationShown(item, answer) });
    return element("td", {}, link);
  });
  return finishRow(answer, cells);
}

function finishRow(answer, cells, note = null) {
  const name = element("a", { href: `#${documentAnchor(answer.documents[0])}` }, answer.force);
  const row = element("tr", {}, element("th", { scope: "row" }, name, note), cells, element("td", { class: "wide" }, drawRemarks(answer)));
  const links = [...row.querySelectorAll("td a")];
  drawn.push({ node: row, shown: () => (links.length ? links.some((link) => !link.hidden) : answer.documents.some(documentShown)) });
  return row;
}

/** The paragraph that a cell opens: the first that carries the overall stance, surest first. */
function carrier(item) {
  const stance = item.stance;
  const sure = (place) => (paragraphAt(place).unsure ? 1 : 0);
  const fitting = item.paragraphs.filter((place) => paragraphAt(place).stances.includes(stance));
  return fitting.sort((one, other) => sure(one) - sure(other))[0] ?? item.paragraphs[0] ?? item.remarks[0] ?? item.at;
}

function drawCell(item, answer, name) {
  const place = carrier(item);
  const href = place ? `#${anchor(place)}` : `#${documentAnchor(answer.documents[0])}`;
  const label = `${answer.force}, recommendation ${item.number || `without a number (${name.slice(1)})`}: ${inWords(item)}`;
  if (item.coverage !== "answered") {
    const [mark, kind] = item.coverage === "not_answered" ? ["!", "unanswered"] : ["~", "remarks"];
    return element("a", { class: `chip ${kind}`, href, "aria-label": label, title: label }, mark);
  }
  const others = othersOf(item).map((stance) => data.stances[stance].letter + (item.unsureStances.includes(stance) ? "?" : ""));
  return element(
    "a",
    { class: `chip stance-${item.stance}${item.sure ? "" : " unsure"}`, href, "aria-label": label, title: label },
    data.stances[item.stance].letter,
    item.sure ? null : element("span", { class: "query" }, "?"),
    others.length ? element("small", {}, others.join("")) : null,
  );
}

/** The other stances that its answer takes; that some of its paragraphs take none is no news. */
const othersOf = (item) => item.stances.filter((stance) => stance !== item.stance && stance !== data.neutral);

function inWords(item) {
  if (item.coverage === "not_answered") return "not answered";
  if (item.coverage === "remarks_only") return "only remarks that may answer it";
  const others = othersOf(item).map((stance) => data.stances[stance].name + (item.unsureStances.includes(stance) ? " (unsure)" : ""));
  return [
    data.stances[item.stance].name,
    item.sure ? null : "the model is unsure",
    others.length ? `also ${others.join(", ")}` : null,
    plural(item.paragraphs.length, "paragraph"),
    item.overdue > 0 ? `${plural(item.overdue, "day")} past its deadline` : null,
  ]
    .filter(Boolean)
    .join("; ");
}

/** The remarks of a response that are tied to no recommendation: a letter for each stance, opening the first such paragraph. */
function drawRemarks(answer) {
  return data.stances.flatMap(({ letter, name }, stance) => {
    const places = answer.remarks.filter((place) => paragraphAt(place).stances[0] === stance);
    if (!places.length) return [];
    const label = `${answer.force}, overall remarks: ${name}, ${plural(places.length, "paragraph")}`;
    const link = element(
      "a",
      { class: `chip small stance-${stance}`, href: `#${anchor(places[0])}`, "aria-label": label, title: label },
      letter,
      places.length > 1 ? element("small", {}, String(places.length)) : null,
    );
    drawn.push({ node: link, shown: () => places.some(isShown) });
    return [link];
  });
}

function filterMatrices() {
  // Cells were pushed before their row, and rows before their table: each can look at what it holds.
  for (const { node, shown } of drawn) node.hidden = !shown();
  for (const table of document.querySelectorAll("table.matrix")) enterAtFirst(table);
}

const linksOf = (row) => [...row.querySelectorAll("a:not([hidden])")];

/** One stop for Tab in each table; the arrow keys, Home and End move within it. */
function walkWithArrows(table) {
  enterAtFirst(table);
  table.addEventListener("focusin", (event) => {
    const link = event.target.closest("a");
    if (link) enterAt(table, link);
  });
  table.addEventListener("keydown", (event) => {
    const next = neighbour(table, event.target.closest("a"), event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

function neighbour(table, link, key) {
  const row = link?.closest("tr");
  if (!row) return null;
  const links = linksOf(row);
  const place = links.indexOf(link);
  if (key === "ArrowRight") return links[place + 1];
  if (key === "ArrowLeft") return links[place - 1];
  if (key === "Home") return links[0];
  if (key === "End") return links.at(-1);
  if (key !== "ArrowDown" && key !== "ArrowUp") return null;
  const rows = [...table.tBodies[0].rows].filter((other) => !other.hidden && linksOf(other).length);
  const target = rows[rows.indexOf(row) + (key === "ArrowDown" ? 1 : -1)];
  if (!target) return null;
  const column = link.closest("td, th").cellIndex;
  return linksOf(target).find((other) => other.closest("td, th").cellIndex >= column) ?? linksOf(target).at(-1);
}

function enterAt(table, link) {
  for (const other of table.querySelectorAll("a")) other.tabIndex = other === link ? 0 : -1;
}

function enterAtFirst(table) {
  const first = table.querySelector("tbody tr:not([hidden]) a:not([hidden])");
  if (first) enterAt(table, first);
}
