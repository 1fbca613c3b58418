// Builds the player out of its parts.

const root = document.documentElement;
const byId = (id) => document.getElementById(id);

function startPlayer() {
  const data = JSON.parse(byId("timeline").textContent);
  const box = byId("player");
  const phrases = box.dataset;
  const parts = partsOf(data.slides);
  const memory = createMemory(data.topic);
  const status = createStatus(byId("status"), phrases);

  const words = createWords(byId("words"), data, (index, within) => move(() => player.goToSentence(index, within)));
  const stage = createStage(byId("stage"), data, words.textOf);
  const seekBar = createSeekBar(byId("seek"), byId("time"), byId("duration"), phrases,
    (ms) => move(() => player.go(ms)));
  const sound = createSound(byId("sound"), {
    changed,
    moved: () => player.paintWhilePlaying(),
    trouble: status.trouble,
  });
  const player = createPlayer(data, sound, show);
  const partList = createParts(byId("parts"), parts, phrases, playPart);
  const places = createPlaces(data, parts, player.edition());
  const session = createSession(player, data);
  const sleepTimer = createSleepTimer(() => {
    player.pause();
    byId("sleep").value = "off";
    status.say(phrases.sleepEnded);
  });

  function show(moment, ms) {
    const edition = player.edition();
    stage.show(moment, edition, player.isPlaying());
    words.show(edition.spoken[moment.spoken]?.index ?? -1);
    partList.show(moment.slide);
    seekBar.show(ms);
    if (!player.isPlaying()) return;
    session.show(moment.slide);
    sleepTimer.show(moment, ms, edition);
    keepPlace(moment, ms);
  }

  let keptSentence = -1;
  function keepPlace(moment, ms) {
    if (moment.spoken === keptSentence || moment.spoken < 0) return;
    keptSentence = moment.spoken;
    const { name, spoken } = player.edition();
    memory.keepPlace({
      sentence: data.sentences[spoken[moment.spoken].index]?.id, at: places.nameOf(sharedSentence()), time: ms, edition: name,
    });
  }

  /** The shared sentence that is said or was said last; that comes next where a slide begins; -1 before the first. */
  function sharedSentence() {
    const { spoken, starts } = player.edition();
    const place = lastNotAfter(starts, player.time());
    const shared = ({ index }) => index >= 0;
    const next = place >= 0 && player.moment().spoken < 0 ? spoken.slice(place + 1).find(shared) : null;
    return (next ?? spoken.slice(0, place + 1).findLast(shared))?.index ?? -1;
  }

  function changed() {
    const playing = player.isPlaying();
    root.classList.toggle("playing", playing);
    if (playing) {
      byId("resume").hidden = true;
      status.clear();
    }
    player.paintWhilePlaying();
  }

  /** Make a move; who cannot see where it leads is told, unless the sound says so itself. */
  function move(action) {
    const before = player.moment();
    action();
    if (player.isPlaying()) return;
    const { slide, spoken } = player.moment();
    keepPlace(player.moment(), player.time());
    const sentence = player.edition().spoken[spoken];
    const text = sentence ? words.textOf(sentence) : "";
    const where = fill(phrases.nowAt, { number: slide + 1, total: data.slides.length, title: data.slides[slide].title });
    status.moved(slide === before.slide && text ? text : `${where}. ${text}`);
  }

  function playPart(part) {
    player.goToSlide(part.first);
    player.play();
  }

  function chooseEdition(described) {
    player.choose(described ? "described" : "standard");
    partList.measure(player.edition());
    seekBar.measure(player.edition());
    player.paintWhilePlaying();
  }

  const moves = {
    back: player.back,
    "next-sentence": player.nextSentence,
    "previous-slide": player.previousSlide,
    "next-slide": player.nextSlide,
  };
  for (const [id, action] of Object.entries(moves)) byId(id).addEventListener("click", () => move(action));
  byId("play").addEventListener("click", player.toggle);
  byId("print").addEventListener("click", () => print());

  byId("copy-link").addEventListener("click", copyLink);

  const describe = byId("describe");
  const asked = new URLSearchParams(location.search).get("edition");
  if (!player.has("described")) describe.closest("label").hidden = true;
  const shortcuts = createShortcuts({
    k: player.toggle,
    j: () => move(player.back),
    l: () => move(player.nextSentence),
    p: () => move(player.previousSlide),
    n: () => move(player.nextSlide),
    d: () => player.has("described") && describe.click(),
  });
  bindChoices(memory, {
    describe: chooseEdition,
    speed: (value) => sound.setSpeed(Number(value)),
    size: (value) => { root.dataset.size = value; },
    theme: (value) => { root.dataset.theme = value; },
    captions: (on) => { byId("caption").hidden = !on; },
    shortcuts: shortcuts.setOn,
    follow: words.setFollow,
  });
  if (asked && player.has(asked)) {
    describe.checked = asked === "described";
    chooseEdition(describe.checked);
  }
  byId("sleep").addEventListener("change", ({ target }) => {
    const { slide } = player.moment();
    sleepTimer.set(target.value, parts.find((part) => slide <= part.last));
  });

  byId("go-to").addEventListener("submit", (event) => {
    event.preventDefault();
    const input = byId("place");
    const typed = placeTyped(input.value, player.edition());
    if (!typed) {
      status.say(fill(phrases.goToUnknown, { text: input.value, total: data.slides.length }));
      input.focus();
      return;
    }
    move(() => ("ms" in typed ? player.go(typed.ms) : player.goToSlide(typed.slide)));
  });

  function query() {
    const at = places.nameOf(sharedSentence());
    const described = player.edition().name === "described" ? "&edition=described" : "";
    return `?at=${at}${described}`;
  }
  offerLanguages(byId("languages"), data.language, query);

  /** The address of this page at the current sentence. */
  function linkHere() {
    const described = player.edition().name === "described" ? "?edition=described" : "";
    const { id } = data.sentences[Math.max(0, sharedSentence())];
    return new URL(`${location.pathname}${described}#s-${id}`, location.href).href;
  }

  function copyLink() {
    const link = linkHere();
    navigator.clipboard?.writeText(link).catch(() => {}); // where a page may not copy, people can
    status.say(link);
  }

  function goToAddress() {
    const sentence = places.sentenceIn(location);
    if (sentence >= 0) player.goToSentence(sentence);
    return sentence >= 0;
  }
  addEventListener("hashchange", goToAddress);

  function offerToGoOn() {
    const { at, time } = memory.place();
    const sentence = data.sentences.findIndex(({ id }) => id === memory.place().sentence);
    const index = sentence >= 0 ? sentence : places.sentenceAt(at);
    if (!(index > 0)) return;
    const place = player.edition().starts[player.edition().placeOf(index)];
    byId("go-on").textContent = fill(phrases.resume, {
      time: clock(place ?? time), title: data.slides[player.edition().at(place).slide].title,
    });
    byId("go-on").addEventListener("click", () => {
      player.goToSentence(index);
      player.play();
    });
    byId("resume").hidden = false;
  }

  root.classList.add("scripted");
  box.hidden = false;
  byId("words-bar").hidden = false;
  words.beReachable();
  for (const hidden of document.querySelectorAll("[data-catalogue]")) {
    hidden.hidden = !location.protocol.startsWith("http");
  }
  if (!goToAddress()) offerToGoOn();
  player.paintWhilePlaying();
}

startPlayer();
