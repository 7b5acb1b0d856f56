"""How one message spreads through a school, and what stops it."""
