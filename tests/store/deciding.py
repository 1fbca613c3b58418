"""Which code finds the facts that are kept, and its hash: ``python -m tests.store.deciding`` prints what to pin.

From each function that names a kind of fact, every definition of the program that it reaches by name is gathered. What
carries facts and values (the store, errors, the model, versions of packages) is left out. Comments, docstrings, layout and
where a module lies do not count.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

SRC = Path(__file__).parents[2] / "src"
CARRIERS = ("narrate.store", "narrate.errors", "narrate.model", "narrate.installed")
DISTRIBUTIONS = {"PIL": "pillow", "fontTools": "fonttools", "pathops": "skia-pathops"}


@dataclass(frozen=True)
class Module:
    """The definitions of a module by name, and what its names from elsewhere mean: (module, name), no name for a module."""

    definitions: dict[str, ast.stmt]
    imported: dict[str, tuple[str, str]]


@dataclass
class Deciding:
    """What decides a kind of fact: definitions by their names, and the packages that they use."""

    version: int
    packages: tuple[str, ...]
    definitions: dict[tuple[str, str], ast.stmt] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def digest(self) -> str:
        shapes = sorted(repr(_shape(one)) for one in self.definitions.values())
        return hashlib.sha256("\n".join(shapes).encode()).hexdigest()[:12]


@cache
def kinds() -> dict[str, Deciding]:
    """Every ``FactKind`` of the program by its name."""
    found: dict[str, Deciding] = {}
    for path in sorted(SRC.rglob("*.py")):
        if "FactKind(" not in path.read_text(encoding="utf-8"):
            continue
        name = ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")
        module = _module(name)
        for constant, made in module.definitions.items():
            if not (isinstance(made, ast.Assign) and isinstance(made.value, ast.Call)):
                continue
            if getattr(made.value.func, "id", "") != "FactKind":
                continue
            title, version, *packages = (ast.literal_eval(one) for one in made.value.args)
            deciding = Deciding(version, packages[0] if packages else ())
            for own, definition in module.definitions.items():
                if own != constant and constant in _names(definition):
                    _gather(deciding, name, own, constant)
            found[title] = deciding
    return found


@cache
def _module(name: str) -> Module:
    path = SRC.joinpath(*name.split("."))
    path = path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    definitions: dict[str, ast.stmt] = {}
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            definitions[node.name] = node
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            definitions |= {one.id: node for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)}
    imported: dict[str, tuple[str, str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {one.asname or one.name.partition(".")[0]: (one.name, "") for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported |= {one.asname or one.name: (node.module, one.name) for one in node.names}
    return Module(definitions, imported)


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _gather(deciding: Deciding, module_name: str, name: str, kind: str) -> None:
    module = _module(module_name)
    if name == kind or (module_name, name) in deciding.definitions or name not in module.definitions:
        return
    definition = module.definitions[name]
    deciding.definitions[module_name, name] = definition
    for used in sorted(_names(definition)):
        if used in module.definitions:
            _gather(deciding, module_name, used, kind)
        elif used in module.imported:
            source, member = module.imported[used]
            if not source.startswith("narrate"):
                deciding.used.add(DISTRIBUTIONS.get(source.partition(".")[0], source.partition(".")[0]))
            elif not source.startswith(CARRIERS):
                assert member, f"{module_name} imports the module {source}: its names cannot be followed"
                _gather(deciding, source, member, kind)


def _shape(node: Any) -> Any:
    """The same for the same code in every version of Python; nothing of docstrings and imports."""
    if isinstance(node, list):
        return [_shape(one) for one in node]
    if not isinstance(node, ast.AST):
        return node
    fields = list(_fields(node))
    return [type(node).__name__, *fields]


def _fields(node: ast.AST) -> Iterator[Any]:
    for name, value in ast.iter_fields(node):
        if name == "body" and isinstance(value, list):
            documented = isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node, clean=False)
            kept = value[1:] if documented else value
            yield name, [_shape(one) for one in kept if not isinstance(one, (ast.Import, ast.ImportFrom))]
        elif name not in ("kind", "type_comment") and (isinstance(node, ast.Constant) or value not in (None, [])):
            yield name, _shape(value)


if __name__ == "__main__":
    for kind, one in kinds().items():
        print(f"    {kind!r}: ({one.version}, {one.digest()!r}),")
