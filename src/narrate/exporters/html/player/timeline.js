// When what is said and shown, in one edition.

/**
 * @typedef {{index: number, text: string, start: number, end: number}} Spoken
 *   A sentence with its place in the sound, in ms. `index` is its place among the sentences that all editions share,
 *   and -1 if only this edition speaks it; then it has a `text`.
 * @typedef {{slide: number, spoken: number, mark: number, lit: number}} Moment
 *   Which slide is shown, which spoken sentence is the current one, and which mark and part of a figure are on;
 *   -1 where there is none.
 */

/** The index of the last of the rising `times` that is not after `ms`; -1 if there is none. */
function lastNotAfter(times, ms) {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The slides that follow each other under one heading, in the order of the page. */
function partsOf(slides) {
  const parts = [];
  slides.forEach((slide, number) => {
    const part = parts.at(-1);
    if (part && part.id === slide.part) part.last = number;
    else parts.push({ id: slide.part, title: slide.title, first: number, last: number });
  });
  return parts;
}

function editionOf(data, name) {
  const { sound, duration, slides, spoken: rows } = data.editions[name];
  /** @type {Spoken[]} */
  const spoken = rows.map(([what, start, end]) =>
    typeof what === "number" ? { index: what, text: "", start, end } : { index: -1, text: what, start, end });
  const starts = spoken.map((sentence) => sentence.start);
  const places = new Map(spoken.map((sentence, place) => [sentence.index, place]));
  const changes = statesInTime();
  const changeTimes = changes.map((change) => change.at);

  function statesInTime() {
    const found = [];
    data.slides.forEach((slide, number) => {
      found.push({ at: slides[number], mark: -1, lit: -1 });
      for (const [sentence, offset, mark, lit] of slide.states) {
        const from = sentence < 0 ? slides[number] : starts[places.get(sentence)];
        if (from !== undefined) found.push({ at: from + offset, mark, lit });
      }
    });
    return found.sort((one, other) => one.at - other.at);
  }

  /** @returns {Moment} */
  function at(ms) {
    const slide = Math.max(0, lastNotAfter(slides, ms));
    const place = lastNotAfter(starts, ms);
    const { mark, lit } = changes[Math.max(0, lastNotAfter(changeTimes, ms))];
    return { slide, spoken: place >= 0 && starts[place] >= slides[slide] ? place : -1, mark, lit };
  }

  /** The place among the spoken sentences of the shared sentence `index`; -1 if it is not spoken here. */
  const placeOf = (index) => places.get(index) ?? -1;

  /** The time at which a slide has ended. */
  const endOf = (slide) => slides[slide + 1] ?? duration;

  return { name, sound, duration, slides, spoken, starts, at, placeOf, endOf };
}

/** The time in the edition `to` of what is said at `ms` in the edition `from`. */
function sameSentence(from, to, ms) {
  const { slide, spoken } = from.at(ms);
  if (spoken < 0) return to.slides[slide]; // the slide has begun, and nothing is said on it yet
  if (from.spoken[spoken].index >= 0) {
    const { start, end } = to.spoken[to.placeOf(from.spoken[spoken].index)];
    return start + Math.min(ms - from.starts[spoken], end - start);
  }
  // Only the other edition says this: go on with the sentence that comes next in both.
  let place = spoken;
  while (place < from.spoken.length && from.spoken[place].index < 0) place += 1;
  return place < from.spoken.length ? to.starts[to.placeOf(from.spoken[place].index)] : to.duration;
}
