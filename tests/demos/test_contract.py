"""What every demo folder promises, whichever demos there are."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from demos import text

ROOT = Path(__file__).parents[2] / "demos"
DEMOS = sorted(p.parent for p in ROOT.glob("*/demo.yml"))
PAGES = sorted((ROOT.parent / "course").rglob("ko/**/*.md"))
PARTS = ("demo.yml", "text.yml", "model.py", "frames.py", "app.py", "element.js", "element.css", "still.webp")


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_there_are_demos() -> None:
    assert [d.name for d in DEMOS if d.name == "face_morph"]


@pytest.mark.parametrize("demo", DEMOS, ids=lambda d: d.name)
def test_a_demo_is_complete(demo: Path) -> None:
    assert [p for p in PARTS if not (demo / p).is_file()] == []
    card = yaml.safe_load((demo / "demo.yml").read_text("utf-8"))
    for key in ("title", "summary", "still_alt"):
        assert set(card[key]) == {"ko", "en"}
    assert card["lessons"] or any(f"{{{{ demo/{demo.name} }}}}" in page.read_text("utf-8") for page in PAGES), "placed"
    assert set(card["height"]) == {"wide", "narrow"}
    assert card["element"] == "bb-" + demo.name.replace("_", "-")
    assert f'customElements.define("{card["element"]}"' in (demo / "element.js").read_text("utf-8")


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("demo", DEMOS, ids=lambda d: d.name)
def test_a_demo_has_a_page_of_its_own_that_is_found_by_a_question(demo: Path, lang: str) -> None:
    """Predict, try, explain; the list of demos leads there by what a teacher asks."""
    home = ROOT.parent / "course" / lang / "demos"
    (page,) = [p for p in home.glob("*.md") if f"{{{{ demo/{demo.name} }}}}" in p.read_text("utf-8")]
    told = page.read_text("utf-8")
    parts = [re.search(rf'class="bb-{part}[ "]', told).start() for part in ("predict", "try", "explain")]
    assert parts == sorted(parts)
    assert {"ko": "멈춰도 돼요", "en": "you may stop"}[lang] in told or "건너뛰" in told or "skip" in told
    assert "helpline/" in told
    rows = [row for row in (home / "index.md").read_text("utf-8").splitlines() if f"]({page.name})" in row]
    assert len(rows) == 1
    assert rows[0].split("|")[1].strip().endswith("?")


@pytest.mark.parametrize("demo", DEMOS, ids=lambda d: d.name)
def test_every_word_stands_in_both_languages_with_the_same_blanks(demo: Path) -> None:
    assert text.gaps(demo) == []
    ko, en = text.words(demo, "ko"), text.words(demo, "en")
    assert len(ko) > 10
    assert [k for k in ko if set(re.findall(r"{\w+}", ko[k])) != set(re.findall(r"{\w+}", en[k]))] == []


@pytest.mark.parametrize("demo", DEMOS, ids=lambda d: d.name)
def test_no_word_is_unused_and_none_stands_in_the_code(demo: Path) -> None:
    code = "\n".join(p.read_text("utf-8") for p in [*demo.glob("*.py"), *demo.glob("*.js")])

    def used(key: str) -> bool:
        """Named whole, or put together from its beginning or its end."""
        heads = [key[: m.end()] for m in re.finditer("_", key)]
        tails = [key[m.start() :] for m in re.finditer("_", key)]
        joined = any(f"{h}{{" in code or f'"{h}"' in code or f'"{h[:-1]}"' in code for h in heads)
        return (
            bool(re.search(rf"\b{key}\b", code)) or joined or any(f"}}{t}" in code or f'"{t}"' in code for t in tails)
        )

    assert [key for key in text.words(demo, "ko") if not used(key)] == []
    assert not re.search("[가-힣]", (demo / "element.js").read_text("utf-8"))


@pytest.mark.parametrize("demo", DEMOS, ids=lambda d: d.name)
def test_the_element_works_from_plain_files(demo: Path) -> None:
    script = (demo / "element.js").read_text("utf-8")
    assert not re.search(r"\bfetch\(|XMLHttpRequest|\bimport\b|localStorage|https?:", script)
    assert not re.search(r"@import|https?:|url\(", (demo / "element.css").read_text("utf-8"))


def test_only_app_files_import_gradio() -> None:
    sources = [p for p in ROOT.rglob("*.py") if p.name != "app.py"]
    assert len(sources) > 10
    assert [str(p) for p in sources if any(n.split(".")[0] == "gradio" for n in imports(p))] == []


@pytest.mark.parametrize("demo", DEMOS, ids=lambda d: d.name)
def test_no_demo_imports_another(demo: Path) -> None:
    others = {d.name for d in DEMOS} - {demo.name}
    used = {n for p in demo.glob("*.py") for n in imports(p) if n.startswith("demos.")}
    assert [n for n in used if n.split(".")[1] in others] == []


BANNED = {"os", "pathlib", "time", "datetime", "random", "gradio", "PIL", "io", "socket"}
ENGINE = sorted((ROOT / "morph").glob("*.py"))


@pytest.mark.parametrize("demo", DEMOS, ids=lambda d: d.name)
def test_the_model_is_pure(demo: Path) -> None:
    assert {n.split(".")[0] for n in imports(demo / "model.py")} & BANNED == set()


@pytest.mark.parametrize("path", ENGINE, ids=lambda p: p.stem)
def test_the_engine_is_pure_and_knows_neither_demo_nor_gallery(path: Path) -> None:
    assert len(ENGINE) > 5
    names = imports(path)
    assert {n.split(".")[0] for n in names} & BANNED == set()
    assert [n for n in names if n.startswith("demos.") and not n.startswith("demos.morph.")] == []
    assert "open" not in {
        node.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Name)
    }


SERVE = """
import sys, fastapi, demos.app
demos.app.mount(fastapi.FastAPI())
print(*[name for name in sys.modules if name.startswith("demos.")])
"""


@pytest.mark.slow
def test_no_server_loads_the_engine() -> None:
    """What stands on Gradio shows files that were drawn at the build; the modules that could draw are never loaded."""
    said = subprocess.run(
        [sys.executable, "-c", SERVE],
        cwd=ROOT.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = said.stdout.split()
    assert "demos.face_morph.app" in loaded
    assert "demos.detector.app" in loaded
    assert [name for name in loaded if name.startswith(("demos.morph.", "demos.detection."))] == []
