"""Nothing of a face is in the repository or the wheel but portrait, shots, points, layers, recipe and ledger.

The renderer starts from a human mesh of full height and from skin textures. They are fetched to ``build/``, which git
ignores, and stay there: what leaves this project is a clothed head with shoulders, as a picture.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from demos.detection import people
from demos.faces.ledger import MOST_POINTS

ROOT = Path(__file__).parents[2]
SOURCES = {
    ".obj", ".mhx2", ".npz", ".npy", ".target", ".mhm", ".mhclo", ".mhmat", ".proxy", ".blend", ".fbx", ".glb", ".gltf",
    ".dae", ".ply", ".stl", ".abc", ".usd", ".usdz", ".vdb", ".exr", ".hdr", ".tif", ".tiff", ".tga", ".dds", ".psd",
    ".bmp", ".zip", ".7z", ".gz", ".pkl", ".safetensors", ".onnx", ".pt", ".ckpt",
}  # fmt: skip
PICTURES = {".webp", ".png", ".jpg", ".jpeg", ".avif", ".gif"}
OF_A_FACE = re.compile(
    r"demos/faces/(f\d\d/(portrait\.webp|landmarks\.json|layers\.webp|shots/s[234]\.(jpg|json))"
    r"|ledger\.yml|strip\.png|\.gitattributes|TEST-[a-z]+\.(pem|key)|[a-z_]+\.py"
    r"|render/([a-z_]+\.py|recipes\.yml))"
)
OF_PEOPLE = re.compile(
    r"demos/detection/people/(e\d{3}(-s[123](\.layers)?\.webp|\.json)|vertices\.json|people\.yml|\.gitattributes)"
)
"""The people detectors are measured on: pictures before the camera, their layers, their points, the ledger."""
FOLDERS = {"demos/faces/": OF_A_FACE, "demos/detection/people/": OF_PEOPLE}
WEIGHTS = {"demos/detection/detector.npz", "demos/detection/maps.npz"}
"""What the detectors learnt; at most so many bytes each, plain numbers, none of them a mesh."""
RUNS = "demos/spread/recorded.npz"
"""Recorded runs of the model of spreading: whole numbers."""
HEAVIEST_WEIGHTS = 1_000_000
MOST_PEOPLE, ALL_OF_THEM = 100, 15_000_000
"""Of the people: how many, and bytes altogether."""
WIDEST, HEAVIEST = 1024, 1_500_000
"""A picture of the gallery: pixels a side, bytes a file. The skin textures of the source have 2048 and more."""
File = tuple[str, bytes]


def tracked() -> Iterator[File]:
    """Every file that git holds or would take in."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in sorted(set(filter(None, names.split("\0")))):
        if (ROOT / name).is_file():
            yield name, (ROOT / name).read_bytes()


def faults(files: Iterator[File] | list[File]) -> list[str]:
    """What is a source of the renderer, or more of a face than a portrait."""
    found = []
    for name, data in files:
        path = Path(name)
        kind = next((pattern for folder, pattern in FOLDERS.items() if name.startswith(folder)), None)
        if name in WEIGHTS or name == RUNS:
            found += _more_than_weights(name, data)
        elif path.suffix.lower() in SOURCES:
            found.append(f"{name}: a source of the renderer")
        if kind and not kind.fullmatch(name):
            found.append(f"{name}: not a file of the gallery")
        if kind and len(data) > HEAVIEST:
            found.append(f"{name}: {len(data)} bytes")
        if path.suffix.lower() in PICTURES and kind:
            with Image.open(io.BytesIO(data)) as file:
                if max(file.size) > (people.SIZE if kind is OF_PEOPLE else WIDEST):
                    found.append(f"{name}: {file.size}")
        if path.suffix in (".json", ".csv", ".txt") and name.startswith("demos/"):
            points = _points(data)
            if points > MOST_POINTS:
                found.append(f"{name}: {points} points")
    return found


def _more_than_weights(name: str, data: bytes) -> list[str]:
    """Weights are small and load without pickle; nothing in them is a list of places in space."""
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        arrays = {key: held[key] for key in held.files}
    kinds, points = "iu" if name == RUNS else "f", ((2,), (3,))
    odd = [f"{name}: {k} {a.shape}" for k, a in arrays.items() if a.dtype.kind not in kinds or a.shape[-1:] in points]
    odd = [line for line in odd if ".platt" not in line and ".sizes" not in line]
    return odd + ([f"{name}: {len(data)} bytes"] if len(data) > HEAVIEST_WEIGHTS else [])


def _points(data: bytes) -> int:
    """How many lists of two or three numbers a text holds, as JSON or one a line."""
    text = data.decode("utf-8")
    try:
        return _pairs(json.loads(text))
    except ValueError:
        return len(re.findall(r"^\s*[-\d.e]+[ ,;]+[-\d.e]+([ ,;]+[-\d.e]+)?\s*$", text, re.M))


def _pairs(value: object) -> int:
    if isinstance(value, dict):
        return sum(map(_pairs, value.values()))
    if isinstance(value, list):
        flat = len(value) in (2, 3) and all(isinstance(part, int | float) for part in value)
        numbers = sum(isinstance(part, int | float) for part in value)
        return 1 if flat else sum(map(_pairs, value)) + numbers // 2
    return 0


def test_the_repository_holds_nothing_else() -> None:
    assert faults(tracked()) == []


def test_the_measured_people_stay_few() -> None:
    held = {name: len(data) for name, data in tracked() if OF_PEOPLE.fullmatch(name)}
    assert len({Path(name).name[:4] for name in held if "/e" in name}) <= MOST_PEOPLE
    assert sum(held.values()) <= ALL_OF_THEM
    here = {name for name, _ in tracked() if name.startswith("demos/detection/people/")}
    assert here == set(held), "nothing else lies there"


def picture(side: int) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (side, side)).save(held, "PNG")
    return held.getvalue()


def weights(array: np.ndarray) -> bytes:
    held = io.BytesIO()
    np.savez_compressed(held, mesh=array)
    return held.getvalue()


@pytest.mark.parametrize(
    "file",
    [
        ("demos/detection/detector.npz", weights(np.zeros((900, 3)))),
        ("demos/detection/detector.npz", weights(np.random.default_rng(1).normal(size=200_000))),
        ("demos/faces/render/base.obj", b"v 0 0 0"),
        ("docs/skin.npz", b""),
        ("demos/faces/f01/skin.png", picture(8)),
        ("demos/faces/f01/shots/s5.jpg", picture(8)),
        ("demos/faces/render/textures/skin.webp", picture(8)),
        ("demos/faces/f01/portrait.webp", picture(2048)),
        ("demos/faces/f01/portrait.webp", picture(8) + b"\0" * HEAVIEST),
        ("demos/faces/f01/landmarks.json", json.dumps({"dense": {str(n): [1, 2] for n in range(6000)}}).encode()),
        ("demos/faces/f01/landmarks.json", json.dumps({"dense": list(range(12_000))}).encode()),
        ("demos/detection/people/e001-s4.webp", picture(8)),
        ("demos/detection/people/e001-s1.jpg", picture(8)),
        ("demos/detection/people/f01-s1.webp", picture(8)),
        ("demos/detection/people/e001.npz", b""),
        ("demos/detection/people/e001-s1.webp", picture(640)),
        ("demos/detection/people/e001.json", json.dumps({"s1": {"dense": list(range(12_000))}}).encode()),
        ("demos/face_morph/mesh.txt", b"0.1 0.2 0.3\n" * 6000),
    ],
    ids=lambda file: file[0],
)
def test_a_source_or_more_than_a_portrait_is_seen(file: File) -> None:
    assert len(faults([file])) >= 1


@pytest.mark.slow
def test_the_wheel_holds_nothing_else(tmp_path: Path) -> None:
    uv = shutil.which("uv")
    if uv is None:
        pytest.skip("uv is not there")
    command = [uv, "build", "--wheel", "--quiet", "--out-dir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as held:
        files = [(name, held.read(name)) for name in held.namelist() if not name.endswith("/")]
    assert "demos/faces/ledger.yml" in dict(files)
    assert faults(files) == []
    tops = {name.split("/")[0] for name in dict(files)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"coursekit", "demos"}
