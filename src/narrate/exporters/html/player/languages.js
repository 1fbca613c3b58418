// The topic in other languages, at the same sentence. A page never lists them itself: one may be added later.

/** @param {() => string} query what to hand on, such as "?at=3.2&edition=described" */
async function offerLanguages(list, language, query) {
  const link = document.querySelector("a.languages");
  if (!link || !location.protocol.startsWith("http")) return;
  const folder = new URL("../", location.href);
  let languages;
  try {
    languages = await (await fetch(new URL("languages.json", folder))).json();
  } catch {
    return; // the link to all languages is there
  }
  if (languages.length < 2) return;
  const links = languages.map((other) => {
    const item = document.createElement("a");
    item.textContent = other.name;
    item.lang = item.hreflang = other.language;
    item.dir = other.direction;
    item.href = new URL(other.page, folder);
    if (other.language === language) item.setAttribute("aria-current", "true");
    list.append(item);
    return item;
  });
  list.hidden = false;
  // Addresses are made when they are used, so that they name the sentence of that moment.
  for (const item of [link, ...links]) {
    const page = item.href;
    const update = () => { item.href = page + query(); };
    for (const moment of ["pointerdown", "focus", "pointerenter", "click"]) item.addEventListener(moment, update);
  }
}
