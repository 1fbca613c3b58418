"""The pages lead somewhere: their links, the headings these name, and every file that is named in them or in the code."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        ROOT / "output/README.md",
        *(ROOT / "script").rglob("README.md"),
    ]
)
CODE = sorted(path for name in ("src", "tests") for path in (ROOT / name).rglob("*.py") if path != Path(__file__))
FILES = [
    "/" + str(path.relative_to(ROOT))
    for name in ("src", "tests", "docs", "script")
    for path in (ROOT / name).rglob("*")
]
EXAMPLES = {"src/narrate/exporters/chapters.py", "output/report.json"}  # what a reader or a build writes

FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^()\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
FILE = re.compile(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|tsv|json|typ))`")
DOCS = re.compile(r"\bdocs/[\w./-]*\w")


def prose(page: Path) -> str:
    return FENCED.sub("", page.read_text(encoding="utf-8"))


def anchors(text: str) -> set[str]:
    """As GitHub makes them from headings: small letters, hyphens for spaces, other signs left out."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text)}


def broken_links(page: Path, text: str) -> list[str]:
    broken = []
    for target in LINK.findall(re.sub(r"`[^`\n]*`", "", text)):
        if target.startswith(("http://", "https://")):
            continue
        name, _, anchor = target.partition("#")
        path = page.parent / name if name else page
        if not path.exists() or (anchor and anchor not in anchors(text if path == page else prose(path))):
            broken.append(target)
    return broken


def missing_files(text: str) -> list[str]:
    """Files named in backticks; a name may begin anywhere in the tree: ``speech/lexicon.py``."""
    named = [name for name in FILE.findall(text) if name not in EXAMPLES]
    return [name for name in named if not any(file.endswith("/" + name) for file in FILES)]


@pytest.mark.parametrize(
    "text", ["[x](lost.md)", "[x](#no-such-heading)", "[x](docs/voices.md#lost)", "[x](docs/formats/lost.md#pptx)"]
)
def test_a_broken_link_is_found(text: str):
    assert broken_links(ROOT / "README.md", "# A heading\n\n" + text) == [LINK.findall(text)[0]]


def test_a_good_link_is_no_fault():
    text = "# What's *new*, 2 of 3\n\n[a](#whats-new-2-of-3) [b](docs/languages.md#scripts) [c](https://example.org)"
    assert broken_links(ROOT / "README.md", text) == []
    assert missing_files("`speech/lexicon.py`, `knee/en.md is no file`, `tests/lost/test_x.py`") == [
        "tests/lost/test_x.py"
    ]


def test_every_link_between_pages_leads_somewhere():
    for page in PAGES:
        assert broken_links(page, prose(page)) == [], page


def test_every_file_that_a_page_names_exists():
    for page in PAGES:
        if page.name != "CHANGELOG.md":  # it names files of the past
            assert missing_files(prose(page)) == [], page


def test_every_page_that_the_code_or_a_page_names_exists():
    for path in (*CODE, *PAGES, ROOT / "Makefile", ROOT / "pyproject.toml"):
        text = path.read_text(encoding="utf-8")
        for name in DOCS.findall(text) if path.name != "CHANGELOG.md" else ():
            assert (ROOT / name).exists(), f"{path} names {name}"
