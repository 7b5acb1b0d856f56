"""What a marker becomes: every kind of block as text → text, and the registry that pages ask."""
