// Making elements. Text only ever becomes text nodes: nothing of a document can become markup.

const byId = (id) => document.getElementById(id);

/** Make an element; attributes that are null or false are left out, children may be strings, elements or null. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

const percent = (share) => `${Math.round(100 * share)}%`;

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** Write an ISO date in words. */
const dayInWords = (day) => dayFormat.format(new Date(`${day}T00:00:00Z`));
