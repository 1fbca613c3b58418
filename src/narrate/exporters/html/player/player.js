// The player: which edition plays, where it is, and the moves a listener can make.

const NEW_SENTENCE_MS = 1500; // until then "back" goes to the sentence before, afterwards to the start of this one

/**
 * @param data the timeline in the page
 * @param sound what `createSound` returns
 * @param {(moment: import("./timeline.js").Moment, ms: number) => void} show called whenever something may have changed
 */
function createPlayer(data, sound, show) {
  const editions = Object.fromEntries(Object.keys(data.editions).map((name) => [name, editionOf(data, name)]));
  let edition = editions.standard;
  let painting = false;
  sound.choose(edition.sound, edition.duration, 0);

  function paint() {
    const ms = sound.time();
    show(edition.at(ms), ms);
  }

  /** `timeupdate` comes four times a second only, so each frame asks for the time. */
  function paintWhilePlaying() {
    paint();
    if (painting || !sound.isPlaying()) return;
    painting = true;
    requestAnimationFrame(function frame() {
      paint();
      painting = sound.isPlaying();
      if (painting) requestAnimationFrame(frame);
    });
  }

  function choose(name) {
    if (!editions[name] || name === edition.name) return;
    const ms = sameSentence(edition, editions[name], sound.time());
    edition = editions[name];
    sound.choose(edition.sound, edition.duration, ms);
    paint();
  }

  function go(ms) {
    sound.go(ms);
  }

  function goToSlide(number) {
    go(edition.slides[Math.max(0, Math.min(number, edition.slides.length - 1))]);
  }

  /** Go to a sentence that all editions share; `within` ms after its start. */
  function goToSentence(index, within = 0) {
    const place = edition.placeOf(index);
    if (place >= 0) go(edition.starts[place] + within);
  }

  function back() {
    const place = lastNotAfter(edition.starts, sound.time());
    const repeat = place >= 0 && sound.time() - edition.starts[place] >= NEW_SENTENCE_MS;
    go(edition.starts[Math.max(0, repeat ? place : place - 1)]);
  }

  function nextSentence() {
    const place = lastNotAfter(edition.starts, sound.time()) + 1;
    if (place < edition.starts.length) go(edition.starts[place]);
  }

  function previousSlide() {
    const { slide } = edition.at(sound.time());
    goToSlide(sound.time() - edition.slides[slide] >= NEW_SENTENCE_MS ? slide : slide - 1);
  }

  function nextSlide() {
    goToSlide(edition.at(sound.time()).slide + 1);
  }

  function toggle() {
    if (sound.isPlaying()) sound.pause();
    else sound.play();
  }

  return {
    choose, go, goToSlide, goToSentence, back, nextSentence, previousSlide, nextSlide, toggle, paintWhilePlaying,
    play: sound.play, pause: sound.pause, isPlaying: sound.isPlaying, time: sound.time,
    has: (name) => name in editions,
    edition: () => edition,
    moment: () => edition.at(sound.time()),
  };
}
