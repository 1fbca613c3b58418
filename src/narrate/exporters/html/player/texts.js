// Words of the interface stand in the page; only their gaps are filled here.

/** Fill `{name}` in a phrase. Each value keeps its own direction of writing. */
function fill(phrase, values) {
  return phrase.replace(/\{(\w+)\}/g, (_, name) => `\u2068${values[name]}\u2069`);
}

/** "2:04", or "1:02:04" from an hour on. */
function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** "2 min 4 s", in the language of the interface. */
function inWords(ms, phrases) {
  const seconds = Math.round(ms / 1000);
  return fill(phrases.length, { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

/** Digits of any script as those of ASCII: digits follow each other in Unicode, from 0 to 9. */
function plainDigits(text) {
  return text.replace(/\p{Nd}/gu, (digit) => {
    let zero = digit.codePointAt(0);
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String((digit.codePointAt(0) - zero) % 10);
  });
}

/**
 * What somebody typed to go to: a time, or the number of a slide.
 * @returns {{ms: number} | {slide: number} | null} null if it is neither, or beyond the end
 */
function placeTyped(text, edition) {
  const typed = plainDigits(text).trim();
  const time = /^(?:(\d{1,2})[:.])?(\d{1,3})[:.](\d{2})$/.exec(typed);
  if (time) {
    const ms = ((Number(time[1] ?? 0) * 60 + Number(time[2])) * 60 + Number(time[3])) * 1000;
    return ms < edition.duration ? { ms } : null;
  }
  const slide = /^\d{1,4}$/.test(typed) ? Number(typed) - 1 : -1;
  return slide >= 0 && slide < edition.slides.length ? { slide } : null;
}
