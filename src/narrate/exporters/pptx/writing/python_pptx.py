"""All uses of private names of python-pptx. No other module uses any.

python-pptx has no public functions for the relationships of a package, for replacing a relationship, for a deck without
dates, or for the content types of parts that are not in memory. So pyproject.toml fixes its minor version, and a test
checks that each name exists in the installed version.
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
"""The class of python-pptx for the relationships of a part, which has no public name."""


def package_relationships(package: OpcPackage) -> Relationships:
    """Return the relationships of the package itself, which lead to all its parts."""
    return package._rels


def target_of(relationship: Any) -> object:
    """Return the target of a relationship. Unlike ``target_part``, this does not cache anything."""
    return relationship._target


def put_relationship(relationships: Relationships, key: str, relationship: object) -> None:
    """Store ``relationship`` under the id ``key``, in place of the one that is there."""
    relationships._rels[key] = relationship


def content_types_by_ending_and_part(parts: Sequence[Part]) -> tuple[Mapping[str, str], Mapping[PackURI, str]]:
    """Return (content types by file ending, content types by name of part) of ``parts``.

    The second holds only parts whose type does not follow from their file ending.
    """
    defaults, overrides = _ContentTypesItem(parts)._defaults_and_overrides
    return defaults, overrides


def properties_element(properties: CorePropertiesPart) -> etree._Element:
    """Return the XML element of a deck's core properties. A date can be removed only from this element."""
    return properties._element
