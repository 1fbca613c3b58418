// The list of parts: links without script; here each plays its part and shows its length.

function createParts(list, parts, phrases, play) {
  const links = parts.map((part) => list.querySelector(`a[href="#${CSS.escape(part.id)}"]`));
  let current = null;

  links.forEach((link, place) => {
    if (!link) return;
    link.setAttribute("aria-label", fill(phrases.playPart, { number: place + 1, title: link.textContent.trim() }));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      play(parts[place]);
    });
  });

  /** Show how long each part is in an edition. */
  function measure(edition) {
    links.forEach((link, place) => {
      const length = link?.parentElement.querySelector(".length");
      if (!length) return;
      const ms = edition.endOf(parts[place].last) - edition.slides[parts[place].first];
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
