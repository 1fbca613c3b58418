// Lists what is wrong with the script: where, what, and what to do.

/**
 * @typedef {object} Problem
 * @property {"error" | "warning" | "advice"} severity
 * @property {string} message
 * @property {string} hint
 * @property {string} file
 * @property {number} line
 * @property {string} text the line itself
 * @property {string} sentence the id of the sentence, or empty
 */

const KINDS = { error: "Error", warning: "Warning", advice: "Advice" };
let shown = "";

/**
 * @param {string} name
 * @param {string} text
 * @param {string} [kind] a class
 */
function made(name, text, kind = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

/**
 * @param {Problem} problem
 * @param {import("./main.js").Page | null} page
 */
function item(problem, page) {
  const item = made("li", "", problem.severity);
  const where = problem.line ? `line ${problem.line} of ${problem.file}` : problem.file;
  const head = made("p", "");
  head.append(made("span", KINDS[problem.severity], "kind"), `, ${where}`);
  item.append(head);
  if (problem.text) {
    const line = made("blockquote", problem.text, "line");
    line.dir = "auto";
    if (page) line.lang = page.language;
    item.append(line);
  }
  item.append(made("p", `What is wrong: ${problem.message}`));
  if (problem.hint) item.append(made("p", `What to do: ${problem.hint}`));
  if (problem.sentence && page) {
    const link = made("a", "Show this sentence on the page");
    link.href = `${page.address}#s-${encodeURIComponent(problem.sentence)}`;
    link.target = "page";
    item.append(link);
  }
  return item;
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} none shown if there are no problems
 * @param {import("./main.js").Known} known
 */
export function showProblems(list, none, known) {
  const now = JSON.stringify([known.problems, known.cause, known.page?.address]);
  if (now === shown) return;
  shown = now;
  const hadFocus = list.contains(document.activeElement);
  const items = known.problems.map((problem) => item(problem, known.page));
  if (known.cause) {
    const cause = made("li", "", "error");
    cause.append(made("p", known.cause));
    items.unshift(cause);
  }
  list.replaceChildren(...items);
  none.hidden = items.length > 0;
  if (hadFocus) document.getElementById("problems-title").focus();
}
