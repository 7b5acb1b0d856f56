"""A signed picture on its way: what its label says, and when the label breaks, is not known or is gone."""
