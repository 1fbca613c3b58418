"""Each construct of the language: the file as written, and the model that it becomes."""

from pathlib import Path

from narrate.model import Script
from narrate.script import find_sources, read_source
from tests.fixtures import Case, cases
from tests.tables import each

CASES = cases(Path(__file__).with_name("constructs.md"))


def shown(script: Script) -> str:
    lines = [f"title {script.title!r} language {script.language}"]
    keys = ("date", "publisher", "voice", "rate", "address", "voices")
    lines += [f"{key} {value}" for key in keys if (value := getattr(script, key))]
    lines += [f"looks {script.theme.name}"] if script.theme.name else []
    lines += [f"lexicon {path.name}" for path in script.lexicons]
    lines += [
        f"pronounce {one.written!r} {one.said!r} {one.engine}".rstrip() + f" {_at(one)}" for one in script.pronounce
    ]
    for segment in script.segments[1:]:
        lines.append(f"{segment.kind} {segment.id} {segment.heading!r} {_at(segment)}" + " drafted" * segment.drafted)
        lines += [f"  point {point.number or '-'} {point.text!r} {_at(point)}" for point in segment.points]
        lines += [
            f"  figure {figure.path.name} {figure.alt!r} {_at(figure)}"
            + f" name {figure.name!r}" * bool(figure.name)
            + f" longer {figure.description!r}" * bool(figure.description)
            for figure in segment.figures
        ]
        for sentence in segment.sentences:
            extras = f" pause {sentence.pause_after_ms}" if sentence.pause_after_ms else ""
            extras += f" voice {sentence.voice}" if sentence.voice else ""
            extras += f" language {sentence.language}" if sentence.language else ""
            lines.append(f"  {sentence.paragraph} {sentence.text!r} {_at(sentence)}{extras}")
            for token in sentence.tokens:
                marks = f" say {token.alias!r}" if token.alias is not None else ""
                marks += f" in {token.language}" if token.language and not sentence.language else ""
                if marks:
                    lines.append(f"    {token.text!r} {_at(token)}{marks}")
            lines += [f"    cue {cue.part} {cue.label!r} token {cue.token} {_at(cue)}" for cue in sentence.cues]
    return "\n".join(lines) + "\n"


def _at(one) -> str:
    if one.place is None:  # what the program says of its own
        return "-"
    return f"{one.place.line}:{one.place.column}"


@each("case", CASES, ids=lambda case: case.name)
def test_becomes_the_model_expected(case: Case, tmp_path: Path):
    folder = case.write(tmp_path)
    (source,), warnings = find_sources([folder])
    script, problems = read_source(source)
    assert shown(script) == case.expected
    assert [str(problem) for problem in warnings + problems if problem.code != "check-heading"] == []


@each("case", CASES, ids=lambda case: case.name)
def test_every_token_stands_where_its_place_says(case: Case, tmp_path: Path):
    folder = case.write(tmp_path)
    (source,), _ = find_sources([folder])
    script, _ = read_source(source)
    lines = source.path.read_text(encoding="utf-8-sig").split("\n")
    for segment in script.segments:
        for token in (token for sentence in segment.sentences for token in sentence.tokens):
            if token.place and token.place.column and token.text.isalpha() and segment.kind == "narration":
                start = token.place.column - 1
                assert lines[token.place.line - 1][start : start + len(token.text)] == token.text
