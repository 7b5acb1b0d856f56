"""The simulated camera: repeatable, with the noise that counting photons makes, as JPEG as asked."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from demos.faces.camera import LEVELS, Camera, CameraError, cameras, develop, expose, prnu, shoot

ALL = cameras()
ONE = next(iter(ALL.values()))


def flat(value: float, size: int = 128) -> np.ndarray:
    return np.full((size, size, 3), value, np.float32)


def scene() -> np.ndarray:
    y, x = np.mgrid[:128, :128] / 128
    return np.stack([x, y, (x + y) / 2], 2).astype(np.float32) * 0.8 + 0.05


def test_there_are_twelve_different_cameras_and_more() -> None:
    assert len(ALL) >= 12
    assert len(set(ALL.values())) == len(ALL)
    assert {c.scale for c in ALL.values()} == {0.5, 1.0}
    assert {c.edges for c in ALL.values()} == {True, False}
    assert all(86 <= c.quality <= 97 for c in ALL.values())
    assert cameras() == ALL
    assert cameras(count=3) == {name: ALL[name] for name in list(ALL)[:3]}
    assert cameras(seed=1) != ALL


@pytest.mark.parametrize("camera", ALL.values(), ids=lambda c: c.name)
def test_the_same_seed_gives_the_same_pixels(camera: Camera) -> None:
    first, again, other = (shoot(scene(), camera, seed) for seed in (1, 1, 2))
    assert first.jpeg == again.jpeg
    assert np.array_equal(first.picture, again.picture)
    assert not np.array_equal(first.picture, other.picture)
    assert first.picture.dtype == np.uint8
    assert first.picture.shape == (round(128 * camera.scale), round(128 * camera.scale), 3)


@pytest.mark.parametrize("camera", ALL.values(), ids=lambda c: c.name)
def test_a_file_can_keep_the_size_of_the_scene(camera: Camera) -> None:
    kept = shoot(scene(), camera, 1, keep_size=True)
    assert kept.picture.shape == (128, 128, 3)
    assert np.array_equal(kept.picture, shoot(scene(), camera, 1, keep_size=True).picture)
    if camera.scale == 1:
        assert kept.jpeg == shoot(scene(), camera, 1).jpeg


def test_the_picture_is_the_decoded_file() -> None:
    shot = shoot(scene(), ONE, 1)
    with Image.open(BytesIO(shot.jpeg)) as file:
        assert file.format == "JPEG"
        assert np.array_equal(np.asarray(file), shot.picture)


def test_the_variance_of_the_noise_is_the_signal_plus_the_read_noise() -> None:
    camera = replace(ONE, prnu=0.0, full_well=4000.0, read_noise=5.0)
    electrons = camera.full_well / LEVELS
    for value in (0.05, 0.2, 0.4, 0.8):
        green = expose(flat(value, 256), camera, 3)[0::2, 1::2].astype(float) * electrons
        assert green.mean() == pytest.approx(value * 4000, rel=0.01)
        assert green.var() == pytest.approx(value * 4000 + 25 + electrons**2 / 12, rel=0.05)


def test_no_light_leaves_the_read_noise_and_too_much_is_cut_off() -> None:
    camera = replace(ONE, read_noise=4.0, full_well=4000.0)
    assert expose(flat(0.0), camera, 1).max() < 40
    assert (expose(flat(3.0), camera, 1)[0::2, 1::2] > LEVELS - 30).all()


def test_the_pattern_is_fixed_for_each_camera() -> None:
    camera, other = replace(ONE, prnu=0.01), replace(ONE, prnu=0.01, life=ONE.life + 1)

    def mean(of: Camera, first: int) -> np.ndarray:
        return np.mean([expose(flat(0.7), of, first + n).astype(float) for n in range(24)], axis=0)[0::2, 1::2]

    def alike(a: np.ndarray, b: np.ndarray) -> float:
        return float(np.corrcoef(a.ravel(), b.ravel())[0, 1])

    seen = mean(camera, 0)
    assert alike(seen, prnu(camera, 128, 128)[0::2, 1::2]) > 0.8
    assert alike(seen, mean(camera, 100)) > 0.7
    assert abs(alike(seen, mean(other, 0))) < 0.1


@pytest.mark.parametrize("edges", [True, False])
def test_colours_come_back_from_the_mosaic(edges: bool) -> None:
    camera = replace(ONE, edges=edges, contrast=0.0, denoise=0.0, sharpen=0.0, full_well=1e6, read_noise=0.0)
    light = np.broadcast_to(np.array([0.5, 0.2, 0.05], np.float32), (64, 64, 3)).copy()
    seen = develop(expose(light, camera, 1), camera)[8:-8, 8:-8].mean((0, 1))
    meant = 1.055 * np.array([0.5, 0.2, 0.05]) ** (1 / 2.4) - 0.055
    assert seen == pytest.approx(meant, abs=0.01)


def test_corners_are_darker() -> None:
    camera = replace(ONE, falloff=0.3, scale=1.0)
    seen = shoot(flat(0.5), camera, 1).picture.astype(float)
    assert seen[:12, :12].mean() < seen[58:70, 58:70].mean() - 8


@pytest.mark.parametrize(("quality", "chroma", "sampling"), [(86, "4:2:0", 2), (97, "4:4:4", 0), (90, "4:2:2", 1)])
def test_the_file_has_the_quality_that_was_asked(quality: int, chroma: str, sampling: int) -> None:
    from PIL import JpegImagePlugin

    def tables(data: bytes) -> dict[int, list[int]]:
        with Image.open(BytesIO(data)) as file:
            assert JpegImagePlugin.get_sampling(file) == sampling
            return {k: list(v) for k, v in file.quantization.items()}  # type: ignore[attr-defined]

    shot = shoot(scene(), replace(ONE, quality=quality, chroma=chroma), 1)  # type: ignore[arg-type]
    held = BytesIO()
    Image.fromarray(shot.picture).save(held, "JPEG", quality=quality, subsampling=chroma)
    assert tables(shot.jpeg) == tables(held.getvalue())


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (np.zeros((64, 64), np.float32), "RGB"),
        (np.zeros((64, 64, 3), np.uint8), "RGB"),
        (np.zeros((64, 63, 3), np.float32), "even"),
        (np.zeros((8, 8, 3), np.float32), "16"),
        (np.full((64, 64, 3), np.nan, np.float32), "finite"),
        (np.full((64, 64, 3), -0.1, np.float32), "negative"),
    ],
    ids=["grey", "bytes", "odd", "small", "nan", "negative"],
)
def test_a_bad_scene_is_refused_with_a_sentence(bad: np.ndarray, why: str) -> None:
    with pytest.raises(CameraError, match=why) as error:
        shoot(bad, ONE, 1)
    assert " / " in str(error.value)
