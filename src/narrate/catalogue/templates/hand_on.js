// Hands the place and the edition in this page's address on to the pages of the languages, so that one link to a topic
// leads to the same place in each of them.

const asked = new URLSearchParams(location.search);
const place = location.hash && !document.getElementById(decoded(location.hash.slice(1))) ? location.hash : "";

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

for (const link of document.querySelectorAll("main a:not([download])")) {
  const address = new URL(link.href);
  for (const [name, value] of asked) {
    if (!address.searchParams.has(name)) address.searchParams.set(name, value);
  }
  address.hash = place;
  link.href = address.href;
}

// The folder of a topic may have been sent by itself: only on the web is the list of all topics surely there.
if (location.protocol.startsWith("http")) {
  for (const link of document.querySelectorAll("[data-catalogue]")) link.hidden = false;
}
