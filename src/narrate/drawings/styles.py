"""Replaces style sheets and ``style`` attributes by presentation attributes, which all programs read alike.

cssselect2 matches the selectors. Rules that a still picture does not need (animations, pointers, other
sizes of screen) are left out. Rules that need the network are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from narrate.drawings.allowed_svg import GEOMETRY, PRESENTATION, SVG
from narrate.drawings.colours import COLOURED, plain_colour
from narrate.drawings.elements import line_of
from narrate.drawings.picture_problems import Remarks
from narrate.drawings.variables import Variables, is_open

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_LETTERS, MOST_RULES = 200_000, 2_000
_GEOMETRY = frozenset(name for names in GEOMETRY.values() for name in names)
_ANIMATED = re.compile(r"animation|transition|offset|motion")
_NOT_ANIMATED = ("none", "auto", "normal")
_INEFFECTIVE = ("none", "normal", "auto", "0 0", "0px 0px", "view-box")
_MARKERS = ("marker-start", "marker-mid", "marker-end")
_UNSUPPORTED = frozenset({
    "mix-blend-mode", "filter", "backdrop-filter", "d", "transform-origin", "transform-box", "rotate", "scale", "translate",
})  # fmt: skip
_DIGITS = 1_000
_LONG_NUMBER = re.compile(rf"(?<!\d)\d{{{_DIGITS}}}")  # tinycss2 reads no number of more than 4 300 digits
_COMBINATOR = re.compile(r"\s*[>+~\s]\s*")
# Media queries for light slides. Rules for dark ones are dropped without a warning, since a drawing with such
# rules is made for both.
_LIGHT = re.compile(
    r"(?:all|screen)?|print|(?:(?:all|screen) and )?\(prefers-color-scheme: ?light\)"
    r"|not (?:\(|all and \()prefers-color-scheme: ?dark\)"
)
_DARK = re.compile(r"(?:(?:all|screen) and )?\(prefers-color-scheme: ?dark\)")


def inline_styles(root: _Element, remarks: Remarks) -> Variables:
    """Write the styles of each element into its attributes. Remove the style sheets and ``style`` attributes.

    Return the custom properties, which attributes still refer to by ``var()``. Raises UnfitError if the
    styles are too large; other problems are added to ``remarks``.
    """
    sheets = _taken_sheets(root)
    if sum(len(sheet) for _, sheet in sheets) > MOST_LETTERS:
        raise remarks.refuse("figure-size", f"has style sheets of more than {MOST_LETTERS} letters", _PLAIN)
    _refuse_long_numbers(root, sheets, remarks)
    registered: dict[str, str] = {}
    matched = _matched(root, sheets, registered, remarks) if sheets else {}
    variables: dict[_Element, dict[str, str]] = {}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        declarations = [*matched.get(element, []), *_taken_style(element, remarks)]
        for name, value, _, _ in sorted(declarations, key=lambda declaration: declaration[2:]):
            if name.startswith("--"):
                variables.setdefault(element, {})[name] = value
            else:
                _set(element, name, value, remarks)
    return Variables(registered, variables)


def _refuse_long_numbers(root: _Element, sheets: list[tuple[int, str]], remarks: Remarks) -> None:
    """Raise UnfitError if a style sheet or an attribute has a number that no reader of style sheets can read."""
    texts = [*sheets]
    for element in root.iter():
        texts += [(line_of(element), str(value)) for value in element.attrib.values() if len(value) >= _DIGITS]
    for line, text in texts:
        if _LONG_NUMBER.search(text):
            raise remarks.refuse("figure-size", f"has a number of more than {_DIGITS} digits", _PLAIN, line)


def _taken_sheets(root: _Element) -> list[tuple[int, str]]:
    """Remove the style sheets from the drawing. Return (line, text) of each that is for light slides."""
    sheets = list(root.iter(f"{{{SVG}}}style"))
    texts = [
        (line_of(sheet), "".join(map(str, sheet.itertext())))
        for sheet in sheets
        if _LIGHT.fullmatch(_query(sheet.get("media") or ""))
    ]
    for sheet in sheets:
        parent = sheet.getparent()
        if parent is not None:
            parent.remove(sheet)
    return texts


def _taken_style(element: _Element, remarks: Remarks) -> list[_Declaration]:
    """Remove the attribute ``style`` of ``element``. Return its declarations. Raises UnfitError if it is too large."""
    style = element.attrib.pop("style", "")
    if len(style) > MOST_LETTERS:
        message = f"has a style of more than {MOST_LETTERS} letters"
        raise remarks.refuse("figure-size", message, _PLAIN, line_of(element))
    if not style:
        return []
    return [(name, value, important, _OF_ATTRIBUTE) for name, value, important in _declarations(style)]


_PLAIN = "save it as plain SVG, with presentation attributes"
_Declaration = tuple[str, str, bool, tuple[int, ...]]  # property, value, important, specificity
_OF_ATTRIBUTE = (1, 0, 0, 0)  # the specificity of a style attribute, above that of every rule


def _declarations(source: Any) -> Iterator[tuple[str, str, bool]]:
    """Yield (property, value, whether it is important) of each declaration in ``source``, CSS text or tokens."""
    import tinycss2

    for node in tinycss2.parse_blocks_contents(source, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            name = node.name if node.name.startswith("--") else node.lower_name
            yield name, tinycss2.serialize(node.value).strip(), node.important


def _query(source: str) -> str:
    """Return a media query in lower case with single spaces."""
    return " ".join(source.lower().replace(":", ": ").split())


def _matched(
    root: _Element, sheets: list[tuple[int, str]], registered: dict[str, str], remarks: Remarks
) -> dict[_Element, list[_Declaration]]:
    """Return, for each element, the declarations of the rules in ``sheets`` (line, text) that match it.

    The initial values of ``@property`` rules are added to ``registered``.
    """
    import cssselect2
    import tinycss2

    matcher = cssselect2.Matcher()
    count = 0
    for line, sheet in sheets:
        rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
        for rule in _for_light(rules, line, registered, remarks):
            at = line + rule.source_line - 1
            count += 1
            if count > MOST_RULES:
                raise remarks.refuse("figure-size", f"has more than {MOST_RULES} style rules", _PLAIN)
            if _is_tangled(rule.prelude):
                remarks.error("figure-unreadable", "has a style rule that is too complicated", _PLAIN, at)
                continue
            try:
                selectors = cssselect2.compile_selector_list(rule.prelude)
            except cssselect2.SelectorError:
                continue  # other programs ignore such a rule as well
            declarations = list(_declarations(rule.content))
            for selector in selectors:
                if selector.pseudo_element is None:
                    matcher.add_selector(selector, declarations)
    by_element: dict[_Element, list[_Declaration]] = {}
    for wrapper in cssselect2.ElementWrapper.from_xml_root(root).iter_subtree():
        for specificity, order, _, declarations in matcher.match(wrapper):
            specified = [(name, value, important, (0, *specificity, order)) for name, value, important in declarations]
            by_element.setdefault(wrapper.etree_element, []).extend(specified)
    return by_element


def _for_light(rules: list[Any], line: int, registered: dict[str, str], remarks: Remarks) -> Iterator[Any]:
    """Yield the rules that apply to a still picture on a light slide, including those inside ``@media``.

    The initial values of ``@property`` rules are added to ``registered``. ``line`` is that of the style sheet.
    """
    import tinycss2

    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule":
            query = _query(tinycss2.serialize(rule.prelude)) if rule.lower_at_keyword == "media" else ""
            if rule.lower_at_keyword == "property" and rule.content is not None:
                _register(rule, registered)
            elif rule.content is not None and _is_for_light_screens(query):
                inner = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
                yield from (inner_rule for inner_rule in inner if inner_rule.type == "qualified-rule")
            elif not _DARK.fullmatch(query):
                _report_at_rule(rule.lower_at_keyword, line + rule.source_line - 1, remarks)


def _is_for_light_screens(query: str) -> bool:
    return query not in ("", "print") and _LIGHT.fullmatch(query) is not None


def _register(rule: Any, registered: dict[str, str]) -> None:
    """Add to ``registered`` the custom property of an ``@property`` rule, if the rule gives an initial value."""
    import tinycss2

    values = {name: value for name, value, _ in _declarations(rule.content)}
    if value := values.get("initial-value"):
        registered[tinycss2.serialize(rule.prelude).strip()] = value


def _report_at_rule(name: str, line: int, remarks: Remarks) -> None:
    """Report that the rule ``@name`` is left out or, if it is an import, not allowed."""
    if name == "import":
        remarks.error("figure-unreadable", "takes its styles from another file by @import", _PLAIN, line)
    elif name == "font-face":
        message = "contains a font, which is left out"
        remarks.warn("figure-cleaned", message, "write labels in the script; convert other words to paths", line)
    elif name not in ("charset", "namespace"):
        remarks.warn(
            "figure-cleaned",
            f"has a style rule @{name[:20]}, which is left out",
            "draw without it: figures are still pictures",
            line,
        )


def _is_tangled(prelude: list[Any]) -> bool:
    """Whether a selector has functions or more than one combinator, so that it might take for ever to match."""
    import tinycss2

    selectors = tinycss2.serialize(prelude)
    return "(" in selectors or any(len(_COMBINATOR.findall(selector.strip())) > 1 for selector in selectors.split(","))


def _set(element: _Element, name: str, value: str, remarks: Remarks) -> None:
    """Set the style property ``name`` of ``element`` as an attribute, if there is such an attribute."""
    if name == "marker":
        for attribute in _MARKERS:
            element.set(attribute, value)
    elif name in PRESENTATION:
        _set_presentation(element, name, value, remarks)
    elif name == "transform":
        element.set("transform", "" if value == "none" else value)
    elif name in _GEOMETRY:
        element.set(name, value)
    else:
        _report_property(name, value, line_of(element), remarks)


def _set_presentation(element: _Element, name: str, value: str, remarks: Remarks) -> None:
    """Set a presentation attribute, but do not let an unknown colour replace an earlier colour.

    Programs that do not know a colour show the earlier one, too.
    """
    earlier = element.get(name)
    if earlier and name in COLOURED and not is_open(value) and plain_colour(name, value) is None:
        message = f"has {name}={value[:40]!r}, in place of which {earlier[:40]!r} is used"
        remarks.warn("figure-cleaned", message, "write a plain colour: #c9a66b", line_of(element))
    else:
        element.set(name, value)


def _report_property(name: str, value: str, line: int, remarks: Remarks) -> None:
    """Warn of a style property without an attribute, if the drawing would look different in a program that knows it."""
    if _ANIMATED.match(name):
        if value not in _NOT_ANIMATED:
            message = "has an animation in its styles, which is left out"
            remarks.warn("figure-cleaned", message, "draw what should be seen: figures are still pictures", line)
    elif name in _UNSUPPORTED and value not in _INEFFECTIVE:
        remarks.warn("figure-cleaned", f"has the style {name}, which is left out", "draw it without", line)
