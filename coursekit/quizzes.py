"""Self-checks: one file a lesson, both languages inside; kept in the open tab only."""

from __future__ import annotations

from html import escape
from pathlib import Path

from pydantic import Field, model_validator

from coursekit import ROOT, Lang
from coursekit.reading import Finding, Strict, Text, load_all
from coursekit.words import word

QUIZZES = ROOT / "course" / "quizzes"


class Choice(Strict):
    """One answer and the reason why it is right or not."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    right: bool = False
    text: Text
    why: Text


class Question(Strict):
    """A question with exactly one right answer."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    ask: Text
    choices: list[Choice] = Field(min_length=2)

    @model_validator(mode="after")
    def _one_right(self) -> Question:
        if sum(choice.right for choice in self.choices) != 1:
            raise ValueError("exactly one choice must be `right: true`")
        if len({choice.id for choice in self.choices}) < len(self.choices):
            raise ValueError("two choices have the same id")
        return self


class Quiz(Strict):
    """The four to six questions of one lesson."""

    questions: list[Question] = Field(min_length=4, max_length=6)

    @model_validator(mode="after")
    def _own_ids(self) -> Quiz:
        if len({question.id for question in self.questions}) < len(self.questions):
            raise ValueError("two questions have the same id")
        return self


def load_quizzes(root: Path = QUIZZES) -> tuple[dict[str, Quiz], list[Finding]]:
    """Read all quizzes, by lesson key ("middle-01-face-as-data"), and what is wrong with them."""
    return load_all(Quiz, root.glob("*.yml"), "quizzes", lambda path: path.stem)


def quiz_html(quiz: Quiz, key: str, lang: Lang) -> str:
    """Return the self-check as one accessible block; without scripts it can still be read and printed."""
    questions = "\n".join(_question(q, n, lang) for n, q in enumerate(quiz.questions, 1))
    return (
        f'<section class="bb-quiz" id="quiz" data-quiz="{key}" data-search-exclude '
        f'data-right-word="{escape(word("quiz_right", lang))}" data-wrong-word="{escape(word("quiz_wrong", lang))}">\n'
        f"{questions}\n"
        f'<p class="bb-quiz-tools"><button type="button" data-quiz-clear>{word("quiz_clear", lang)}</button> '
        f'<span class="bb-quiz-note">{word("quiz_note", lang)}</span></p>\n</section>'
    )


def _question(question: Question, number: int, lang: Lang) -> str:
    choices = "\n".join(_choice(question, choice, lang) for choice in question.choices)
    return (
        f'<fieldset class="bb-q" data-q="{question.id}"><legend>{number}. {escape(question.ask[lang])}</legend>\n'
        f'{choices}\n<p class="bb-verdict" role="status"></p>\n</fieldset>'
    )


def _choice(question: Question, choice: Choice, lang: Lang) -> str:
    name = f"quiz-{question.id}"
    right = ' data-right="true"' if choice.right else ""
    return (
        f'<div class="bb-choice"><input type="radio" id="{name}-{choice.id}" name="{name}" value="{choice.id}"'
        f' autocomplete="off"{right}><label for="{name}-{choice.id}">{escape(choice.text[lang])}</label>'
        f'<p class="bb-why" hidden>{escape(choice.why[lang])}</p></div>'
    )
