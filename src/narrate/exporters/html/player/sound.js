// The sound: one file for an edition, in one audio element, played by seeking. Nothing is fetched before Play.

/**
 * @param {HTMLAudioElement} audio
 * @param {{changed: () => void, moved: () => void, trouble: (kind: string, file: string) => void}} tell
 *   `changed`: plays or no longer plays. `moved`: the sound is at another place. `trouble`: "slow", "refused",
 *   "missing", "damaged", and "" when it is over.
 */
function createSound(audio, tell) {
  const SLOW_MS = 1500;
  const EARLY_MS = 2000;
  const blobs = new Map(); // files as addresses of what was fetched whole, where a server cannot seek
  let file = "";
  let duration = 0;
  let place = 0; // where the sound shall be while it is not there yet
  let wanted = false; // somebody has pressed Play
  let ready = false;
  let reached = 0; // how far the sound has been heard
  let slow = 0;

  function time() {
    return ready && !audio.seeking ? audio.currentTime * 1000 : place;
  }

  function choose(next, length, ms) {
    const opened = audio.hasAttribute("src");
    file = next;
    duration = length;
    place = reached = ms;
    ready = false;
    if (opened && wanted) open();
    else audio.removeAttribute("src");
  }

  function open() {
    ready = false;
    audio.src = blobs.get(file) ?? file;
    if (wanted) start();
  }

  function play() {
    if (wanted) return;
    wanted = true;
    if (time() >= duration) place = reached = 0;
    tell.trouble("");
    tell.changed();
    if (audio.hasAttribute("src") && !audio.error) start();
    else open();
  }

  function start() {
    waiting();
    audio.play().catch((error) => {
      if (error.name !== "NotAllowedError") return; // another file was chosen, or "error" tells what is wrong
      stop();
      tell.trouble("refused", file);
    });
  }

  function stop() {
    if (ready && !audio.seeking) place = audio.currentTime * 1000;
    wanted = false;
    arrived();
    tell.changed();
  }

  function pause() {
    audio.pause();
    if (wanted) stop();
  }

  function go(ms) {
    place = Math.max(0, Math.min(ms, duration));
    reached = place;
    if (ready) seek();
    tell.moved();
  }

  function seek() {
    const seekable = audio.seekable.length ? audio.seekable.end(audio.seekable.length - 1) * 1000 : 0;
    if (place <= seekable || place >= duration) audio.currentTime = place / 1000;
    else fetchWhole();
  }

  /** Some servers send files from the start only, so that a browser cannot seek. Then the file is fetched whole. */
  async function fetchWhole() {
    const name = file;
    if (blobs.has(name)) return;
    ready = false;
    audio.pause();
    if (wanted) waiting();
    try {
      const answer = await fetch(name);
      if (!answer.ok) throw new Error(answer.statusText);
      blobs.set(name, URL.createObjectURL(await answer.blob()));
      if (name === file) open();
    } catch {
      if (name === file) fail("missing");
    }
  }

  function waiting() {
    clearTimeout(slow);
    slow = setTimeout(() => tell.trouble("slow", file), SLOW_MS);
  }

  function arrived() {
    clearTimeout(slow);
    tell.trouble("");
  }

  function fail(kind) {
    if (wanted) stop();
    tell.trouble(kind, file);
  }

  /** Whether the file is missing or damaged: a server says so; of files, Chromium has no message if one is damaged. */
  async function causeOfError() {
    if (audio.error.code === MediaError.MEDIA_ERR_DECODE) return "damaged";
    if (!location.protocol.startsWith("http")) return audio.error.message ? "missing" : "damaged";
    const answer = await fetch(file, { method: "HEAD" }).catch(() => null);
    return answer?.ok ? "damaged" : "missing";
  }

  audio.addEventListener("loadedmetadata", () => {
    ready = true;
    if (place > 0) seek();
  });
  audio.addEventListener("seeked", () => {
    if (!ready) return;
    if (Math.abs(audio.currentTime * 1000 - place) > 1000) fetchWhole();
    else tell.moved();
  });
  audio.addEventListener("playing", arrived);
  audio.addEventListener("waiting", () => wanted && waiting());
  audio.addEventListener("timeupdate", () => {
    if (!ready || audio.seeking) return;
    if (!audio.paused) arrived();
    if (!audio.ended) reached = audio.currentTime * 1000;
    tell.moved();
  });
  audio.addEventListener("pause", () => {
    // Someone else stopped it: a headset, a phone call. At the end, "ended" follows.
    if (wanted && ready && !audio.ended) stop();
  });
  audio.addEventListener("ended", () => {
    const early = duration - reached > EARLY_MS; // Chromium jumps to the end of a file that is cut off
    stop();
    if (early) tell.trouble("damaged", file);
  });
  audio.addEventListener("error", async () => {
    if (!audio.hasAttribute("src")) return;
    const name = file;
    ready = false;
    if (wanted) stop();
    const kind = await causeOfError();
    if (name === file) tell.trouble(kind, name);
  });

  function setSpeed(speed) {
    audio.defaultPlaybackRate = speed;
    audio.playbackRate = speed;
    audio.preservesPitch = true;
  }

  return { time, choose, play, pause, go, setSpeed, isPlaying: () => wanted };
}
