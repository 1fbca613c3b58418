// Places that addresses name: #s-<sentence>, #<heading>, ?at=<part>.<sentence> and ?edition=described.

/** The shared sentences of each part, in order. */
function sentencesOfParts(parts, edition) {
  return parts.map((part) => edition.spoken
    .filter(({ index, start }) =>
      index >= 0 && start >= edition.slides[part.first] && start < edition.endOf(part.last))
    .map(({ index }) => index));
}

function createPlaces(data, parts, standard) {
  const inParts = sentencesOfParts(parts, standard);
  const byId = new Map(data.sentences.map(({ id }, index) => [`s-${id}`, index]));

  /** The shared sentence at "part.sentence", both counted from 1; the nearest one if a part has fewer. */
  function sentenceAt(text) {
    const [, part, sentence] = /^(\d{1,4})\.(\d{1,4})$/.exec(text ?? "") ?? [];
    const sentences = inParts[part - 1] ?? [];
    return sentences[Math.min(sentence, sentences.length) - 1] ?? -1;
  }

  /** "part.sentence" of a shared sentence; "" if there is none. */
  function nameOf(index) {
    const part = inParts.findIndex((sentences) => sentences.includes(index));
    return part < 0 ? "" : `${part + 1}.${inParts[part].indexOf(index) + 1}`;
  }

  /** The shared sentence that an address names; -1 if it names none. */
  function sentenceIn({ hash, search }) {
    const id = decodeURIComponent(hash.slice(1));
    if (byId.has(id)) return byId.get(id);
    const part = id ? parts.findIndex((other) => other.id === id) : -1;
    return part >= 0 ? inParts[part][0] ?? -1 : sentenceAt(new URLSearchParams(search).get("at"));
  }

  return { sentenceIn, sentenceAt, nameOf };
}
