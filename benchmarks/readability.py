"""How easy the pupils' pages are to read, by lesson: printed as a table for the README here.

python benchmarks/readability.py

Counted on the Korean text without markers, headings, tables and code: words as written between blanks (어절) in a
sentence, syllables in a word, and the share of sentences with more than 12 words. There is no accepted formula for
Korean school texts in the dossier, so these are counts and not grades.
"""

from __future__ import annotations

import re
import statistics

from coursekit.front import split_front
from coursekit.lessons import ADULTS, COURSE, load_lessons
from coursekit.pages import MARKER
from coursekit.reading import read_text

LONG = 12


def sentences(body: str) -> list[list[str]]:
    """Return the sentences of a page as lists of words."""
    kept = [line for line in body.splitlines() if not re.match(r"\s*(#|\||<|!\[|```|\{\{)", line)]
    text = re.sub(r"[*_`>]|^\s*(?:[-+]|\d+\.)\s", "", MARKER.sub("", "\n".join(kept)), flags=re.M)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)|<[^>]+>", r"\1", text)
    parts = re.split(r"(?<=[.?!])[\"'”’)]*\s+|\n{2,}", text)
    return [words for part in parts if len(words := re.findall(r"[가-힣A-Za-z0-9]+", part)) > 1]


def main() -> None:
    """Print one row a lesson."""
    print("| lesson | sentences | words a sentence (median) | over 12 words | syllables a word |")
    print("|---|---|---|---|---|")
    for lesson in load_lessons()[0]:
        if lesson.band in ADULTS:
            continue
        found = sentences(split_front(read_text(COURSE / "ko" / "lessons" / lesson.key / "index.md"))[1])
        sizes = [len(words) for words in found]
        korean = [word for words in found for word in words if re.search("[가-힣]", word)]
        syllables = [len(re.findall("[가-힣]", word)) for word in korean]
        share = sum(size > LONG for size in sizes) / len(sizes)
        mean = statistics.mean(syllables)
        print(f"| {lesson.key} | {len(sizes)} | {statistics.median(sizes):.0f} | {share:.0%} | {mean:.1f} |")


if __name__ == "__main__":
    main()
