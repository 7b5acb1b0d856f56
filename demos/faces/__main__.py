"""Prints what belongs in ``ledger.yml`` after a wanted change: digests of files and recipes, new entries whole.

``python -m demos.faces [f09 …]`` (all faces if none is named). A shot's camera and seed are kept if the
ledger has them; for a new face they, the words and the day on which it was looked at are left to write.
"""

from __future__ import annotations

import sys
from datetime import date

from demos.faces import HERE
from demos.faces.ledger import read
from demos.faces.lines import made

entries = read(HERE)
for place in sorted(HERE.glob("f[0-9][0-9]")):
    if len(sys.argv) == 1 or place.name in sys.argv[1:]:
        print(made(place.name, entries.get(place.name, {}), place, date.today()))
