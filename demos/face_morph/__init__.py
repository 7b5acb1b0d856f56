"""Blending two faces of the gallery, step by step."""
