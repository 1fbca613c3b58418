// The page around the page: it listens to the server and hands each change on to its parts.

import { makeFrame } from "./frame.js";
import { makeHearing } from "./hearing.js";
import { showProblems } from "./problems.js";
import { makeSentences } from "./sentences.js";
import { startTrying } from "./trying.js";

/**
 * What the server knows, as it sends it with each change.
 * @typedef {object} Known
 * @property {"building" | "ready" | "broken"} phase
 * @property {string} said what is going on, in words
 * @property {import("./problems.js").Problem[] | null} problems null until the first build has ended
 * @property {string} cause why it could not be built although nothing is wrong with the script
 * @property {string[]} notices
 * @property {import("./sentences.js").Sentence[]} new the sentences that the page before did not have
 * @property {number} listing changes when more is known of the sentences
 * @property {Page | null} page
 */

/**
 * The page that was built. Its number grows with each build that changed something.
 * @typedef {{number: number, address: string, title: string, language: string, direction: string}} Page
 */

/** @param {string} id */
const element = (id) => document.getElementById(id);

const hearing = makeHearing(element("sound"), element("heard"));
const frame = makeFrame(element("page"), element("no-page"), element("waiting"), element("show-new"));
const sentences = makeSentences(element("all"), element("all-list"), element("new"), element("no-new"), hearing);
let latest = 0;

/** @param {Known} known */
function show(known) {
  document.body.className = known.phase;
  if (element("said").textContent !== known.said) element("said").textContent = known.said;
  element("notices").hidden = known.notices.length === 0;
  element("notices").replaceChildren(...known.notices.map((text) => {
    const item = document.createElement("li");
    item.textContent = text;
    return item;
  }));
  if (known.problems) showProblems(element("problems"), element("no-problems"), known);
  if (!known.page) return;
  const isNew = known.page.number !== latest;
  if (isNew && latest && element("at-once").checked) hearing.hearAll(known.new.map((one) => one.id));
  latest = known.page.number;
  sentences.show(known);
  frame.show(known.page);
}

const events = new EventSource("events");
events.onmessage = (event) => show(JSON.parse(event.data));
events.onerror = () => {
  element("said").textContent = "The preview has ended. Start it again and open the new address.";
};

element("again").onclick = () =>
  fetch("build", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });
startTrying(element("trying"), element("tried"), hearing);
