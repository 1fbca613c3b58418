"""docs/Dockerfile builds from a checkout: what it copies is there, and its context holds nothing else."""

from __future__ import annotations

import re
import tomllib

from tests.conftest import ROOT

DOCKERFILE = (ROOT / "docs/Dockerfile").read_text(encoding="utf-8")
IGNORED = (ROOT / "docs/Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
KNOWN = {"FROM", "ARG", "WORKDIR", "COPY", "RUN", "USER", "ENV", "CMD"}


def instructions(text: str) -> list[tuple[str, str]]:
    """The instructions of a Dockerfile: (name, arguments), with continued lines joined."""
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in joined.splitlines() if line.strip())]


def copied() -> list[str]:
    """The paths that are copied from the checkout."""
    lines = [rest.split() for name, rest in instructions(DOCKERFILE) if name == "COPY"]
    return [path for words in lines if not words[0].startswith("--from") for path in words[:-1]]


def test_it_has_only_instructions_that_docker_knows():
    assert {name for name, _ in instructions(DOCKERFILE)} == KNOWN
    assert all(rest for _, rest in instructions(DOCKERFILE))


def test_what_it_copies_is_there_and_not_ignored():
    assert copied() == ["pyproject.toml", "constraints.txt", "README.md", "LICENSE", "NOTICE", "src"]
    assert [path for path in copied() if not (ROOT / path).exists()] == []
    assert {line[1:] for line in IGNORED if line.startswith("!")} == set(copied())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {project["readme"], *project["license-files"]} <= set(copied())


def test_it_installs_from_the_checkout_with_the_pinned_versions():
    run = " ".join(rest for name, rest in instructions(DOCKERFILE) if name == "RUN")
    assert '--constraint constraints.txt ".[${EXTRAS}]"' in run
    assert "index-url" not in DOCKERFILE
    assert "pip install narrate" not in DOCKERFILE


def test_it_does_not_run_as_root_and_names_a_version_of_its_base():
    users = [rest for name, rest in instructions(DOCKERFILE) if name == "USER"]
    assert users
    assert users[-1] not in ("0", "root")
    bases = [rest for name, rest in instructions(DOCKERFILE) if name == "FROM"]
    assert all(re.match(r"python:3\.\d+-slim-\w+", base) for base in bases)
