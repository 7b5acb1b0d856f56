"""Two fingerprints of one drawing: how a picture is found again without being seen, and when it is missed."""
