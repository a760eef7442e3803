"""The source of the application as trees: what the guards read without running anything of it."""

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("sinho", "cells", "members", "cadres")
TOP, LATER, INSIDE = "top", "later", "inside"


@dataclass(frozen=True)
class Import:
    """One imported module. `place`: at the top of the file, at module level but later, or inside a function."""

    line: int
    target: str
    place: str
    relative: bool = False


@dataclass(frozen=True)
class Module:
    """One file of the source."""

    name: str
    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=str(self.path))

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @cached_property
    def comments(self) -> dict[int, str]:
        """Line → comment on it, without the sign and without orders to the linter."""
        found = {}
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            if token.type == tokenize.COMMENT:
                words = token.string.lstrip("# ").split("noqa", 1)
                left = words[0] if len(words) == 1 else words[0] + words[1].partition("(")[2]
                found[token.start[0]] = left.strip(" ()#")
        return found

    @cached_property
    def import_nodes(self) -> list[tuple[ast.Import | ast.ImportFrom, str]]:
        """Every import with its place."""
        top = {id(node) for node in _leading(self.tree.body)}
        inside = {id(node) for function in self.functions() for node in ast.walk(function)}
        return [
            (node, TOP if id(node) in top else INSIDE if id(node) in inside else LATER)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]

    def functions(self) -> Iterator[ast.FunctionDef]:
        """Every function and method, however deep."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


def read(path: Path, name: str) -> Module:
    return Module(name, path, path.read_text(encoding="utf-8"))


@cache
def modules_in(root: Path = ROOT, packages: tuple[str, ...] = PACKAGES) -> dict[str, Module]:
    """Every module below these packages by its dotted name; read once, for all guards."""
    found = {}
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = read(path, name)
    return found


def imports_of(module: Module, known: dict[str, Module]) -> list[Import]:
    """What the module imports: a name that is a module of ours counts as that module, else where it is taken from."""
    found = []
    for node, place in module.import_nodes:
        if isinstance(node, ast.Import):
            found += [Import(node.lineno, alias.name, place) for alias in node.names]
            continue
        source = node.module or ""
        targets = {f"{source}.{a.name}" if f"{source}.{a.name}" in known else source for a in node.names}
        found += [Import(node.lineno, target, place, node.level > 0) for target in sorted(targets)]
    return found


def _leading(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements before the first one that is neither the docstring nor an import."""
    rest = body[1:] if body and isinstance(body[0], ast.Expr) else body
    count = next((i for i, s in enumerate(rest) if not isinstance(s, ast.Import | ast.ImportFrom)), len(rest))
    return rest[:count]


def called_name(node: ast.expr) -> str:
    """The last name of what is called or decorates: `actions.record(…)` → record; "" for anything else."""
    if isinstance(node, ast.Call):
        return called_name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def decorators_of(function: ast.FunctionDef) -> set[str]:
    """Names of the decorators, whether called or not."""
    return {called_name(node) for node in function.decorator_list}


def planted(folder: Path, files: dict[str, str]) -> dict[str, Module]:
    """A small made-up source tree, for seeing a guard fail: path → content; missing `__init__.py` are added."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
        for parent in target.relative_to(folder).parents:
            if parent.name and not (folder / parent / "__init__.py").exists():
                (folder / parent / "__init__.py").write_text("")
    return modules_in.__wrapped__(folder)
