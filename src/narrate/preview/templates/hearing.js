// Plays sentences, and sounds that were made to try something out.

/**
 * @param {HTMLAudioElement} sound
 * @param {HTMLElement} told says why something cannot be heard
 */
export function makeHearing(sound, told) {
  /** @type {string[]} the sentences that follow */
  let next = [];

  /** @param {Blob} blob */
  async function play(blob) {
    URL.revokeObjectURL(sound.src);
    sound.src = URL.createObjectURL(blob);
    try {
      await sound.play();
    } catch (error) {
      if (error.name === "NotAllowedError") told.textContent = "The browser allows no sound yet. Press Hear.";
    }
  }

  /** @param {string} sentence the id of a sentence */
  async function hear(sentence) {
    told.textContent = "";
    const answer = await fetch("hear", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sentence }),
    }).catch(() => null);
    if (answer?.ok) await play(await answer.blob());
    else told.textContent = answer ? await answer.text() : "The preview does not answer.";
  }

  /** @param {string[]} ids */
  function hearAll(ids) {
    next = ids.slice(1);
    if (ids.length) hear(ids[0]);
  }

  sound.onended = () => hearAll(next);
  return { hear: (/** @type {string} */ id) => hearAll([id]), hearAll, play };
}
