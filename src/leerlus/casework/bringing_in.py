"""An evaluation as a case for peer consultation: a copy in words, without the file and without its reference.

The copy is the caseworker's own (matrix of reliability document 2.2: a copy without a link to the file); nobody sees it
until they bring it up themselves.
"""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.access.actor import Actor
from leerlus.access.forms import OnceForm
from leerlus.casework.models import CaseFile
from leerlus.casework.reading import content_of, own_reflection
from leerlus.casework.rules.steps import Step
from leerlus.casework.step_form import refuse_citizen_number
from leerlus.casework.step_words import warnings_about
from leerlus.casework.thread_words import ThreadInWords, in_words
from leerlus.casework.threads import thread_of

LONGEST_TITLE: Final = 120
LONGEST_TEXT: Final = 6000


class BringInForm(OnceForm):
    """Title and text of a case, to be changed before it is kept.

    What may say who the client is comes back once with the form; sent once more with the same, it is kept. A citizen
    service number is never kept.
    """

    field_order = ("title", "text")

    title = forms.CharField(label=gettext_lazy("What is it about, in one line?"), max_length=LONGEST_TITLE)
    text = forms.CharField(
        label=gettext_lazy("The case"),
        help_text=gettext_lazy(
            "Change what you like. What you want to ask your colleagues belongs here too."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    warned = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, actor: Actor, file: CaseFile, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor.person_id, *args, **kwargs)
        self.file = file
        for name in ("title", "text"):
            self.fields[name].validators.append(refuse_citizen_number)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Give the form back when something new in it may say who the client is."""
        cleaned = self.cleaned_data
        found = {name: self._warnings(cleaned.get(name, "")) for name in ("title", "text")}
        told = " | ".join(words for warnings in found.values() for words in warnings)
        if told != cleaned.get("warned", ""):
            self.data = {**{name: self.data[name] for name in self.data}, "warned": told}
            for name, warnings in found.items():
                if warnings and name not in self.errors:
                    self.add_error(name, ValidationError(_does_it_say_who(warnings)))
        return cleaned

    def _warnings(self, text: str) -> list[str]:
        found = warnings_about(text, timezone.localdate())
        if self.file.shown_reference in text:
            found.append(
                _("the reference of the client (%(reference)s)") % {"reference": self.file.shown_reference}
            )
        return found


def case_of(actor: Actor, file: CaseFile) -> dict[str, str]:
    """Title and text of a case as the file and the own lesson tell it now."""
    newest = file.plan_versions.first()
    words = in_words(thread_of(actor, file, newest)) if newest else None
    parts = [*(_from_choice(words) if words else ()), *_from_evaluation(actor, file)]
    title = words.choice if words and words.choice else _("What I learned with a client")
    return {
        "title": title[:LONGEST_TITLE],
        "text": "\n\n".join(f"{heading} {said}" for heading, said in parts if said)[:LONGEST_TEXT],
    }


def _from_choice(words: ThreadInWords) -> list[tuple[str, str]]:
    return [
        (_("What we chose:"), words.choice),
        (_("Why it fitted:"), str(words.thread.content.get("fits_because", ""))),
        (_("Based on:"), words.ground),
        (_("What we expected:"), "; ".join(words.expected)),
        (_("How it went:"), " ".join(words.course)),
    ]


def _from_evaluation(actor: Actor, file: CaseFile) -> list[tuple[str, str]]:
    evaluation = content_of(file, Step.EVALUATION)
    own = own_reflection(actor, file)
    return [
        (_("What came of it:"), str(evaluation.get("outcome_text", ""))),
        (_("What the client says about it:"), str(evaluation.get("client_view", ""))),
        (_("What I learn from it:"), str(own.content.get("lesson", "")) if own else ""),
    ]


def _does_it_say_who(warnings: list[str]) -> str:
    return _("Does this say who the client is? %(found)s. Take it out, or send it once more as it is.") % {
        "found": "; ".join(warnings)
    }
