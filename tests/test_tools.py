"""What is run by hand in ``tests/tools`` goes with the program: nothing it imports has moved."""

import ast
import importlib
from pathlib import Path

import pytest

from tests.tables import each

TOOLS = Path(__file__).parent / "tools"
NAMES = sorted(path.stem for path in TOOLS.glob("*.py") if path.stem != "__init__")


def unknown(source: str) -> list[str]:
    """What ``source`` imports by name from narrate or the tests, at any depth, that is not there."""
    missing = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ("narrate", "tests"):
            home = importlib.import_module(node.module)
            for alias in node.names:
                if not hasattr(home, alias.name):
                    try:
                        importlib.import_module(f"{node.module}.{alias.name}")
                    except ModuleNotFoundError:
                        missing.append(f"{node.module}.{alias.name}")
    return missing


@each("name", NAMES)
def test_each_tool_can_be_imported_with_all_that_it_imports_later(name: str):
    importlib.import_module(f"tests.tools.{name}")
    assert not unknown((TOOLS / f"{name}.py").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "source",
    [
        "from narrate.pipeline import examined",
        "def run():\n    from narrate.script import Sauce",
        "if True:\n    from tests.tools import scales",
        "class A:\n    def b(self):\n        from narrate.model import Script, Scripts",
        "from narrate import builds as build",
    ],
)
def test_a_name_that_has_moved_is_found(source: str):
    assert len(unknown(source)) == 1
