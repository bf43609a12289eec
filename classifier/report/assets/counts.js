// The overview: counts with the range in which they are likely to be true.

/** Count a stance; the range is that of classifier/report/figures.py, where it is explained. */
function likely(shown, stance) {
  let mean = 0;
  let variance = 0;
  for (const { paragraph } of shown) {
    const probability = paragraph.probabilities[stance];
    mean += probability;
    variance += probability * (1 - probability);
  }
  const spread = 1.96 * Math.sqrt(variance);
  const found = shown.filter(({ paragraph }) => paragraph.stances[0] === stance);
  return {
    found: found.length,
    unsure: found.filter(({ paragraph }) => paragraph.unsure).length,
    low: Math.max(0, Math.floor(mean - spread + 1e-6)),
    high: Math.min(shown.length, Math.ceil(mean + spread - 1e-6)),
  };
}

function chip(stance, unsure = false) {
  const { letter } = data.stances[stance];
  return element("span", { class: `chip stance-${stance}${unsure ? " unsure" : ""}`, "aria-hidden": "true" }, letter, unsure ? element("span", { class: "query" }, "?") : null);
}

function showCounts() {
  const shown = responses.filter((response) => response.shown);
  const recommendations = data.answers.flatMap((answer) => answer.recommendations.filter((item) => recommendationShown(item, answer)));
  showHeadline(shown, recommendations);
  const rows = data.stances.map(({ name }, stance) => {
    const { found, low, high, unsure } = likely(shown, stance);
    const overall = recommendations.filter((item) => item.stance === stance).length;
    const bar = element("span", { class: `bar stance-${stance}` });
    bar.style.inlineSize = `${shown.length ? (100 * found) / shown.length : 0}%`;
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, chip(stance), " ", name),
      number(found),
      element("td", { class: "number" }, shown.length ? percent(found / shown.length) : "–", element("span", { class: "track", "aria-hidden": "true" }, bar)),
      element("td", { class: "number" }, `${low} to ${high}`),
      number(unsure),
      number(overall),
    );
  });
  const heads = ["stance", "paragraphs", "share", "likely", "of them unsure", "recommendations (overall)"];
  const head = element("tr", {}, heads.map((text, place) => element("th", { scope: "col", class: place ? "number" : null }, text)));
  const table = element("table", { class: "counts" }, element("thead", {}, head), element("tbody", {}, rows));
  byId("counts").replaceChildren(element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Counts of stances" }, table));
  showLate();
}

const number = (value) => element("td", { class: "number" }, value.toLocaleString("en-GB"));

function showHeadline(shown, recommendations) {
  const covered = (coverage) => recommendations.filter((item) => item.coverage === coverage).length;
  const overdue = data.deferrals.filter((entry) => deferralShown(entry) && !entry.check && entry.overdue > 0).length;
  const sureDeferrals = data.deferrals.filter((entry) => deferralShown(entry) && !entry.check).length;
  const sureDisputes = disputes().filter(({ paragraph }) => !paragraph.unsure).length;
  const figures = [
    [shown.length, "response paragraph", `${shown.filter(({ paragraph }) => paragraph.unsure).length.toLocaleString("en-GB")} unsure, to be read`],
    [recommendations.length, "recommendation", `${covered("not_answered")} not answered, ${covered("remarks_only")} by remarks only`],
    [sureDeferrals, "deferral", `${overdue} past the deadline`],
    [sureDisputes, "dispute", `${disputes().length - sureDisputes} more to check`],
  ];
  if (data.dispute === null) figures.pop();
  byId("headline").replaceChildren(
    ...figures.map(([value, name, note]) => element("div", {}, element("dt", {}, value === 1 ? name : `${name}s`), element("dd", {}, value.toLocaleString("en-GB")), element("dd", { class: "note" }, note))),
  );
}

/** List the responses that came after the last day. */
function showLate() {
  const known = data.answers.filter((answer) => answer.late !== null && answerWanted(answer));
  byId("late").hidden = known.length === 0;
  const late = known.filter((answer) => answer.late > 0).sort((one, other) => other.late - one.late);
  byId("late").replaceChildren(
    element("summary", {}, `${plural(late.length, "response")} of ${known.length} whose dates are known came after the last day`),
    element(
      "ul",
      {},
      late.map((answer) =>
        element(
          "li",
          {},
          element("a", { href: `#${documentAnchor(answer.documents[0])}` }, `${answer.force}, ${answer.inspection}`),
          `: ${plural(answer.late, "day")} late (due ${dayInWords(answer.due)}, responded ${dayInWords(answer.responded)})`,
        ),
      ),
    ),
  );
}
