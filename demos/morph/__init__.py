"""The morph engine: two portraits of the gallery, with their points and layers, become one picture.

Used when frames are built and when detectors are measured; no server imports it.
"""
