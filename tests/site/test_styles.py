"""The look: its weight, its place inside the strict content security policy, and what the components promise."""

import gzip
import re
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from leerlus.site.form_renderer import ComponentRenderer

SITE = Path(__file__).resolve().parents[2] / "src" / "leerlus" / "site"
TEMPLATES = sorted((SITE / "templates").rglob("*.html"))
LARGEST_TRANSFER = 60_000
"""Bytes over the wire that a page may spend on styles, and again on scripts (ux.md, patterns)."""


def _component(name: str, **parameters: object) -> str:
    return render_to_string(f"components/{name}.html", parameters)


def _weight(paths: list[str]) -> int:
    found = {path: finders.find(path) for path in paths}
    assert all(found.values()), f"not there: {[path for path, place in found.items() if not place]}"
    return sum(len(gzip.compress(Path(str(place)).read_bytes(), 9)) for place in found.values())


def _rating(**changes: object) -> dict[str, object]:
    options = [{"value": str(point), "label": ""} for point in range(1, 8)]
    question: dict[str, object] = {"code": "ATT1", "kind": "rating", "text": "Nut", "options": options}
    return question | changes


def test_the_stylesheets_of_a_page_weigh_at_most_60_kilobytes():
    page = render_to_string("base.html")
    stylesheets = re.findall(r'rel="stylesheet" href="/static/([^"]+)"', page)
    assert len(stylesheets) >= 3
    assert _weight(stylesheets) <= LARGEST_TRANSFER


def test_our_scripts_and_htmx_together_weigh_at_most_60_kilobytes():
    ours = [str(path.relative_to(SITE / "static")) for path in (SITE / "static").rglob("*.js")]
    assert _weight([*ours, "django_htmx/htmx-2.min.js", "django_htmx/django-htmx.js"]) <= LARGEST_TRANSFER


def test_autosave_weighs_at_most_3_kilobytes():
    assert 0 < _weight(["site/autosave.js"]) <= 3_000


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_needs_an_exception_in_the_content_security_policy(template):
    text = re.sub(r"{% comment %}.*?{% endcomment %}", "", template.read_text("utf-8"), flags=re.DOTALL)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|https?://", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_component_states_its_parameters(template):
    if template.parent.name == "components":
        assert re.search(r"[Pp]arameter", template.read_text("utf-8").split("{% endcomment %}")[0])


def test_our_styles_load_nothing_from_elsewhere():
    for stylesheet in (SITE / "static" / "site").glob("*.css"):
        assert not re.search(r"url\(|@import", stylesheet.read_text("utf-8")), stylesheet.name


def test_the_vendored_styles_name_their_version_and_carry_their_licence():
    folder = SITE / "static" / "vendor" / "nl-design-system"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (folder / "LICENSE.md").read_text("utf-8")
    versions = (folder / "VERSION").read_text("utf-8")
    assert all(stylesheet.name in versions for stylesheet in folder.glob("*.css"))


def test_a_theme_is_a_class_name_and_a_stylesheet():
    page = render_to_string(
        "base.html", {"theme_class": "duinstad-theme", "theme_stylesheet": "duinstad/theme.css"}
    )
    assert '<body class="leerlus duinstad-theme">' in page
    assert 'href="/static/duinstad/theme.css"' in page


def test_the_notice_of_a_demo_is_on_every_page_of_that_demo_and_nowhere_else():
    with translation.override("nl"):
        for notice in ("Dit is de demogemeente Voorbeeldstad.", "Dit is de demogemeente Kleindorp."):
            assert notice in render_to_string("base.html", {"demo_notice": notice})
        assert "leerlus-demo" not in render_to_string("base.html", {"demo_notice": ""})


def test_a_page_is_in_the_language_of_the_reader_also_when_its_fixed_parts_are_cached():
    with translation.override("nl"):
        assert '<html lang="nl">' in (dutch := render_to_string("base.html"))
    with translation.override("en"):
        assert '<html lang="en">' in (english := render_to_string("base.html"))
    assert "Om te leren, nooit om te beoordelen." in dutch
    assert "For learning, never for judging." in english


def test_our_own_failure_is_told_without_context():
    with translation.override("nl"):
        assert "Er ging bij ons iets mis" in render_to_string("500.html")


def test_a_rating_offers_every_point_and_to_skip():
    page = _component("question", question=_rating(), answer="6", error="")
    assert page.count('type="radio"') == 8
    assert re.search(r'value="6"\s+checked', page)
    assert page.count(" checked") == 1


def test_a_question_not_answered_yet_has_nothing_chosen():
    assert " checked" not in _component("question", question=_rating(), answer=None, error="")


def test_a_skipped_question_shows_that_it_was_skipped():
    page = _component("question", question=_rating(), answer="", error="")
    assert re.search(r'value=""\s+checked', page)


def test_an_error_is_tied_to_its_question():
    page = _component("question", question=_rating(), answer=None, error="Kies een van de punten.")
    assert 'aria-describedby=" error-ATT1"' in page
    assert 'id="error-ATT1">Kies een van de punten.' in page


def test_a_choice_of_some_keeps_what_was_chosen_and_names_the_maximum():
    question = _rating(kind="multiple", maximum=2)
    with translation.override("nl"):
        page = _component("question", question=question, answer=["1", "3"], error="")
    assert page.count(" checked") == 2
    assert "Kies er hoogstens 2." in page


def test_what_somebody_wrote_is_shown_as_text():
    page = _component("question", question=_rating(kind="open", maximum=300), answer="<b>tijd</b>", error="")
    assert "&lt;b&gt;tijd&lt;/b&gt;" in page


def test_an_unknown_score_has_no_point_on_the_line():
    page = _component("score_row", label="Vertrouwen", word="onbekend", value=None, unknown_sentence="Nog 2.")
    assert "<circle" not in page
    assert "Nog 2." in page


def test_a_score_is_drawn_at_its_place_in_dutch_too():
    with translation.override("nl"):
        page = _component("score_row", label="Norm", word="midden", value=54.5, low=44.5, high=64.5)
    assert 'cx="54.5%"' in page


def test_every_cell_of_a_table_can_name_its_column():
    page = _component("table", columns=["Maand", "Gestart"], rows=[["0-3", "12"]])
    assert '<th scope="row"><span class="leerlus-table__label" aria-hidden="true">Maand</span>' in page
    assert (
        '<td><span class="leerlus-table__label" aria-hidden="true">Gestart</span><span>12</span></td>' in page
    )


def test_a_row_that_does_not_fit_the_columns_is_refused():
    with pytest.raises(ValueError, match="zip"):
        _component("table", columns=["Maand"], rows=[["0-3", "12"]])


class _Invitation(forms.Form):
    default_renderer = ComponentRenderer
    email = forms.EmailField(label="E-mailadres", help_text="Van je werk.")
    agreed = forms.BooleanField(label="Akkoord", required=False)


def test_a_form_ties_help_and_error_to_the_field_and_links_to_it_from_the_top():
    page = str(_Invitation({"email": "fatima"}))
    assert 'aria-describedby="id_email_helptext id_email_error"' in page
    assert 'id="id_email_error"' in page
    assert '<a href="#id_email">E-mailadres:' in page


def test_a_control_gets_the_class_of_its_component():
    page = str(_Invitation())
    assert 'class="utrecht-textbox utrecht-textbox--html-input"' in page
    assert page.index('type="checkbox"') < page.index("Akkoord")


def test_the_footer_names_the_version_that_is_released():
    project = tomllib.loads((SITE.parents[2] / "pyproject.toml").read_text("utf-8"))
    assert f"Leerlus {project['project']['version']}</li>" in render_to_string("base.html")


def test_every_request_has_its_own_token_in_the_kept_header():
    one, other = (render_to_string("base.html", {"csrf_token": token}) for token in ("first", "second"))
    assert 'name="csrfmiddlewaretoken" value="first"' in one
    assert one.replace("first", "second") == other


def test_the_menu_says_where_the_reader_is():
    entries = [
        SimpleNamespace(label="Vandaag", url="/", current=False),
        SimpleNamespace(label="Mijn vak", url="/mijn-vak/", current=True),
    ]
    page = render_to_string("base.html", {"navigation": entries})
    assert '<a href="/mijn-vak/" aria-current="page">Mijn vak</a>' in page
    assert '<a href="/">Vandaag</a>' in page


def test_a_name_in_the_header_is_shown_as_text():
    person = SimpleNamespace(is_authenticated=True, first_name="<b>Fatima</b>")
    assert "&lt;b&gt;Fatima&lt;/b&gt;" in render_to_string("base.html", {"user": person})
