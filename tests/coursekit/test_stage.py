"""Frames are drawn again when anything they are made from changes, and only then."""

from datetime import date
from pathlib import Path

import pytest

from coursekit import stage
from coursekit.demos import DEMOS

DAY = date(2026, 11, 23)


class Drawing:
    """A demo that writes one file and counts how often."""

    def __init__(self, folder: Path) -> None:
        self.id, self.folder, self.times = folder.name, folder, 0

    def write_frames(self, out: Path, progress, day) -> None:
        self.times += 1
        (out / "a.webp").write_text(str(self.times))


@pytest.fixture
def demo(tmp_path: Path, monkeypatch) -> Drawing:
    monkeypatch.setattr(stage, "BUILD", tmp_path / "build")
    for name in ("face_morph", "spread", "faces", "morph", "detection"):
        folder = tmp_path / "demos" / name
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text("")
    for name in ("face_morph", "spread"):
        (tmp_path / "demos" / name / "demo.yml").write_text("")
    for name in ("text", "channels"):
        (tmp_path / "demos" / f"{name}.py").write_text("")
    imports = "from demos import text\nfrom demos.faces.marks import save\nimport demos.spread.model"
    (tmp_path / "demos" / "face_morph" / "model.py").write_text(imports)
    (tmp_path / "demos" / "faces" / "marks.py").write_text("from demos import (\n    morph,\n)")
    return Drawing(tmp_path / "demos" / "face_morph")


def drawn(demo: Drawing, out: Path) -> str:
    stage.frames(demo, out, DAY, None)
    return (out / "a.webp").read_text()


def test_frames_are_kept_while_nothing_changes(demo: Drawing, tmp_path: Path) -> None:
    assert [drawn(demo, tmp_path / name) for name in "ab"] == ["1", "1"]


@pytest.mark.parametrize(
    ("changed", "again"),
    [
        ("face_morph/frames.py", True),
        ("faces/ledger.yml", True),
        ("morph/colour.py", True),
        ("text.py", True),
        ("spread/frames.py", False),
        ("detection/results.json", False),
        ("channels.py", False),
        ("morph/__pycache__/colour.pyc", False),
    ],
)
def test_a_change_draws_again_unless_it_is_another_demos(
    demo: Drawing, tmp_path: Path, changed: str, again: bool
) -> None:
    drawn(demo, tmp_path / "a")
    path = tmp_path / "demos" / changed
    path.parent.mkdir(exist_ok=True)
    path.write_text("changed")
    assert drawn(demo, tmp_path / "b") == ("2" if again else "1")
    assert len(list((tmp_path / "build" / "frames").iterdir())) == 1, "no older frames are left"


def test_each_demo_counts_what_it_draws_with_and_no_more() -> None:
    found = {name: {path.name for path in stage._shared(DEMOS / name)} for name in ("face_morph", "detector", "spread")}
    assert {"faces", "morph", "text.py"} <= found["face_morph"]
    assert {"faces", "morph", "detection", "text.py"} <= found["detector"]
    assert "text.py" in found["spread"]
    assert not {"detection", "channels.py", "detector"} & found["face_morph"]
    assert not {"faces", "morph", "detection"} & found["spread"]
