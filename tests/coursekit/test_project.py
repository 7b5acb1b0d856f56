"""The project keeps its own rules: direction of imports, sizes, pins, no addresses.

What the demos may import among themselves stands in tests/demos/test_contract.py.
"""

import ast
import subprocess
import tomllib
from itertools import chain
from statistics import median, quantiles

import pytest

from coursekit import ROOT
from coursekit.lock import LOCK, PROJECT, pinned_in_project, pins

MODULES = [
    path
    for path in chain(ROOT.glob("coursekit/**/*.py"), ROOT.glob("demos/**/*.py"))
    if "__pycache__" not in path.parts
]


def imports(path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: a relative import hides where it leads"
            names.add(node.module or "")
        elif isinstance(node, ast.Attribute) and node.attr == "import_module":
            names.add("importlib.import_module")
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_go_one_way(path) -> None:
    names = imports(path)
    tops = {name.split(".")[0] for name in names}
    if path.is_relative_to(ROOT / "demos"):
        assert "coursekit" not in tops
    else:
        assert not tops & {"demos", "gradio", "mkdocs"}
        assert "importlib.import_module" not in names or path.name == "demos.py", "the one door is coursekit/demos.py"


def lengths() -> list[int]:
    nodes = chain.from_iterable(ast.walk(ast.parse(path.read_text(encoding="utf-8"))) for path in MODULES)
    return [n.end_lineno - n.lineno + 1 for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_functions_and_modules_stay_small() -> None:
    sizes = lengths()
    assert len(sizes) > 100, "the search found too little"
    assert median(sizes) <= 9
    assert quantiles(sizes, n=10)[-1] <= 30
    assert max(sizes) <= 50
    assert [path.name for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 200] == []


def test_pins_are_the_same_in_both_places_and_name_no_address() -> None:
    lock = LOCK.read_text(encoding="utf-8")
    assert len(pins(lock)) > 80
    assert pins(lock) == pinned_in_project(PROJECT.read_text(encoding="utf-8"))
    assert "http://" not in lock + PROJECT.read_text(encoding="utf-8")
    assert "https://" not in lock


def test_blender_is_pinned_for_its_own_python_only_and_nobody_else_gets_it() -> None:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    assert project["dependency-groups"]["render"] == ["bpy==4.2.23 ; python_version == '3.11'", "pip"]
    assert "bpy==4.2.23 ; python_full_version < '3.12'" in pins(LOCK.read_text(encoding="utf-8"))
    assert project["tool"]["uv"]["default-groups"] == ["dev", "export"]
    everybody = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    everybody += project["dependency-groups"]["export"]
    assert not [name for name in everybody if name.startswith("bpy")]
    assert not [pin for pin in pins(LOCK.read_text(encoding="utf-8")) if pin.startswith("hwpx==")], "an empty package"


def test_no_file_names_a_path_of_the_machine() -> None:
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, files.split("\0")):
        path = ROOT / name
        if path.suffix in (".woff2", ".webp", ".png", ".jpg", ".ico", ".npz") or not path.exists():
            continue
        text = path.read_text(encoding="utf-8")
        assert str(ROOT.parent) + "/" not in text, name
        assert path.name != "package-lock.json" or '"resolved"' not in text, name
