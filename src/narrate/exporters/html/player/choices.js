// Selects and check boxes whose choice is kept on the device.

/**
 * @param memory what `createMemory` returns
 * @param {Record<string, (value: string | boolean) => void>} effects what each choice does, by the control's id
 */
function bindChoices(memory, effects) {
  for (const [id, effect] of Object.entries(effects)) {
    const control = document.getElementById(id);
    const property = control.type === "checkbox" ? "checked" : "value";
    const kept = memory.choices[id];
    if (typeof kept === typeof control[property]) control[property] = kept;
    if (property === "value" && control.selectedIndex < 0) control.value = control.querySelector("[selected]").value;
    effect(control[property]);
    control.addEventListener("change", () => {
      memory.choose(id, control[property]);
      effect(control[property]);
    });
  }
}
