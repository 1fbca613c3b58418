// Keys that act in the whole page. They can be turned off, and Space is none of them (WCAG 2.1.4).

function createShortcuts(actions) {
  let on = false;

  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]")) return;
    const action = actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });

  return { setOn: (value) => { on = value; } };
}
