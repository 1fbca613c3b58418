"""What a page of the player shows and plays."""

from __future__ import annotations

from typing import Any

SHOWN = """() => ({
  time: document.querySelector("#sound").currentTime,
  playing: document.documentElement.classList.contains("playing") && !document.querySelector("#sound").paused,
  title: document.querySelector("#stage .title").textContent,
  sentence: document.querySelector("#stage .now").textContent,
  marked: [...document.querySelectorAll("[aria-current].sentence")].map(element => element.textContent),
  lit: [...document.querySelectorAll("#stage .pictures > :not([hidden]) .picture g.lit.on")].map(g => +g.dataset.n),
  status: document.querySelector("#status").textContent,
  clock: document.querySelector("#time").textContent,
})"""
# The time of each change is that of the sound, told by the clock of the page: `currentTime` may stand still in a task.
WATCH = """() => {
  const sound = document.querySelector("#sound");
  window.changes = [];
  window.readings = [];
  let last = "";
  new MutationObserver(() => {
    const { title, sentence, lit } = (SHOWN)();
    const now = JSON.stringify({ title, sentence, lit });
    if (now !== last) window.changes.push({ at: performance.now(), title, sentence, lit });
    last = now;
  }).observe(document.querySelector("#stage"), { subtree: true, childList: true, attributes: true, characterData: true });
  (function read() {
    if (!sound.paused && !sound.seeking) window.readings.push([performance.now(), sound.currentTime * 1000]);
    requestAnimationFrame(read);
  })();
}""".replace("SHOWN", SHOWN)


def shown(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(SHOWN)
    return found


def until(page: Any, condition: str, seconds: float = 10) -> None:
    """Wait until ``condition`` about ``shown`` holds."""
    page.wait_for_function(f"() => {{ const shown = ({SHOWN})(); return {condition}; }}", timeout=seconds * 1000)


def sentences_of(timeline: dict[str, Any]) -> list[dict[str, Any]]:
    return [sentence for segment in timeline["segments"] for sentence in segment["sentences"]]


def choose(page: Any, name: str, value: str) -> None:
    """Choose in the select ``name``, which may be behind "More"."""
    if not page.locator("details.more").evaluate("more => more.open"):
        page.click("details.more > summary")
    page.select_option(f"#{name}", value)
