"""Shared material: the course as it stands, on a fixed day."""

import os
from datetime import date

import cv2
import pytest

from coursekit.material import Material, load_material

DAY = date(2026, 11, 23)
if "PYTEST_XDIST_WORKER" in os.environ:
    cv2.setNumThreads(1)  # the workers share the cores among themselves


@pytest.fixture(scope="session")
def material() -> Material:
    made, wrong = load_material(DAY)
    assert not wrong, "\n".join(map(str, wrong))
    return made
