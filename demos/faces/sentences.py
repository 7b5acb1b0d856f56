"""What can be wrong with a face, told in Korean and English: what, where, and how to mend it."""

from __future__ import annotations

MEND = {
    "broken": (
        "장부 {file}을(를) 읽을 수 없어요. 얼굴마다 'f01:' 같은 항목이 있는 YAML이어야 해요.",
        "{file} cannot be read; it must be YAML with one entry such as 'f01:' a face.",
    ),
    "no-entry": (
        "장부에 항목이 없는데 그림이 있어요. 폴더를 지우거나 ledger.yml에 항목을 쓰세요.",
        "its folder has no entry in the ledger; delete the folder or write an entry in ledger.yml.",
    ),
    "no-file": (
        "{what} 파일이 없어요. 파일을 되돌리거나 `course faces withdraw`로 얼굴을 거두어들이세요.",
        "the file {what} is missing; restore it or withdraw the face with `course faces withdraw`.",
    ),
    "changed": (
        "{what} 파일이 장부의 지문(sha256)과 달라요. 원래 파일로 되돌리거나, 일부러 바꿨다면 "
        "확인한 뒤 `python -m demos.faces`가 보여 주는 새 지문을 장부에 적으세요.",
        "the file {what} does not match its digest (sha256); restore the file or, if the change is "
        "wanted, check it and copy the new digest that `python -m demos.faces` prints.",
    ),
    "stray": (
        "{what}은(는) 얼굴 폴더에 있으면 안 되는 파일이에요. 지우거나 장부의 shots에 적으세요.",
        "the file {what} does not belong in the folder of a face; delete it or name it in shots.",
    ),
    "pair": (
        "{what}은(는) 그림과 점이 서로 맞지 않아요. 같은 그리기에서 나온 두 파일을 함께 넣으세요.",
        "{what}: picture and points do not belong together; take both files from the same render.",
    ),
    "heavy": (
        "{what}에는 점이 {count}개 있어요. 그림에 보이는 점만, 많아도 {most}개까지 남기세요.",
        "{what} holds {count} points; keep only those seen in the picture, {most} at most.",
    ),
    "withdrawn": (
        "거두어들인 얼굴인데 파일이 남아 있어요. 폴더를 지우고 항목은 기록으로 남기세요.",
        "it is withdrawn but its files are still here; delete the folder, keep the entry as record.",
    ),
    "trace": (
        "거두어들인 얼굴인데 {what}에 아직 나와요. `course faces withdraw {fid}`를 다시 실행하세요.",
        "it is withdrawn but still in the picture {what}; run `course faces withdraw {fid}` again.",
    ),
    "withdrawn-form": (
        "withdrawn에는 {{on: 날짜, by: 역할, why: 까닭}}이 필요해요. 모두 적거나 null로 두세요. 역할: {allowed}.",
        "withdrawn needs {{on: date, by: role, why: reason}}; fill in all or write null. Roles: {allowed}.",
    ),
    "no-expiry": (
        "from과 expires 날짜가 필요해요. 둘 다 YYYY-MM-DD로 적으세요.",
        "the dates from and expires are needed; write both as YYYY-MM-DD.",
    ),
    "expired": (
        "사용 기한({what})이 지났어요. 다시 확인하고 expires를 늘리거나 얼굴을 거두어들이세요.",
        "it expired on {what}; check it again and extend expires, or withdraw the face.",
    ),
    "too-early": (
        "{what}부터 쓸 수 있어요. from 날짜나 오늘 날짜를 확인하세요.",
        "it may be used from {what} only; check the date in from, or today's date.",
    ),
    "looked-at": (
        "looked_at에는 {{on: 날짜, by: 역할}}이 필요해요. 그림을 본 날과 본 사람의 역할을 적으세요. 역할: {allowed}.",
        "looked_at needs {{on: date, by: role}}: the day on which it was looked at, and by which role. "
        "Roles: {allowed}.",
    ),
    "unknown": (
        "{what}의 값을 쓸 수 없어요. 쓸 수 있는 값: {allowed}.",
        "the value of {what} is not allowed; allowed: {allowed}.",
    ),
    "unknown-key": (
        "{what}은(는) 모르는 이름이에요. 지우거나 철자를 확인하세요. 쓸 수 있는 이름: {allowed}.",
        "{what} is not a name the ledger knows; delete it or check its spelling. Known: {allowed}.",
    ),
    "shots": (
        "shots는 비워 두거나({{}}) s1, s2, s3, s4를 모두 적어야 해요. {what}을(를) 확인하세요. "
        "s마다 camera(cam01 꼴)와 seed, s2부터는 picture와 landmarks 지문도 필요해요.",
        "shots must be empty ({{}}) or hold all of s1, s2, s3, s4; look at {what}. Each needs camera (such as cam01) "
        "and seed, from s2 on also the digests picture and landmarks.",
    ),
    "recipe": (
        "recipe에는 {{id: 이름, version: 수, sha256: 지문}}이 필요해요. 세 가지를 모두 적으세요.",
        "recipe needs {{id: name, version: number, sha256: digest}}; write all three.",
    ),
    "recipe-changed": (
        "제작 기록(recipe) {what}이(가) recipes.yml에 없거나 장부의 지문과 달라요. 되돌리거나, 다시 그려서 확인한 뒤 "
        "`python -m demos.faces`가 보여 주는 지문을 적으세요.",
        "the recipe {what} is not in recipes.yml or does not match its digest; restore it, or render again, "
        "look at the picture and copy the digest that `python -m demos.faces` prints.",
    ),
    "words": (
        "{what}에 한국어(ko)와 영어(en)가 모두 있어야 해요. 빠진 말을 적으세요.",
        "{what} needs both Korean (ko) and English (en); write the missing one.",
    ),
    "no-face": (
        "장부에 없는 얼굴이에요. 있는 얼굴: {allowed}.",
        "the ledger has no such face. It has: {allowed}.",
    ),
    "no-why": (
        '거두어들이는 까닭이 필요해요. 이름을 적지 말고 한 줄로 쓰세요 (예: --why "닮았다는 말을 들음").',
        'a reason is needed, in one line and without any name (such as --why "a likeness was reported").',
    ),
    "no-looker": (
        "누가 그림을 보았는지 역할로 적으세요: {allowed} (예: --by editor).",
        "say by role who looked at it: {allowed} (such as --by editor).",
    ),
    "no-recipe": (
        "render/recipes.yml에 이 얼굴의 제작 기록이 없어요. 먼저 제작 기록을 쓰고 그리세요.",
        "render/recipes.yml has no recipe for it; write one first, then draw it.",
    ),
    "not-drawn": (
        "아직 그리지 않았어요. `course faces render --only {fid}`로 먼저 그리세요.",
        "it is not drawn yet; draw it first with `course faces render --only {fid}`.",
    ),
    "small": (
        "{what}의 크기가 {size}px이라 너무 작아요. {least}px 이상으로 다시 그리세요.",
        "{what} is only {size} px wide; draw it again with {least} px or more.",
    ),
    "gone": (
        "거두어들인 얼굴은 다시 들일 수 없어요. 새 이름과 새 씨앗으로 다른 얼굴을 그리세요.",
        "it was withdrawn and does not come back; draw another face with a new id and another seed.",
    ),
    "no-role": (
        "누가 거두어들이는지 역할로 적으세요: {allowed}.",
        "say by role who withdraws it: {allowed}.",
    ),
}


class FaceError(ValueError):
    """A face may not be shown, taken in or withdrawn like this; the sentences say why and how to mend it."""


def sentence(fid: str, rule: str, **names: object) -> str:
    """One finding in Korean and English."""
    ko, en = (text.format(fid=fid, **names) for text in MEND[rule])
    return f"얼굴 {fid}: {ko} / Face {fid}: {en}"
