// Lists the sentences, each with a button to hear it: those that are new, and all of them by slide.

/**
 * @typedef {{id: string, text: string, line: number}} Sentence
 * @typedef {{heading: string, sentences: Sentence[]}} Part
 */

/**
 * @param {HTMLDetailsElement} all
 * @param {HTMLElement} allList
 * @param {HTMLElement} newList
 * @param {HTMLElement} noNew shown if there are no new sentences
 * @param {{hear: (id: string) => void}} hearing
 */
export function makeSentences(all, allList, newList, noNew, hearing) {
  let listing = 0;
  let listed = 0;
  /** @type {import("./main.js").Page} */
  let page;

  /** @param {Sentence} sentence */
  function item(sentence) {
    const item = document.createElement("li");
    item.className = "sentence";
    const words = document.createElement("p");
    if (sentence.line) words.append(`Line ${sentence.line}: `);
    const link = document.createElement("a");
    link.textContent = sentence.text;
    link.lang = page.language;
    link.dir = page.direction;
    link.href = `${page.address}#s-${encodeURIComponent(sentence.id)}`;
    link.target = "page";
    words.append(link);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Hear";
    button.setAttribute("aria-label", `Hear: ${sentence.text}`);
    button.onclick = () => hearing.hear(sentence.id);
    item.append(words, button);
    return item;
  }

  /** @param {Sentence[]} sentences */
  function showNew(sentences) {
    const hadFocus = newList.contains(document.activeElement);
    newList.replaceChildren(...sentences.map(item));
    noNew.hidden = sentences.length > 0;
    if (hadFocus) document.getElementById("new-title").focus();
  }

  /** Fill the list of all sentences, if it is open and out of date. */
  async function listAll() {
    if (!all.open || listed === listing) return;
    listed = listing;
    const answer = await fetch("sentences");
    /** @type {{parts: Part[]}} */
    const { parts } = await answer.json();
    const hadFocus = allList.contains(document.activeElement);
    allList.replaceChildren(...parts.flatMap((part) => {
      const heading = document.createElement("h3");
      heading.textContent = part.heading;
      heading.lang = page.language;
      heading.dir = page.direction;
      const list = document.createElement("ul");
      list.className = "list";
      list.append(...part.sentences.map(item));
      return [heading, list];
    }));
    if (hadFocus) all.querySelector("summary").focus();
  }
  all.ontoggle = listAll;

  /** @param {import("./main.js").Known} known */
  function show(known) {
    page = known.page;
    if (known.listing === listing) return;
    listing = known.listing;
    showNew(known.new);
    listAll();
  }

  return { show };
}
