"""Imports run one way: docs/design.md, "The layout"."""

import ast
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = ("unioncrawl", "pipelines", "spiders")

STATEMENTS = {"select", "insert", "update", "delete", "text"}
NEIGHBOURS = ("unioncrawl.export", "unioncrawl.restory", "unioncrawl.target")

# Lowest first; a module may import what stands in its own line or in one above it here. A line's folders count with all below them.
LAYERS = (
    (
        "unioncrawl.items",
        "unioncrawl.text",
        "unioncrawl.dates",
        "unioncrawl.pinyin",
        "unioncrawl.byteshift",
        "unioncrawl.regions",
        "unioncrawl.beijing",
    ),
    ("unioncrawl.page", "unioncrawl.lines", "unioncrawl.stories", "unioncrawl.copies", "unioncrawl.passages", "unioncrawl.search"),
    ("unioncrawl.headlines", "unioncrawl.bylines"),
    ("unioncrawl.migrations", "unioncrawl.db"),
    ("unioncrawl.terminal", "unioncrawl.memory", "unioncrawl.health", "unioncrawl.progress"),
    ("unioncrawl.settings", "pipelines"),
    ("unioncrawl",),  # whatever has no line of its own: sites, platforms, archive, frontier, reading
    ("spiders", "unioncrawl.commands"),
)


def name_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def modules() -> frozenset[str]:
    return frozenset(name_of(file) for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))


@cache
def imports() -> dict[str, set[str]]:
    """The modules of the project that each imports."""
    found: dict[str, set[str]] = {}
    for folder in FOLDERS:
        for file in (ROOT / folder).rglob("*.py"):
            named = found.setdefault(name_of(file), set())
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    named |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module:
                    named |= {full if (full := f"{node.module}.{alias.name}") in modules() else node.module for alias in node.names}
    return {module: {name for name in named if name in modules() and name != module} for module, named in found.items()}


def layer(module: str) -> int:
    fits = [(len(prefix), place) for place, prefixes in enumerate(LAYERS) for prefix in prefixes if f"{module}.".startswith(f"{prefix}.")]
    return max(fits)[1]


def test_no_module_imports_upward() -> None:
    upward = [f"{module} imports {name}" for module, names in imports().items() for name in names if layer(name) > layer(module)]
    assert sorted(upward) == []


def test_no_modules_import_in_a_circle() -> None:
    """A package's __init__ gathers what its files hold, so those may name it only from outside."""
    TopologicalSorter(imports()).prepare()


def test_only_the_database_and_its_neighbours_write_sql() -> None:
    """Others may hand its connections on; statements are its own, and of what copies whole tables."""
    writing = {
        module
        for module in modules()
        for node in ast.walk(ast.parse(source(module)))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy") and {a.name for a in node.names} & STATEMENTS
    }
    assert sorted(module for module in writing if not module.startswith(("unioncrawl.db", "unioncrawl.migrations", *NEIGHBOURS))) == []


def test_only_the_page_package_parses_html() -> None:
    """Lists are read by Scrapy's selectors, pages by unioncrawl.page."""
    parsing = {
        module
        for module in modules()
        if "lxml" in source(module) and any(line.startswith(("import lxml", "from lxml")) for line in source(module).splitlines())
    }
    assert sorted(module for module in parsing if not module.startswith("unioncrawl.page")) == []


@cache
def source(module: str) -> str:
    path = ROOT.joinpath(*module.split("."))
    return (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text("utf-8")
