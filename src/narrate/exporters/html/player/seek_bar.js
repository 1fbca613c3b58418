// The bar that shows the place in the sound and goes to another one.

function createSeekBar(bar, timeShown, lengthShown, phrases, go) {
  let held = false;

  bar.addEventListener("input", () => {
    held = true;
    write(bar.value * 1000);
  });
  bar.addEventListener("change", () => {
    held = false;
    go(bar.value * 1000);
  });

  function write(ms) {
    const text = clock(ms);
    if (timeShown.textContent === text) return;
    timeShown.textContent = text;
    const [number, total] = [ms, bar.max * 1000].map((time) => inWords(time, phrases));
    bar.setAttribute("aria-valuetext", fill(phrases.of, { number, total }));
    bar.style.setProperty("--done", `${(100 * ms) / 1000 / bar.max}%`);
  }

  function measure(edition) {
    bar.max = Math.floor(edition.duration / 1000);
    lengthShown.textContent = clock(edition.duration);
    timeShown.textContent = "";
  }

  function show(ms) {
    if (held) return;
    bar.value = Math.floor(ms / 1000);
    write(ms);
  }

  return { measure, show };
}
