// The words of the page: the current sentence is marked, and a click on a word plays from there.

/**
 * @param {HTMLElement} words the element with all the articles
 * @param data the timeline in the page
 * @param {(index: number, within: number) => void} choose called with a shared sentence and the ms until the word
 */
function createWords(words, data, choose) {
  const elements = data.sentences.map(({ id }) => document.getElementById(`s-${id}`));
  const indexes = new Map(elements.map((element, index) => [element, index]));
  let current = -1;
  let follows = true;

  /** The offset of a word in its sentence, in ms, by the place that was clicked. */
  function offsetAt(event, index) {
    const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    const range = caret ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
    const character = caret?.offset ?? range?.startOffset ?? 0;
    const word = data.sentences[index].words.findLast(([first]) => first <= character);
    return word ? word[2] : 0;
  }

  document.addEventListener("click", (event) => {
    const element = event.target.closest(".sentence");
    if (!indexes.has(element) || String(getSelection())) return;
    const index = indexes.get(element);
    choose(index, offsetAt(event, index));
  });

  function inSight(element) {
    const box = element.getBoundingClientRect();
    const frame = scrolls() ? words.getBoundingClientRect() : { top: 0, bottom: innerHeight * 0.8 };
    return box.top >= frame.top && box.bottom <= frame.bottom;
  }

  /** Whether the words scroll by themselves, beside the stage, and not with the page. */
  const scrolls = () => getComputedStyle(words).overflowY === "auto";

  /** What scrolls by itself must be reached with the keyboard, and so needs a name. */
  function beReachable() {
    const attributes = { tabindex: "0", role: "region", "aria-labelledby": "words-name" };
    for (const [name, value] of Object.entries(attributes)) {
      if (scrolls()) words.setAttribute(name, value);
      else words.removeAttribute(name);
    }
  }

  /** Keep the current sentence in sight: always beside the stage; in the page only if the one before was in sight. */
  function follow(before, element) {
    if (!follows || inSight(element)) return;
    if (scrolls()) {
      const { top } = words.getBoundingClientRect();
      words.scrollTop += element.getBoundingClientRect().top - top - words.clientHeight / 3;
    } else if (before && inSight(before)) {
      element.scrollIntoView({ block: "center" });
    }
  }

  function show(index) {
    if (index === current) return;
    const before = elements[current];
    before?.removeAttribute("aria-current");
    current = index;
    const element = elements[current];
    if (!element) return;
    element.setAttribute("aria-current", "true");
    if (words.contains(element)) follow(before, element);
  }

  addEventListener("resize", beReachable);

  /** The text of a spoken sentence. The page shows it, unless it is only for listening. */
  function textOf({ index, text }) {
    return text || elements[index]?.textContent || data.sentences[index]?.text || "";
  }

  return { show, textOf, beReachable, setFollow: (on) => { follows = on; } };
}
