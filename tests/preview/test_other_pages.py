"""In a real browser, a page of another origin can neither read nor drive the preview, even if it knew its secret."""

import base64
import functools
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from narrate.preview.serving import PreviewServer
from narrate.preview.shown import Built, Page, Trial, Tried
from narrate.preview.state import State
from narrate.saying import encoded

pytestmark = pytest.mark.slow
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
ATTACK = """
async (address) => {
  const told = {};
  const within = (promise) => Promise.race([promise, new Promise((done) => setTimeout(() => done("nothing"), 3000))]);
  const loads = (element, where = document.body) => within(new Promise((done) => {
    element.onload = element.oncanplay = () => done("loaded");
    element.onerror = () => done("refused");
    where.append(element);
  }));
  const made = (name, values) => Object.assign(document.createElement(name), values);
  const asked = (how) => fetch(address + how.path, how).then((answer) => answer.text()).catch(() => "refused");
  const json = { "Content-Type": "application/json" };
  told.fetch = await asked({ path: "sentences" });
  told.credentials = await asked({ path: "", credentials: "include" });
  told.post = await asked({ path: "build", method: "POST", headers: json, body: "{}" });
  told.simple = await asked({ path: "build", method: "POST", body: "{}" });
  told.delete = await asked({ path: "", method: "DELETE" });
  told.blind = await fetch(address + "build", { method: "POST", mode: "no-cors", body: "{}" }).then((a) => a.type).catch(() => "refused");
  told.beacon = String(navigator.sendBeacon(address + "build", new Blob(["{}"], { type: "text/plain" })) && "sent");
  told.image = await loads(made("img", { src: address + "output/a.png" }));
  told.drawing = await loads(made("img", { src: address + "output/a.svg" }));
  told.sound = await loads(made("audio", { src: address + "output/a.mp3", preload: "auto" }));
  told.script = await loads(made("script", { src: address + "main.js" }), document.head);
  told.module = await loads(made("script", { type: "module", src: address + "main.js" }), document.head);
  told.data = await loads(made("script", { src: address + "sentences" }), document.head);
  told.style = await loads(made("link", { rel: "stylesheet", href: address + "preview.css" }), document.head);
  told.events = await within(new Promise((done) => {
    const events = new EventSource(address + "events");
    events.onmessage = () => done("loaded");
    events.onerror = () => { events.close(); done("refused"); };
  }));
  told.socket = await within(new Promise((done) => {
    const socket = new WebSocket(address.replace("http", "ws") + "events");
    socket.onopen = () => done("loaded");
    socket.onerror = () => done("refused");
  }));
  const frame = made("iframe", { src: address, name: "inner" });
  document.body.append(frame);
  await new Promise((done) => setTimeout(done, 500));
  try { told.frame = frame.contentDocument ? frame.contentDocument.body.textContent : "refused"; } catch { told.frame = "refused"; }
  const other = window.open(address);
  await new Promise((done) => setTimeout(done, 500));
  try { told.window = other.document.body.textContent; } catch { told.window = "refused"; }
  const form = made("form", { action: address + "build", method: "post", target: "inner", enctype: "text/plain" });
  form.append(made("input", { name: '{"a":"', value: '"}' }));
  document.body.append(form);
  form.submit();
  await new Promise((done) => setTimeout(done, 500));
  return told;
}
"""


class Counting:
    """Stands for a preview, and counts what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def hear(self, sentence: str) -> bytes:
        self.asked.append("hear")
        return b""

    def try_out(self, trial: Trial) -> Tried:
        self.asked.append("try")
        return Tried("", (), "")

    def build(self) -> None:
        self.asked.append("build")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


@contextmanager
def run(server: http.server.ThreadingHTTPServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    output = tmp_path / "output"
    output.mkdir()
    (output / "a.png").write_bytes(PNG)
    (output / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8")
    (output / "a.mp3").write_bytes(encoded(np.zeros(22_050, np.int16), 22_050, ".mp3"))
    (output / "index.html").write_text("<!DOCTYPE html><title>The page</title><p>Rest.", encoding="utf-8")
    state = State()
    state.take(Built(Page("index.html", "Heart", "en", "ltr", (), {})))
    serving = PreviewServer(output, "en.md", state, Counting())
    with run(serving):
        yield serving
        state.end()


@pytest.fixture
def other_server(tmp_path: Path) -> Iterator[int]:
    """Another server on this machine: the port."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other/index.html").write_text("<!DOCTYPE html><title>Other</title><body>", encoding="utf-8")
    handler = functools.partial(Quiet, directory=str(tmp_path / "other"))
    serving = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    with run(serving):
        yield serving.server_port


def test_our_own_page_reads_all_of_that(server, new_page):
    """So what is refused below is refused to others, not broken."""
    page = new_page(server.guard.address)
    page.locator("body.ready").wait_for()
    told = page.evaluate(
        """async () => ({
          sentences: (await fetch("sentences")).status, script: (await fetch("main.js")).status,
          image: (await fetch("output/a.png")).status, style: (await fetch("preview.css")).status,
          build: (await fetch("build", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" })).status,
        })"""
    )
    assert set(told.values()) == {200}
    assert server.doing.asked == ["build"]
    frame = page.frame(name="page")
    assert frame.locator("p").inner_text() == "Rest."
    loads = """(address) => new Promise((done) => {
      const element = Object.assign(document.createElement(address.endsWith("mp3") ? "audio" : "img"), { preload: "auto" });
      element.onload = element.oncanplay = () => done("loaded");
      element.onerror = () => done("refused");
      element.src = address;
    })"""
    assert [frame.evaluate(loads, name) for name in ("a.png", "a.svg", "a.mp3")] == ["loaded"] * 3


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost"])
def test_another_page_gets_nothing(server, other_server, new_page, host):
    page = new_page(f"http://{host}:{other_server}/")
    told = page.evaluate(ATTACK, server.guard.address)
    assert told.pop("beacon") == "sent"  # it is sent, and refused
    assert told.pop("blind") in ("opaque", "refused")  # the page learns nothing, and nothing is done
    wrong = {name: value for name, value in told.items() if value not in ("refused", "nothing")}
    assert not wrong, json.dumps(wrong)
    assert server.doing.asked == []
    inner = page.frame(name="inner")
    assert inner is None or "Preview of" not in inner.content()
    assert page.locator("img").evaluate_all("all => all.map((one) => one.naturalWidth)") == [0, 0]


def test_a_name_that_comes_to_mean_this_machine_gets_nothing(server, new_page):
    """DNS rebinding: to the browser, the page and the preview have the same origin."""
    port = server.server_port
    page = new_page(f"http://rebound.example:{port}{server.guard.home}", bypass_csp=True)  # not ours to rely on
    assert "answers only under the address" in page.locator("body").inner_text()
    told = page.evaluate("() => fetch('sentences').then((answer) => answer.status)")
    assert told == 403
    told = page.evaluate(
        """() => fetch("build", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" })
          .then((answer) => answer.status)"""
    )
    assert told == 403
    assert server.doing.asked == []


def test_a_link_on_another_page_does_not_lead_in(server, other_server, new_page):
    page = new_page(f"http://evil.example:{other_server}/")
    page.evaluate("(address) => { location.href = address; }", server.guard.address)
    page.wait_for_url(server.guard.address)
    assert "Copy the address into the address bar" in page.locator("body").inner_text()


def test_the_user_comes_in_by_the_entrance_once(server, new_page: Callable[..., Any]):
    entrance = server.guard.new_entrance()
    page = new_page(entrance)
    page.locator("body.ready").wait_for()
    assert page.url == server.guard.address
    assert "Use the whole address" in new_page(entrance).locator("body").inner_text()
