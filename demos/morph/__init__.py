"""The morph engine: two portraits of the gallery, with their points and layers, become one picture.

Pure: no files, no clock, no interface; the same input gives the same pixels. It knows no demo. What it draws is
drawn when frames are built and when detectors are measured, never when a page is asked for.
"""
