"""Makes themes, and checks a producer's own colours by the contrast rules of WCAG 2.2 (SC 1.4.3, 1.4.11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from narrate.errors import InputError, Place, Problem, Severity, UsageError, similar_names
from narrate.model import Script, Segment, Theme, ThemeWish
from narrate.typeset.contrast import contrast, luminance

LIGHT: Mapping[str, str] = {
    "paper": "FFFFFF", "panel": "E4EEF4", "ink": "12304A", "dim": "526575", "accent": "0B5CAD", "mark": "A8430F",
    "tint": "FBEEE4", "bar": "12304A", "bar_ink": "FFFFFF", "bar_dim": "B9CBD9", "bar_line": "6F8DA5",
    "faded": "E7E2D8", "faded_line": "857B6D",
}  # fmt: skip
DARK: Mapping[str, str] = {
    "paper": "0E1C28", "panel": "183040", "ink": "F4F7F9", "dim": "A9BAC7", "accent": "8CC8FF", "mark": "FFB870",
    "tint": "3A3128", "bar": "000000", "bar_ink": "FFFFFF", "bar_dim": "B9CBD9", "bar_line": "6F8DA5",
    "faded": "5F707B", "faded_line": "E9E5DC",
}  # fmt: skip
CONTRAST: Mapping[str, str] = {
    "paper": "000000", "panel": "000000", "ink": "FFFFFF", "dim": "FFFFFF", "accent": "FFFF00", "mark": "FFFF00",
    "tint": "000000", "bar": "000000", "bar_ink": "FFFFFF", "bar_dim": "FFFFFF", "bar_line": "FFFFFF",
    "faded": "000000", "faded_line": "FFFFFF",
}  # fmt: skip
THEMES: Mapping[str, tuple[Mapping[str, str], bool]] = {
    "light": (LIGHT, False),
    "dark": (DARK, False),
    "contrast": (CONTRAST, False),
    "large": (LIGHT, True),
}
# pairs of foreground and background: words need a contrast of at least 4.5, marks and edges at least 3
_WORDS = (
    ("ink", "paper"), ("ink", "panel"), ("ink", "tint"), ("dim", "paper"), ("dim", "panel"), ("accent", "paper"),
    ("accent", "panel"), ("bar_ink", "bar"), ("bar_dim", "bar"),
)  # fmt: skip
_EDGES = (("mark", "paper"), ("mark", "panel"), ("bar_line", "bar"))
LEAST_WORDS, LEAST_EDGES = 4.5, 3.0


def make_theme(wish: ThemeWish, name: str = "") -> Theme:
    """Return the theme that ``wish`` asks for. ``name``, from the command line, overrides the name in the wish.

    If there is a PowerPoint template, its colours are used, unless ``name`` chooses a theme other than ``large``.

    Raises UsageError if ``name`` is unknown. Raises InputError if the theme of the wish is unknown, if colours have
    too little contrast, or if the template cannot be used.
    """
    wanted = name or wish.name or "light"
    places = dict(wish.places)
    if wanted not in THEMES:
        near = similar_names(wanted, THEMES)
        hint = f"did you mean {near[0]!r}?" if near else f"the themes are {', '.join(THEMES)}"
        if name:
            raise UsageError(f"no theme {name!r} for --theme: {hint}")
        place = places.get("name", Place("narrate.yaml"))
        raise InputError(Problem(place, Severity.ERROR, "theme", f"no theme {wanted!r}", hint))
    base, large = THEMES[wanted]
    if wish.template is not None and (large or not name):
        return _on_template(wish, wish.template, places, large=large)
    colours = {**base, **dict(wish.colours)}
    problems = list(_contrast_problems(colours, dict(wish.colours), places))
    if problems:
        raise InputError(*problems)
    return Theme(wanted, colours, large, wish.logo)


def _on_template(wish: ThemeWish, path: Path, places: Mapping[str, Place], *, large: bool) -> Theme:
    """Return the theme with the look of the PowerPoint template at ``path``.

    The producer's own colours take precedence over those of the template.
    """
    from narrate.drawings.template_pictures import read_template
    from narrate.slides.template_look import stretch_of, template_colours

    place = places.get("template", Place("narrate.yaml"))
    template = read_template(path, place)
    own = dict(wish.colours)
    colours, faults = template_colours(template, own)
    problems = [
        Problem(place, Severity.ERROR, "contrast", f"{path.name}: {fault}",
                f'change it in the template, or set another beside the template: colours: {{{token}: "#RRGGBB"}}')
        for token, fault in faults
    ]  # fmt: skip
    problems += _contrast_problems(colours, own, places)
    if problems:
        raise InputError(*problems)
    dark = luminance(colours["paper"]) < luminance(colours["ink"])
    name = "dark" if dark else "large" if large else "light"
    drawings = {token: (DARK if dark else LIGHT)[token] for token in ("faded", "faded_line")}
    return Theme(name, {**drawings, **colours}, large, wish.logo, path, template.face, stretch_of(template))


def themed(script: Script, theme: Theme) -> Script:
    """Return ``script`` with each figure replaced by its variant for the theme, such as ``spine.dark.svg``, if any."""
    return replace(script, segments=tuple(_themed(segment, theme.name) for segment in script.segments))


def _themed(segment: Segment, name: str) -> Segment:
    figures = tuple(replace(figure, path=dict(figure.variants).get(name, figure.path)) for figure in segment.figures)
    return replace(segment, figures=figures) if figures else segment


def _contrast_problems(
    colours: Mapping[str, str], own: Mapping[str, str], places: Mapping[str, Place]
) -> Iterator[Problem]:
    for pairs, least in ((_WORDS, LEAST_WORDS), (_EDGES, LEAST_EDGES)):
        for front, back in pairs:
            ratio = contrast(colours[front], colours[back])
            changed = next((token for token in (front, back) if token in own), None)
            if ratio < least and changed:
                message = (
                    f"the contrast of {front} #{colours[front]} on {back} #{colours[back]} is {ratio:.1f}, "
                    f"and must be {least} or more"
                )
                hint = f"choose a {'darker' if luminance(colours[back]) > 0.2 else 'lighter'} colour for {front}"
                yield Problem(places.get(changed, Place("narrate.yaml")), Severity.ERROR, "contrast", message, hint)
