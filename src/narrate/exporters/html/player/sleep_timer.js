// The sleep timer stops the sound at the end of a sentence.

/** @param {() => void} end called when the sound shall stop */
function createSleepTimer(end) {
  const MINUTE_MS = 60_000;
  let due = Infinity; // by the clock of the device
  let lastPart = null; // or at the end of this part
  let stopAt = -1;
  let sentence = -1;

  function off() {
    due = Infinity;
    lastPart = null;
    stopAt = -1;
  }

  /** @param {string} choice "off", "part", or minutes */
  function set(choice, part) {
    off();
    if (choice === "part") lastPart = part;
    else if (choice !== "off") due = Date.now() + Number(choice) * MINUTE_MS;
  }

  function show(moment, ms, edition) {
    if (lastPart) {
      const last = edition.spoken.findLast(({ start }) => start < edition.endOf(lastPart.last));
      if (ms < last.end) return;
    } else if (Date.now() < due) {
      return;
    } else {
      if (stopAt < 0) {
        sentence = moment.spoken;
        stopAt = edition.spoken[sentence]?.end ?? ms;
      }
      if (ms < stopAt && moment.spoken === sentence) return;
    }
    off();
    end();
  }

  return { set, show };
}
