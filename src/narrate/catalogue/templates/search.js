// Filters the list of topics by the words that are typed. Without this script, the list is whole and the box is hidden.

/** Letters that Unicode does not take apart into a letter and an accent. */
const PLAIN = { æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ß: "ss", ı: "i", "\u0640": "" };

const box = document.querySelector("[role=search]");
const field = box.querySelector("input");
const status = box.querySelector("[role=status]");
const topics = [...document.querySelectorAll(".topics > li")].map((item) => ({
  item,
  title: folded(item.querySelector("a").textContent),
}));
const sections = [...document.querySelectorAll("main > section")];

/**
 * Returns the text without case, accents and invisible signs, so that "corazon" finds "Corazón".
 * @param {string} text
 */
function folded(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(/[\p{Diacritic}\p{Cf}\u0653-\u0655]/gu, "");
  return plain.replace(/[æœøđðłßı\u0640]/g, (letter) => PLAIN[letter]);
}

/** Shows the topics whose title has every word that was typed, and says how many there are. */
function filter() {
  const words = folded(field.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { item, title } of topics) {
    item.hidden = !words.every((word) => title.includes(word));
    count += item.hidden ? 0 : 1;
  }
  for (const section of sections) {
    section.hidden = !section.querySelector(".topics > li:not([hidden])");
  }
  status.textContent = count ? status.dataset.found.replace("{count}", count) : status.dataset.none;
}

box.hidden = false;
field.addEventListener("input", filter);
addEventListener("pageshow", filter); // the browser puts the typed words back when a reader returns
