"""Shared material: the course as it stands, on a fixed day."""

from datetime import date

import pytest

from coursekit.material import Material, load_material

DAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def material() -> Material:
    made, wrong = load_material(DAY)
    assert not wrong, "\n".join(map(str, wrong))
    return made
