"""Pre/post forms: two parallel versions a band, items with key and reason; what `course check` asks of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from coursekit import LANGS, ROOT
from coursekit.ledger import Ledger
from coursekit.reading import Finding, Strict, Text, load_all, short

FORMS = ROOT / "course" / "forms"
TOPICS = {"law": 4, "myth": 4, "help": 3, "bystander": 5}
"""How many of the sixteen items belong to each topic."""
CASES = "first"
"""The topic of the mini-cases "what first?"."""
CASE_COUNT = 4
PICTURES = {"one": 4, "average": 2, "splice": 2}
"""How many of the eight pictures show one person, and how many two people blended in which way."""
ANSWERS = {"truth": ("yes", "no", "unsure"), "agree": ("no_strong", "no", "yes", "yes_strong")}
"""What can be chosen beside a statement; ids of words."""
SOURCED = ("law", "help")
"""Topics whose every item names the ledger's entries that its key rests on."""
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]|'[^']*'")
_PUPIL = {
    "ko": re.compile(r"당신|(?<![가-힣])(?:너(?:는|도|의|희)?|네가|나(?:는|도|의)|내가|우리 반|여러분)(?![가-힣])"),
    "en": re.compile(r"\b(?:you|your|I|me|my|our)\b", re.I),
}


class Item(Strict):
    """One item: `key` is yes or no of a statement, or the number (from 1) of the right choice."""

    topic: Literal["law", "myth", "help", "bystander", "first"] = "first"
    kind: Literal["truth", "agree", "choice"] = "choice"
    ask: Text
    choices: list[Text] = Field(default=[])
    key: Literal["yes", "no"] | int
    why: Text
    facts: list[str] = Field(default=[])

    @model_validator(mode="after")
    def _answerable(self) -> Item:
        if self.kind == "choice" and not (len(self.choices) == 3 and self.key in (1, 2, 3)):
            raise ValueError("a choice has three `choices` and its `key` is 1, 2 or 3")
        if self.kind != "choice" and (self.choices or self.key not in ("yes", "no")):
            raise ValueError("a statement has no `choices` and its `key` is yes or no")
        return self

    @property
    def offers(self) -> tuple[str, ...]:
        """The values that can be chosen, in the order in which they stand."""
        return ("1", "2", "3") if self.kind == "choice" else ANSWERS[self.kind]

    @property
    def right(self) -> tuple[str, ...]:
        """The values that count as right; of an agreement both on the key's side."""
        return tuple(value for value in self.offers if value.removesuffix("_strong") == str(self.key))


class Picture(Strict):
    """One picture: how it was made, of which two faces of the class (numbers from 1), how much of the second (percent).

    Numbers and not the faces' ids: when a face is withdrawn, another takes its place in the class.
    """

    made: Literal["one", "average", "splice"]
    faces: tuple[int, int]
    percent: int = Field(ge=0, le=100)

    def frame(self, ids: Sequence[str]) -> str:
        """Return its address below the frames of the form's demo; `ids` are the faces in the order of the gallery."""
        first, second = ((number - 1) % len(ids) for number in self.faces)  # a small gallery goes round
        a, b, percent = ids[first], ids[second if second != first else (first + 1) % len(ids)], self.percent
        if self.made != "splice" and a > b:
            a, b, percent = b, a, 100 - percent
        return f"{'splice-smooth' if self.made == 'splice' else 'average'}/{a}-{b}-{percent:03d}.webp"


class Version(Strict):
    """One version of the form: sixteen items, four cases, eight pictures, in the order in which they are asked."""

    items: list[Item]
    cases: list[Item]
    pictures: list[Picture]

    @model_validator(mode="after")
    def _whole(self) -> Version:
        if (found := Counter(item.topic for item in self.items)) != TOPICS:
            raise ValueError(f"the items by topic are {dict(found)}, not {TOPICS}")
        if [item.topic for item in self.cases] != [CASES] * CASE_COUNT or {c.kind for c in self.cases} != {"choice"}:
            raise ValueError(f"there must be {CASE_COUNT} cases, each a choice, and they name no topic")
        if (made := Counter(picture.made for picture in self.pictures)) != PICTURES:
            raise ValueError(f"the pictures by how they were made are {dict(made)}, not {PICTURES}")
        return self

    @property
    def asked(self) -> list[Item]:
        """Items and cases, numbered from 1 through both."""
        return [*self.items, *self.cases]


class Meaning(Strict):
    """A topic's name, and what a change in it may mean and what it does not."""

    name: Text
    may: Text
    not_: Text = Field(alias="not")


class Form(Strict):
    """The form of one band: version a before, b after and again weeks later; `demo` draws the pictures."""

    versions: dict[Literal["a", "b"], Version]
    demo: str
    topics: dict[str, Meaning]

    @model_validator(mode="after")
    def _parallel(self) -> Form:
        if set(self.versions) != {"a", "b"} or list(self.topics) != [*TOPICS, CASES]:
            raise ValueError(f"there are versions a and b, and the topics {[*TOPICS, CASES]} in this order")
        pairs = zip(self.versions["a"].asked, self.versions["b"].asked, strict=True)
        for number, (a, b) in enumerate(pairs, 1):
            if _shape(a) != _shape(b):
                raise ValueError(f"item {number} is {_shape(a)} in a and {_shape(b)} in b")
        both = [
            (picture.made, picture.faces, picture.percent)
            for version in self.versions.values()
            for picture in version.pictures
        ]
        if len(set(both)) < len(both):
            raise ValueError("a picture stands in both versions, or twice in one")
        return self


def _shape(item: Item) -> tuple[str, str, str]:
    """What both versions share; of a statement also the right side, or a habit of saying yes would look like change."""
    return item.topic, item.kind, "" if item.kind == "choice" else str(item.key)


def load_forms(root: Path = FORMS) -> tuple[dict[str, Form], list[Finding]]:
    """Read the forms by band ("middle"), and what is wrong with the files."""
    return load_all(Form, root.glob("*.yml"), "forms", lambda path: path.stem)


def form_findings(band: str, form: Form, ledger: Ledger, demos: Container[str]) -> Iterator[Finding]:
    """Yield what is wrong with a form: asked about the pupil, a key without its entry, a link in a choice."""
    place = short(FORMS / f"{band}.yml")
    if form.demo not in demos:
        yield Finding(place, 1, "forms", f"no demo {form.demo!r}", "name the demo that draws the pictures")
    for name, version in form.versions.items():
        for number, item in enumerate(version.asked, 1):
            for what, mend in _trouble(item, ledger):
                yield Finding(place, 1, "forms", f"{name}, item {number}: {what}", mend)


def _trouble(item: Item, ledger: Ledger) -> Iterator[tuple[str, str]]:
    for lang in LANGS:
        asked = _QUOTED.sub("", item.ask[lang])
        if found := _PUPIL[lang].search(asked):
            yield (
                f"asks about the pupil ({found[0]!r})",
                "ask about an invented person: 이 인물은 무엇을 하면 좋을까요?",
            )
        if "{{" in item.ask[lang] + "".join(choice[lang] for choice in item.choices):
            yield "a marker would put a link where one taps to answer", "keep markers for `why`"
    for entry in item.facts:
        if entry not in ledger:
            yield f"no ledger entry {entry!r}", "add the entry or mend the id"
    if item.topic in SOURCED and not item.facts:
        yield f"a key about {item.topic} without its entry", "list the ledger's ids under `facts`"
