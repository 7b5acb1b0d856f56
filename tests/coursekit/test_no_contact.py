"""Where errors are told: as long as no contact is set, every help, law and office page says so at its foot."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader

from coursekit import LANGS, ROOT
from coursekit.assemble import extra
from coursekit.office import Office

PARTS = {f"partials/{name}.html": "" for name in ("notices", "lesson-head", "art", "content")}
STUBS = {"base.html": "{% block container %}{% endblock %}", **PARTS}


def article(material, lang: str, url: str) -> str:
    """Return the frame of a page as the theme writes it, without the parts around and inside it."""
    theme = FileSystemLoader(ROOT / "coursekit" / "theme")
    made = Environment(loader=ChoiceLoader([DictLoader(STUBS), theme]), autoescape=False)
    page = SimpleNamespace(url=url, meta={}, content="", is_homepage=url == "index.html")
    config = SimpleNamespace(extra=SimpleNamespace(**extra(material, lang)))
    return made.get_template("main.html").render(page=page, config=config, base_url="..", features=[])


@pytest.mark.parametrize(
    ("lang", "told"),
    [("ko", "틀린 내용을 알릴 곳: 알릴 곳이 아직 정해지지 않았습니다"), ("en", "no contact has been set yet")],
)
def test_a_missing_contact_is_told_where_it_matters(material, lang: str, told: str) -> None:
    for url in ("help/index.html", "help/places.html", "law/index.html", "office/index.html"):
        foot = article(material, lang, url).partition('<p class="bb-no-contact">')[2]
        assert told in foot.partition("</p>")[0], url
    for url in ("index.html", "about/help/index.html", "lessons/middle/01-face-as-data/index.html"):
        assert "bb-no-contact" not in article(material, lang, url), url


@pytest.mark.parametrize("lang", LANGS)
def test_a_contact_that_is_set_ends_the_notice(material, lang: str) -> None:
    ours = replace(material, office=Office(contact="031-000-0000"))
    assert "bb-no-contact" not in article(ours, lang, "help/index.html")
