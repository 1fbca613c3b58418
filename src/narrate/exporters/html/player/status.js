// What the player says in words: one line that is seen and read out.

/** @param {HTMLElement} line the element with role=status */
function createStatus(line, phrases) {
  const troubles = {
    slow: phrases.soundSlow,
    refused: phrases.playRefused,
    missing: phrases.soundMissing,
    damaged: phrases.soundDamaged,
  };
  let shown = "";

  function write(text, kind) {
    shown = kind;
    line.textContent = text;
    line.classList.toggle("unseen", kind === "move");
  }

  /** Tell what is wrong with a sound file; "" if nothing is any longer. */
  function trouble(kind, file = "") {
    if (kind) write(fill(troubles[kind], { file }), "trouble");
    else if (shown === "trouble") write("", "");
  }

  return {
    trouble,
    /** For everybody, such as that the sleep timer has stopped the sound. */
    say: (text) => write(text, "news"),
    /** For those who cannot see where a move has led. */
    moved: (text) => write(text, "move"),
    clear: () => shown !== "trouble" && write("", ""),
  };
}
