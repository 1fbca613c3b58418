// Shows the page that was built, and the next one at the same place. A page that is playing is not interrupted.

/** @param {HTMLIFrameElement} frame */
function isPlaying(frame) {
  const media = frame.contentDocument?.querySelectorAll("audio, video") ?? [];
  return (
    frame.contentWindow?.navigator.mediaSession?.playbackState === "playing" ||
    [...media].some((one) => !one.paused && !one.ended)
  );
}

/**
 * @param {HTMLIFrameElement} frame
 * @param {HTMLElement} nothing shown until there is a page
 * @param {HTMLElement} waiting shown while a new page waits
 * @param {HTMLButtonElement} button shows the page that waits
 */
export function makeFrame(frame, nothing, waiting, button) {
  let number = 0;
  let place = { x: 0, y: 0 };

  function renew() {
    waiting.hidden = true;
    const shown = frame.contentWindow;
    place = { x: shown.scrollX, y: shown.scrollY };
    shown.location.reload();
  }

  function renewWhenQuiet() {
    if (!waiting.hidden && !isPlaying(frame)) renew();
  }

  frame.addEventListener("load", () => {
    frame.contentWindow.scrollTo(place.x, place.y);
    // events of sound do not rise, but can be seen on their way down; the player says at the same time that it has paused
    for (const name of ["pause", "ended"]) {
      frame.contentDocument.addEventListener(name, () => setTimeout(renewWhenQuiet), true);
    }
  });
  button.onclick = renew;

  /** @param {import("./main.js").Page} page */
  function show(page) {
    if (page.number === number) return;
    const isFirst = number === 0;
    number = page.number;
    if (isFirst) {
      nothing.hidden = true;
      frame.hidden = false;
      frame.src = page.address;
    } else if (isPlaying(frame)) {
      waiting.hidden = false;
    } else {
      renew();
    }
  }

  return { show };
}
