"""Which mesh vertices the named landmarks are. Left is the person's left; the right is mirrored."""

from __future__ import annotations

from functools import cache

from demos.faces.render.mesh import mirror

UPPER_LID = (6850, 6847, 6844, 6841, 6838, 6785, 6784, 6790, 6793, 6796, 6799, 6802, 6805)
LOWER_LID = (6805, 6808, 6811, 6814, 6817, 6820, 6825, 6828, 6831, 6834, 6837, 6856, 6853, 6850)
UPPER_LIP = (455, 7214, 7210, 7215, 7169, 11956, 7170, 7171, 7123, 7167, 7162)
LOWER_LIP = (492, 7241, 7235, 7166, 7131, 7164, 7163, 7162)
MIDDLE = {
    "forehead": 983,
    "glabella": 234,
    "nasion": 169,
    "bridge": 135,
    "nose_tip": 5054,
    "subnasale": 343,
    "lip_top": 455,
    "lip_seam_u": 474,
    "lip_seam_l": 493,
    "lip_bottom": 492,
    "chin_dip": 724,
    "chin": 5211,
    "menton": 5296,
}
LEFT = {
    "eye_in": 6850,
    "eye_u1": 6841,
    "eye_u2": 6785,
    "eye_u3": 6790,
    "eye_u4": 6796,
    "eye_out": 6805,
    "eye_l1": 6814,
    "eye_l2": 6820,
    "eye_l3": 6828,
    "eye_l4": 6834,
    "brow_in": 6984,
    "brow_a": 6980,
    "brow_mid": 6996,
    "brow_b": 6999,
    "brow_out": 7023,
    "ala": 7057,
    "nostril": 7052,
    "mouth_corner": 7162,
    "lip_u1": 7215,
    "lip_u2": 7170,
    "lip_l1": 7235,
    "lip_l2": 7131,
    "cheek1": 11677,
    "cheek2": 11909,
    "cheek3": 11905,
    "temple": 10410,
    "jaw1": 7616,
    "jaw2": 7629,
    "jaw3": 7461,
    "jaw4": 7457,
    "jaw5": 11849,
    "jaw6": 11817,
    "jaw7": 11788,
    "jaw8": 7028,
    "forehead_l": 7020,
    "skull1": 12147,
    "skull2": 7670,
    "skull3": 7673,
    "ear_top": 12012,
    "ear_lobe": 12027,
}


@cache
def named() -> dict[str, int]:
    """All 93 skin landmarks by name (the two irises are no vertices)."""
    found = dict(MIDDLE)
    for name, vertex in LEFT.items():
        found[f"{name}_L"], found[f"{name}_R"] = vertex, int(mirror()[vertex])
    return found
