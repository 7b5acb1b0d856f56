"""What runs: one folder a demo, and the closed gallery of faces they all draw from."""
