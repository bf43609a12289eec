// The lists: deferrals and disputes, sure ones first, those to be checked apart.

const FIRST = 100;

const deferralShown = (entry) => isShown(entry.at);
const disputes = () => responses.filter(({ shown, paragraph }) => shown && data.dispute !== null && paragraph.stances.includes(data.dispute));

function showLists() {
  waitingEntries.clear();
  const shown = data.deferrals.filter(deferralShown);
  fill("deferral-list", shown.filter((entry) => !entry.check), drawDeferral, "No deferral that the model is sure of.");
  fill("deferral-check", shown.filter((entry) => entry.check), drawDeferral, "None.");
  if (data.dispute === null) return;
  const byForce = disputes().sort(({ place: [one] }, { place: [other] }) => answerOf(one).force.localeCompare(answerOf(other).force));
  fill("dispute-list", byForce.filter(({ paragraph }) => !paragraph.unsure), drawDispute, "No dispute that the model is sure of.");
  fill("dispute-check", byForce.filter(({ paragraph }) => paragraph.unsure), drawDispute, "None.");
}

/** What draws the entries that wait behind each button, for the print too. */
const waitingEntries = new Map();

/** Fill a list with its first entries and a button for the rest. */
function fill(id, entries, draw, nothing) {
  const target = byId(id);
  if (!entries.length) {
    target.replaceChildren(element("p", { class: "nothing" }, nothing));
    return;
  }
  const list = element("ol", { class: "entries" }, entries.slice(0, FIRST).map(draw));
  target.replaceChildren(list);
  if (entries.length <= FIRST) return;
  const more = element("button", { type: "button", class: "more" }, `Show the other ${(entries.length - FIRST).toLocaleString("en-GB")}`);
  waitingEntries.set(more, () => {
    list.append(...entries.slice(FIRST).map(draw));
    more.remove();
    waitingEntries.delete(more);
  });
  more.addEventListener("click", () => {
    waitingEntries.get(more)();
    list.children[FIRST].querySelector("a").focus();
  });
  target.append(more);
}

function drawDeferral(entry) {
  const paragraph = paragraphAt(entry.at);
  const stance = data.stances[paragraph.stances[0]];
  const answer = answerOf(entry.at[0]);
  const facts = [
    `awaiting ${data.awaiting[entry.awaiting] ?? entry.awaiting}`,
    `${percent(entry.confidence)} sure`,
    entry.primary ? null : `main point: ${stance.name}`,
    paragraph.speaker ? data.speakers[paragraph.speaker] : null,
  ];
  return drawEntry(answer, entry.at, deadlineOf(entry), entry.words, facts, entry.number === null ? [] : [entry.number], entry.check);
}

/** Say when a deferral should have ended. */
function deadlineOf({ overdue, deadline, deadlineText }) {
  if (deadline === null) return deadlineText ? element("span", {}, `no date: ${deadlineText}`) : element("span", { class: "quiet" }, "no deadline");
  const due = element("span", {}, `by ${dayInWords(deadline)}`);
  if (overdue > 0) return [element("strong", { class: "overdue" }, `${plural(overdue, "day")} overdue`), due];
  return [element("strong", {}, overdue === 0 ? "due today" : `${plural(-overdue, "day")} left`), due];
}

function drawDispute({ place, paragraph }) {
  const primary = paragraph.stances[0] === data.dispute;
  // The evidence is that of the main stance; a dispute beside it has the whole paragraph for evidence.
  const [start, end] = primary ? paragraph.evidence : [0, paragraph.text.length];
  const facts = [
    paragraph.speaker ? data.speakers[paragraph.speaker] : null,
    `${percent(paragraph.probabilities[data.dispute])} sure`,
    primary ? null : `main point: ${data.stances[paragraph.stances[0]].name}`,
  ];
  const answer = answerOf(place[0]);
  return drawEntry(answer, place, element("span", { class: "quiet" }, answer.published ? `report of ${dayInWords(answer.published)}` : ""), paragraph.text.slice(start, end), facts, paragraph.recommendations ?? [], paragraph.unsure);
}

function drawEntry(answer, place, when, words, facts, numbers, unsure) {
  const page = paragraphAt(place).page;
  const where = [answer.force, answer.inspection, numbers.length ? numbered(numbers) : null, page ? `p.\u00a0${page}` : null];
  return element(
    "li",
    { class: unsure ? "entry unsure" : "entry" },
    element("div", { class: "when" }, when),
    element(
      "div",
      { class: "what" },
      element("p", { class: "where" }, element("strong", {}, where[0]), ` · ${where.slice(1).filter(Boolean).join(" · ")}`),
      element("blockquote", {}, element("a", { href: `#${anchor(place)}` }, words)),
      element("p", { class: "quiet" }, unsure ? element("span", { class: "unsure-mark" }, "? to be read") : null, unsure ? " · " : null, facts.filter(Boolean).join(" · ")),
    ),
  );
}
