// The stage: the picture of the current slide with its lit part, or large words where a slide has no picture.

/**
 * @param {HTMLElement} stage
 * @param data the timeline in the page
 * @param {(spoken: import("./timeline.js").Spoken) => string} textOf
 */
function createStage(stage, data, textOf) {
  const title = stage.querySelector(".title");
  const pictures = stage.querySelector(".pictures");
  const sentence = stage.querySelector(".now");
  const caption = document.querySelector("#caption");
  const copies = new Map(); // by the number of the slide, from 0
  let slide = -1;
  let ahead = -1; // the slide after this one was fetched
  let shownText = null;
  let shownLight = "";

  /** A copy of what the page shows of a slide: its picture for a wide window, its figures for a narrow one. */
  function copyOf(number) {
    if (!data.slides[number]) return null;
    if (!copies.has(number)) {
      const copy = document.createElement("div");
      copy.hidden = true;
      const shown = document.querySelector(`.slide-of-part[data-slide="${data.slides[number].number}"]`);
      for (const part of shown?.querySelectorAll(".picture, .figures") ?? []) copy.append(part.cloneNode(true));
      for (const group of copy.querySelectorAll("[id]")) group.removeAttribute("id");
      copies.set(number, copy);
      pictures.append(copy);
    }
    return copies.get(number);
  }

  /** Fetch what a slide will show, if this window shows it. Until the sound plays, nothing is fetched ahead. */
  function fetchAhead(number) {
    for (const image of copyOf(number)?.querySelectorAll("img") ?? []) {
      const box = image.closest(".picture, .figures");
      if (getComputedStyle(box).display !== "none") image.loading = "eager";
    }
  }

  function showSlide(number) {
    if (slide >= 0) copyOf(slide).hidden = true;
    const copy = copyOf(number);
    copy.hidden = false;
    slide = number;
    shownLight = "";
    title.textContent = data.slides[number].title;
    const image = copy.querySelector("img.slide");
    stage.classList.toggle("wordless", !image);
    stage.classList.toggle("no-figure", !copy.querySelector(".figures svg, .figures img"));
  }

  function showLight(mark, lit) {
    if (shownLight === `${mark} ${lit}`) return;
    shownLight = `${mark} ${lit}`;
    const copy = copyOf(slide);
    for (const group of copy.querySelectorAll("g.mark, g.lit")) {
      const on = Number(group.dataset.n) === (group.classList.contains("mark") ? mark : lit);
      group.classList.toggle("on", on);
    }
    for (const figure of copy.querySelectorAll("svg.figure")) zoom(figure, copy);
  }

  /** Show of a figure only the lit part and its label. Another figure of the slide makes room for it. */
  function zoom(figure, copy) {
    const lit = figure.querySelector("g.lit.on");
    figure.dataset.whole ??= figure.getAttribute("viewBox");
    figure.setAttribute("viewBox", lit?.dataset.box ?? figure.dataset.whole);
    const box = figure.closest("figure") ?? figure;
    box.classList.toggle("away", !lit && Boolean(copy.querySelector("svg.figure g.lit.on")));
  }

  /** @param {import("./timeline.js").Moment} moment */
  function show(moment, edition, isPlaying) {
    if (moment.slide !== slide) showSlide(moment.slide);
    if (isPlaying && ahead !== slide) fetchAhead((ahead = slide) + 1);
    showLight(moment.mark, moment.lit);
    const spoken = edition.spoken[moment.spoken];
    const text = spoken ? textOf(spoken) : "";
    if (text === shownText) return;
    shownText = text;
    sentence.textContent = text;
    title.classList.toggle("said-now", text === title.textContent);
    caption.textContent = text;
  }

  return { show };
}
