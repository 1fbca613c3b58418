"""The private names of python-pptx that a deck is written with: no other module uses any.

python-pptx has no public call for what is done here: the relationships of a package, a relationship put in another's
place, a deck without dates, content types of parts that are not in memory. So pyproject.toml keeps its minor version,
and a test looks for each name in the version that is installed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from pptx.opc.package import _Relationships
from pptx.opc.serialized import _ContentTypesItem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml import etree
    from pptx.opc.package import OpcPackage, Part
    from pptx.opc.packuri import PackURI
    from pptx.parts.coreprops import CorePropertiesPart

Relationships: TypeAlias = _Relationships
"""The relationships of a part, by id; python-pptx makes one for each part and shows no name for its class."""


def package_relationships(package: OpcPackage) -> Relationships:
    """The relationships of the package itself, which lead to all its parts."""
    return package._rels


def target_of(relationship: Any) -> object:
    """What a relationship leads to. Unlike ``target_part``, this leaves nothing in memory that was not there."""
    return relationship._target


def put_relationship(relationships: Relationships, key: str, relationship: object) -> None:
    """Put ``relationship`` in the place of the one with the id ``key``."""
    relationships._rels[key] = relationship


def content_types_by_ending_and_part(parts: Sequence[Part]) -> tuple[Mapping[str, str], Mapping[PackURI, str]]:
    """The content types of ``parts``: by the ending of a name where that tells it, else by the part's name."""
    defaults, overrides = _ContentTypesItem(parts)._defaults_and_overrides
    return defaults, overrides


def properties_element(properties: CorePropertiesPart) -> etree._Element:
    """The element that holds a deck's core properties: a date can be taken away in no other way."""
    return properties._element
