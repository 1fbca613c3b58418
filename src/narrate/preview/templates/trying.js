// Tries out how a word is said: its sound, how it is said, and the line that makes the script say it so.

/**
 * What the server answers.
 * @typedef {object} Tried
 * @property {string} voice
 * @property {[string, string, string][]} lines written, said, sounds
 * @property {string} entry the line for a lexicon, or empty
 * @property {string[]} warnings
 * @property {string} sound a WAV file in base64
 */

/**
 * @param {string} name
 * @param {string} text
 */
function made(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

/** @param {Tried} tried */
function lines(tried) {
  const list = document.createElement("dl");
  for (const [written, said, sounds] of tried.lines) {
    for (const [name, text] of [["Written", written], ["Said", said], ["Sounds", sounds]]) {
      if (text) list.append(made("dt", name), made("dd", text));
    }
  }
  list.append(made("dt", "Voice"), made("dd", tried.voice));
  return list;
}

/** @param {string} entry */
function forLexicon(entry) {
  const line = made("p", "To keep it, write this line below ");
  line.append(made("code", "pronounce:"), " at the top of the script, two spaces from the edge, or into a lexicon: ");
  const code = made("code", entry);
  const copy = made("button", "Copy");
  copy.type = "button";
  copy.setAttribute("aria-label", `Copy the line ${entry}`);
  copy.onclick = async () => {
    await navigator.clipboard.writeText(entry);
    copy.textContent = "Copied";
  };
  line.append(code, " ", copy);
  return line;
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} result
 * @param {{play: (sound: Blob) => void}} hearing
 */
export function startTrying(form, result, hearing) {
  form.onsubmit = async (event) => {
    event.preventDefault();
    result.replaceChildren(made("p", "…"));
    const answer = await fetch("try", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(Object.fromEntries(new FormData(form))),
    }).catch(() => null);
    if (!answer?.ok) {
      result.replaceChildren(made("p", answer ? await answer.text() : "The preview does not answer."));
      return;
    }
    /** @type {Tried} */
    const tried = await answer.json();
    result.replaceChildren(lines(tried), ...tried.warnings.map((text) => made("p", text)));
    if (tried.entry) result.append(forLexicon(tried.entry));
    const bytes = Uint8Array.from(atob(tried.sound), (sign) => sign.charCodeAt(0));
    hearing.play(new Blob([bytes], { type: "audio/wav" }));
  };
}
