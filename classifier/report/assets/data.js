// The data of the report, and where things stand in it. A place is [document, paragraph].

const data = JSON.parse(byId("data").textContent);

const anchor = ([number, index]) => `d${number + 1}-p${index + 1}`;
const documentAnchor = (number) => `d${number + 1}`;
const paragraphAt = ([number, index]) => data.documents[number].paragraphs[index];
const answerOf = (number) => data.answers[data.documents[number].answer];

/** All response paragraphs, with their places; `shown` is what the filters leave. */
const responses = data.documents.flatMap((document, number) =>
  document.paragraphs.flatMap((paragraph, index) => (paragraph.stances ? [{ place: [number, index], paragraph, shown: true }] : [])),
);
const responseAt = new Map(responses.map((response) => [response.place.join(), response]));
const isShown = (place) => responseAt.get(place.join())?.shown ?? false;

/** The passages of a paragraph to highlight; a paragraph without a tag has none. */
const highlights = (paragraph) => paragraph.marks ?? [];

/** Name recommendations as they are written: "rec. 4", "AFI 2". */
function numbered(numbers) {
  const plain = numbers.filter((number) => /^\d/.test(number));
  const others = numbers.filter((number) => !/^\d/.test(number));
  return [...(plain.length ? [`rec. ${plain.join(", ")}`] : []), ...others].join(", ");
}
