"""Copies a drawing element by element, without what is not allowed in a still figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrate.drawings.allowed_svg import FONTS, GRADIENTS, SERVERS, SVG, TEXTS, XLINK
from narrate.drawings.attributes import Attributes
from narrate.drawings.element_choice import known_element, left_out
from narrate.drawings.elements import address_of, ancestors_within, line_of, name_of
from narrate.drawings.numbers import fitted, length, view_box, within, written
from narrate.drawings.picture_problems import Remarks
from narrate.drawings.references import data_address, embedded_picture, target_of, template_of
from narrate.drawings.variables import Variables

if TYPE_CHECKING:
    from lxml.etree import _Element

    from narrate.drawings.photographs import Raster


class Copier:
    """Copies what the drawing with the root ``source`` shows, with only the allowed elements and attributes.

    ``variables`` are the drawing's CSS custom properties. Percentages refer to ``width`` and ``height``, in its units.
    What is left out is reported in ``remarks``. Copying raises UnfitError if the copy would have more than ``most``
    elements or be nested more than 20 levels beyond ``deepest``.
    """

    OURS = "narrate-clip-"  # prefix of the ids of elements that the copy adds
    # in the methods, ``into`` is the element of the copy that gets the new one, ``used`` are the addresses in the
    # ``use`` elements that lead to ``source``, and ``depth`` is the level of nesting, from 1

    def __init__(
        self,
        source: _Element,
        variables: Variables,
        remarks: Remarks,
        width: float,
        height: float,
        most: int,
        deepest: int,
    ) -> None:
        self._source = source
        self._variables = variables
        self._scope = variables.within(source, variables.whole)
        self._remarks = remarks
        self._sides = (width, height)
        self._most, self._deepest = most, deepest
        self._ids: dict[str, _Element] = {}
        for element in source.iter():
            if id_ := element.get("id"):
                self._ids.setdefault(id_, element)
        self._attributes = Attributes(remarks, width, height)
        self._taken: set[str] = set()
        self._pictures: dict[str, Raster] = {}
        self._count = 0
        self._clips = 0

    def copy_root(self, made: _Element, left: float, top: float, scale: float) -> None:
        """Copy everything that the drawing shows into ``made``.

        The point ``left``, ``top`` is moved to 0, 0, and everything is enlarged ``scale`` times.
        """
        from lxml import etree

        for name, value in self._attributes.of(self._source, self._scope):
            if name not in ("x", "y", "width", "height", "transform"):
                made.set(name, value)
        if self._source.get("transform"):
            left_out(
                self._remarks,
                self._source,
                "a transformation of the whole drawing",
                "put everything into a group and transform that",
            )
        if id_ := self._source.get("id"):
            self._taken.add(id_)
            made.set("id", id_)
        if left or top or scale != 1.0:
            move = f"scale({scale:.9g}) translate({written(-left)} {written(-top)})"
            made = etree.SubElement(made, f"{{{SVG}}}g", {"transform": move})
        self._children(self._source, made, (), 1)

    def _children(self, source: _Element, into: _Element, used: tuple[str, ...], depth: int) -> None:
        for child in source:
            self._element(child, into, used, depth)

    def _element(self, source: _Element, into: _Element, used: tuple[str, ...], depth: int) -> None:
        """Copy ``source`` and its children. Its own custom properties apply to them beside those it inherits."""
        above, self._scope = self._scope, self._variables.within(source, self._scope)
        self._copy(source, into, used, depth)
        self._scope = above

    def _copy(self, source: _Element, into: _Element, used: tuple[str, ...], depth: int) -> None:
        """Copy ``source`` in the way that suits its kind of element."""
        name = known_element(source, self._remarks)
        if not name or source.get("requiredExtensions"):
            return
        self._count += 1
        if self._count > self._most or depth > self._deepest + 20:
            message = f"shows more than {self._most} elements, including those that <use> repeats"
            raise self._remarks.refuse("figure-size", message, "simplify it", line_of(source))
        if name == "use":
            self._use(source, into, used, depth)
        elif name == "switch":
            self._switch(source, self._made(source, into, "g", used), used, depth)
        elif name in ("defs", "symbol"):
            self._definitions(source, into, used, depth)
        elif name in ("a", "svg"):
            if name == "a" and address_of(source):
                left_out(self._remarks, source, "a link", "write addresses in the script")
            group = self._made(source, into, "g", used)
            inner = self._viewport(source, group) if name == "svg" else group
            self._children(source, inner, used, depth + 1)
        elif name == "image":
            self._image(source, into, used)
        else:
            self._plain(source, name, into, used, depth)

    def _plain(self, source: _Element, name: str, into: _Element, used: tuple[str, ...], depth: int) -> None:
        """Copy an element that keeps its name: a shape, a group, words, a gradient or the like."""
        if used and name in SERVERS:
            return  # already copied once; references find the first copy
        made = self._made(source, into, name, used)
        if name in GRADIENTS or name == "pattern":
            self._template(source, made)
        if name in TEXTS:
            message = "has words in it, which stay the same in every language"
            hint = "delete them: labels come from the script"
            self._remarks.warn("figure-text", message, hint, line_of(source))
            made.text, made.tail = source.text, source.tail
        self._children(source, made, used, depth + 1)

    def _made(self, source: _Element, into: _Element, name: str, used: tuple[str, ...]) -> _Element:
        """Append to ``into`` an element ``name`` with the attributes of ``source``, without children. Return it."""
        from lxml import etree

        made = etree.SubElement(into, f"{{{SVG}}}{name}")
        words = name in TEXTS
        for key, value in self._attributes.of(source, self._scope):
            if name == "g" and key in ("x", "y", "width", "height"):
                continue
            if key in FONTS and not words and name != "g":
                continue
            made.set(key, value)
        id_ = source.get("id")
        if id_ and id_ not in self._taken and (not used or _is_stored(source)):
            self._taken.add(id_)
            made.set("id", id_)
        return made

    # -- references -----------------------------------------------------------------------

    def _use(self, source: _Element, into: _Element, used: tuple[str, ...], depth: int) -> None:
        """Copy what the ``use`` element ``source`` shows, in a group. Raises UnfitError if it repeats itself."""
        target = target_of(source, self._ids, used, self._remarks)
        if target is None:
            return
        name = known_element(target, self._remarks)
        if not name or name in (*SERVERS, "stop", "defs"):
            return
        group = self._made(source, into, "g", used)
        used = (*used, address_of(source))
        if str(into.tag) == f"{{{SVG}}}clipPath":
            into.remove(group)  # a clipPath may not contain groups, so the shapes themselves are moved
            self._use_in_clip(source, target, group, into, used, depth)
            return
        x, y, width, height = self._box(source)
        if x or y:
            group.set("transform", f"{group.get('transform', '')} translate({written(x)} {written(y)})".strip())
        if name in ("symbol", "svg"):
            self._count += 1
            self._scope = self._variables.within(target, self._scope)
            inner = self._made(target, group, "g", used)
            use_size = (width if source.get("width") else None, height if source.get("height") else None)
            self._children(target, self._viewport(target, inner, use_size), used, depth + 2)
        else:
            self._element(target, group, used, depth + 1)

    def _use_in_clip(
        self, source: _Element, target: _Element, group: _Element, into: _Element, used: tuple[str, ...], depth: int
    ) -> None:
        """Copy ``target``, which the ``use`` element ``source`` repeats, into the clipPath ``into``.

        ``group`` is the copy of the ``use``. Each shape gets its attributes.
        """
        from lxml import etree

        shapes = etree.Element("shapes")
        self._element(target, shapes, used, depth + 1)
        x, y, _, _ = self._box(source)
        move = f"translate({written(x)} {written(y)})"
        for shape in list(shapes):
            shape.set("transform", " ".join(filter(None, (group.get("transform"), move, shape.get("transform")))))
            for key, value in group.items():
                if key not in ("transform", "id") and shape.get(key) is None:
                    shape.set(key, value)
            into.append(shape)

    def _viewport(
        self, source: _Element, group: _Element, use_size: tuple[float | None, float | None] = (None, None)
    ) -> _Element:
        """Append to ``group`` a group for the children of ``source``, a nested drawing or symbol. Return the new group.

        The new group is moved, scaled and clipped as the viewport of ``source`` says. ``use_size`` is the width and
        height that a ``use`` gives, if any. If nothing would be visible, the group returned is not part of the copy.
        """
        from lxml import etree

        x, y, width, height = self._box(source)
        if str(source.tag) == f"{{{SVG}}}symbol":
            x = y = 0.0
        width, height = use_size[0] or width, use_size[1] or height
        if width <= 0 or height <= 0:
            return etree.Element("nowhere")
        sx, sy, dx, dy = 1.0, 1.0, 0.0, 0.0
        view = view_box(source.get("viewBox") or "")
        if view is not None:
            sx, sy, dx, dy = fitted(view, width, height, source.get("preserveAspectRatio") or "")
        if not all(map(within, (sx, sy, x + dx, y + dy))):
            size = (source.get("viewBox") or "")[:40]
            message = f"has a drawing in it with the viewBox {size!r}, which is too small or too large"
            self._remarks.error("figure-size", message, "use the units of the outer drawing for it", line_of(source))
            return etree.Element("nowhere")
        if (source.get("overflow") or "hidden") not in ("visible", "auto"):
            group = self._clipped(group, {"x": x, "y": y, "width": width, "height": height})
        matrix = " ".join(map(written, (sx, 0, 0, sy, x + dx, y + dy)))
        return etree.SubElement(group, f"{{{SVG}}}g", {"transform": f"matrix({matrix})"})

    def _clipped(self, group: _Element, box: dict[str, float]) -> _Element:
        """Append to ``group`` a group clipped to a rectangle, and return it. ``box`` are the rectangle's attributes."""
        from lxml import etree

        self._clips += 1
        id_ = f"{self.OURS}{self._clips}"
        clip = etree.SubElement(group, f"{{{SVG}}}clipPath", {"id": id_})
        etree.SubElement(clip, f"{{{SVG}}}rect", {name: written(side) for name, side in box.items()})
        return etree.SubElement(group, f"{{{SVG}}}g", {"clip-path": f"url(#{id_})"})

    def _box(self, source: _Element) -> tuple[float, float, float, float]:
        """The x, y, width and height of ``source`` in units of the drawing; 0 for a value that is no length."""
        across, down = self._sides
        x = length(source.get("x") or "0", across)
        y = length(source.get("y") or "0", down)
        width = length(source.get("width") or "100%", across)
        height = length(source.get("height") or "100%", down)
        return x or 0.0, y or 0.0, width or 0.0, height or 0.0

    def _switch(self, source: _Element, made: _Element, used: tuple[str, ...], depth: int) -> None:
        """Copy the first child of a ``switch`` that is for all languages, since a drawing has no language."""
        for child in source:
            if (
                not child.get("requiredExtensions")
                and child.get("systemLanguage") is None
                and known_element(child, self._remarks)
            ):
                self._element(child, made, used, depth + 1)
                return
            if child.get("systemLanguage") is not None:
                left_out(self._remarks, child, "a variant for a language", "labels come from the script")

    def _definitions(self, source: _Element, into: _Element, used: tuple[str, ...], depth: int) -> None:
        """Copy the gradients, patterns and the like in ``source``, a ``defs`` or ``symbol``.

        Everything else in ``source`` is copied wherever a ``use`` shows it.
        """
        from lxml import etree

        if used:
            return
        made = etree.SubElement(into, f"{{{SVG}}}defs")
        for child in source.iter(*(f"{{{SVG}}}{name}" for name in SERVERS)):
            if not any(name_of(ancestor) in SERVERS for ancestor in ancestors_within(child, source)):
                self._element(child, made, used, depth + 1)
        if len(made) == 0:
            into.remove(made)

    def _template(self, source: _Element, made: _Element) -> None:
        """If the gradient or pattern ``source`` takes its stops from another one, let its copy ``made`` do the same."""
        if address := template_of(source, self._ids, self._remarks):
            made.set(f"{{{XLINK}}}href", address)

    def _image(self, source: _Element, into: _Element, used: tuple[str, ...]) -> None:
        """Copy an embedded picture, cleaned. It has its own size unless ``source`` gives another."""
        raster = embedded_picture(source, self._pictures, self._remarks)
        if raster is None:
            return
        made = self._made(source, into, "image", used)
        for name, side in (("width", raster.width), ("height", raster.height)):
            if made.get(name) is None:
                made.set(name, str(side))
        made.set(f"{{{XLINK}}}href", data_address(raster))


def _is_stored(element: _Element) -> bool:
    """Whether ``element`` is in a definition, which is shown only where others refer to it."""
    return name_of(element) == "symbol" or any(
        name_of(ancestor) in ("defs", "symbol", *SERVERS) for ancestor in element.iterancestors()
    )
