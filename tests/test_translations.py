"""The screen speaks Dutch and English completely."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from leerlus.command.messages import PACKAGE, compile_messages, untranslated

APPS = sorted(path.parent for path in PACKAGE.glob("*/apps.py"))
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
NAMES_THAT_ARE_NOT_TRANSLATED = {"Leerlus", "English", "Nederlands", "JSON", "CSV", "TNO", "nbsp"}
_NOT_TEXT = re.compile(
    r"{% comment %}.*?{% endcomment %}|{#.*?#}|{% blocktrans(?:late)?\b.*?{% endblocktrans(?:late)? %}|{%.*?%}|{{.*?}}"
    r"|<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>|&\w+;",
    re.DOTALL,
)


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_every_string_of_an_app_has_a_dutch_translation(app: Path):
    assert untranslated(app) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_text_in_a_template_escapes_translation(template: Path):
    words = re.findall(r"[^\W\d_]{3,}", _NOT_TEXT.sub(" ", template.read_text()))
    assert [word for word in words if word not in NAMES_THAT_ARE_NOT_TRANSLATED] == []


def test_a_string_without_translation_is_found(tmp_path: Path):
    app = tmp_path / "plan"
    (app / "locale/nl/LC_MESSAGES").mkdir(parents=True)
    (app / "views.py").write_text('from django.utils.translation import gettext\n\nTITLE = gettext("Plan")\n')
    (app / "locale/nl/LC_MESSAGES/django.po").write_text('msgid "Plan"\nmsgstr ""\n')
    assert untranslated(app) == [("plan/views.py", "Plan")]


def test_catalogues_are_compiled_only_when_they_are_newer(tmp_path: Path):
    catalogue = tmp_path / "plan/locale/nl/LC_MESSAGES/django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Plan"\nmsgstr "Plan"\n'
    )
    assert compile_messages(tmp_path) == [catalogue.with_suffix(".mo")]
    assert compile_messages(tmp_path) == []


def test_the_same_string_has_the_same_dutch_everywhere():
    """Catalogues of all apps are merged, so a second translation would win or lose by chance."""
    said: dict[str, set[str]] = {}
    for catalogue in PACKAGE.glob("*/locale/nl/LC_MESSAGES/django.po"):
        with catalogue.open("rb") as text:
            for message in read_po(text, locale="nl"):
                if message.id:
                    said.setdefault(str(message.id), set()).add(str(message.string))
    assert {string: texts for string, texts in said.items() if len(texts) > 1} == {}
