"""How much a detector of blended faces can be trusted: measured on the gallery's invented people."""
