"""Prints the digests of all face files, to be copied into ``ledger.yml`` after a wanted change."""

from demos.faces import HERE
from demos.faces.ledger import LANDMARKS, PORTRAIT, digest

for folder in sorted(HERE.glob("f[0-9][0-9]")):
    print(f"{folder.name}:")
    print(f"  portrait: {digest(folder / PORTRAIT)}\n  landmarks: {digest(folder / LANDMARKS)}")
