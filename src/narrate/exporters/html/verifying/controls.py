"""The controls of the player, as they must stand in the page.

They hold nothing of a script: only phrases and the names of languages. So their templates are filled as they are, while
all else on the page is written a second time.
"""

from __future__ import annotations

from collections.abc import Mapping

from narrate.exporters.filled_templates import templates_of


def controls(template: str, phrases: Mapping[str, str], language: str, direction: str, words: tuple[str, str]) -> str:
    """Return what ``template`` makes of phrases alone. Raises jinja2.UndefinedError if it asks for anything else.

    ``language`` and ``direction`` are those of the page, and ``words`` those of the phrases.
    """
    return (
        templates_of("narrate.exporters.html")
        .get_template(template)
        .render(
            phrases=phrases,
            script={"language": language},
            direction=direction,
            phrases_language=words[0],
            phrases_direction=words[1],
            files=True,
        )
    )
