"""``report.html``: everybody can read it, it needs no network, and it says what ``report.json`` says."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from narrate.batch import report_page
from narrate.batch.report_page import page_of
from narrate.batch.run_report_document import EditionEntry, ProblemEntry, RunReport, ScriptEntry, Totals
from tests import chromium
from tests.validators import node_package, program

NOW, BEFORE = "2026-12-01T02:10:00Z", "2026-11-30T08:00:00Z"
HOSTILE = "<script>alert(1)</script> & 'Take 4 mg'"


def entry(name: str, state: str = "built", run: str = NOW, **others: object) -> ScriptEntry:
    edition = EditionEntry(
        "standard", f"{name}/en", True, "espeak:en-us", 3, 125_000, 12, page=f"{name} 1/en/index.html"
    )
    editions = (edition,) if state in ("built", "fresh") else ()
    return ScriptEntry(
        f"script/{name}/en.md", name, "en", state, run, 2.5, ("never built",), editions=editions, **others
    )  # type: ignore[arg-type]


def problem(severity: str, message: str) -> ProblemEntry:
    return ProblemEntry("script/hip/en.md", severity, "left-out", message, 7, 1, hint="mend it")


def report(*scripts: ScriptEntry, general: tuple[ProblemEntry, ...] = ()) -> RunReport:
    totals = Totals(len(scripts), 4, 3, 2, 1, 5, 6, 7, 0)
    return RunReport(1, 1, NOW, 12.5, totals, general, scripts)


def usual() -> RunReport:
    return report(
        entry("ear", problems=(problem("warning", "خذ 4 مجم مرتين"), problem("advice", HOSTILE)), left_out=2),
        entry("hip", "failed", problems=(problem("error", HOSTILE),), stale=("hip/en",)),
        entry("knee", "failed", run=BEFORE, cause="script/knee/en.md: the disk is full"),
        entry("toe", "not done"),
        general=(problem("error", "two topics have the same title"),),
    )


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_table_has_a_caption_and_headers():
    page = html.fromstring(page_of(usual()))
    tables = page.findall(".//table")
    assert [words(table.find("caption")) for table in tables] == [
        "The run in numbers", "Scripts that could not be built", "Warnings and advice", "All scripts"
    ]  # fmt: skip
    for table in tables:
        assert all(cell.get("scope") == "col" for cell in table.findall("thead/tr/th"))
        columns = len(table.findall("thead/tr/th"))
        for row in table.findall("tbody/tr"):
            assert [cell.tag for cell in row] == ["th", *["td"] * (columns - 1)]
            assert row[0].get("scope") == "row"
        assert table.getparent().get("aria-labelledby") == table.find("caption").get("id")


def test_it_says_what_failed_and_what_is_stale():
    _, unbuilt, warned, every = html.fromstring(page_of(usual())).findall(".//table")
    hip, knee = unbuilt.findall("tbody/tr")
    assert words(hip) == (
        f"script/hip/en.md script/hip/en.md:7:1 error left-out: {HOSTILE}; mend it "
        "Still in the output, older than the script: hip/en"
    )
    assert words(knee).endswith("the disk is full")
    (ear,) = warned.findall("tbody/tr")
    assert "warning left-out: خذ 4 مجم مرتين" in words(ear)
    states = [words(row[2]) for row in every.findall("tbody/tr")]
    assert states == ["built", "failed, stale", "failed in an earlier run", "not done"]


def test_it_loads_nothing_and_is_not_for_search_engines():
    text = page_of(usual())
    page = html.fromstring(text)
    assert page.find(".//meta[@name='robots']").get("content") == "noindex"
    assert not page.findall(".//script") + page.findall(".//link") + page.findall(".//img")
    assert "default-src 'none'" in text
    assert {link.get("href") for link in page.iter("a")} == {"ear%201/en/index.html"}


def test_a_huge_run_lists_first_what_is_wrong(monkeypatch):
    monkeypatch.setattr(report_page, "MOST_ROWS", 50)
    scripts = [entry(f"t-{number:05d}") for number in range(100)]
    scripts += [entry("zoster", "failed", problems=(problem("error", "no file"),))]
    every = html.fromstring(page_of(report(*scripts))).findall(".//table")[-1]
    rows = every.findall("tbody/tr")
    assert len(rows) == 50
    assert words(rows[-1]).startswith("script/zoster/en.md")
    assert words(every.find("caption")) == "The scripts, without 51 that are in order"


class Answering(chromium.Answering):
    """Serves the page of a report, which examines itself with axe, in a window of any width."""

    page = axe = ""

    def do_GET(self) -> None:  # noqa: N802 - its name in the library
        kind, text = ("text/javascript", self.axe) if self.path == "/axe.js" else ("text/html", self.page)
        content = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


EXAMINE = """<script src="/axe.js"></script><script>
axe.run().then(found => fetch("/", {method: "POST", body: JSON.stringify({
  rules: found.passes.length, wrong: found.violations.map(one => one.id + ": " + one.nodes.map(node => node.html))})}));
</script></body>"""


@pytest.mark.slow
@pytest.mark.parametrize("width", [400, 1280])
def test_axe_finds_nothing_wrong(tmp_path, width, monkeypatch):
    browser = program(*chromium.NAMES)
    axe = node_package("@daisy/axe-core-for-ace") / "axe.min.js"
    text = page_of(usual())
    policy = next(line for line in text.splitlines() if "Content-Security-Policy" in line)
    answering = type("Answers", (Answering,), {
        "page": text.replace(policy, "").replace("</body>", EXAMINE), "axe": Path(axe).read_text(encoding="utf-8")
    })  # fmt: skip
    monkeypatch.setattr(chromium, "OPTIONS", (*chromium.OPTIONS, f"--window-size={width},900"))
    found = chromium.answer_of(browser, tmp_path, answering)
    assert found["wrong"] == []
    assert found["rules"] > 20
