// The list of parts: links without script; here each plays its part and shows its length.

function createParts(list, parts, phrases, play) {
  const links = parts.map((part) => list.querySelector(`a[href="#${CSS.escape(part.id)}"]`));
  const opens = (place) => links[place]?.parentElement.matches(".section");
  let number = 0; // of a part; sections that hold parts have none
  let current = null;

  links.forEach((link, place) => {
    if (!link) return;
    if (!opens(place)) {
      number += 1;
      link.setAttribute("aria-label", fill(phrases.playPart, { number, title: link.textContent.trim() }));
    }
    link.addEventListener("click", (event) => {
      event.preventDefault();
      play(parts[place]);
    });
  });

  /** The last slide of a part, or of all the parts of a section. */
  function lastSlide(place) {
    const next = parts.findIndex((part, other) => other > place && opens(other));
    if (!opens(place)) return parts[place].last;
    return (next < 0 ? parts.at(-1) : parts[next - 1]).last;
  }

  /** Show how long each part is in an edition. */
  function measure(edition) {
    links.forEach((link, place) => {
      const length = link?.parentElement.querySelector(".length");
      if (!length) return;
      const ms = edition.endOf(lastSlide(place)) - edition.slides[parts[place].first];
      length.querySelector("[aria-hidden]").textContent = clock(ms);
      length.querySelector(".unseen").textContent = fill(phrases.partLength, { length: inWords(ms, phrases) });
    });
  }

  function show(slide) {
    const link = links[parts.findIndex((part) => slide >= part.first && slide <= part.last)] ?? null;
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
  }

  return { measure, show };
}
