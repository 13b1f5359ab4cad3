"""A settled plan in words: for the caseworker with the reasoning, for the client on paper without it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.casework.models import CaseFile, PlanVersion
from leerlus.casework.step_fields import AGREES, EVIDENCE, GROUNDS
from leerlus.documents.blocks import Block, Document, Heading, Paragraph, Terms

Words = str | Promise

_TITLES: Final[Mapping[str, Words]] = {
    "choice": gettext_lazy("What we choose"),
    "based_on_words": gettext_lazy("Based on"),
    "fits_because": gettext_lazy("Why this fits"),
    "alternative": gettext_lazy("Also considered"),
    "rejected_because": gettext_lazy("Why not that one"),
    "grounds": gettext_lazy("Where the reasoning comes from"),
    "knowledge": gettext_lazy("Research or guideline"),
    "knowledge_item_words": gettext_lazy("Item of the knowledge base"),
    "ingredients_words": gettext_lazy("What of it we do"),
    "evidence": gettext_lazy("How strong that is"),
    "client_view": gettext_lazy("What the client thinks of it"),
    "goal": gettext_lazy("The goal"),
    "noticed_by": gettext_lazy("How we notice it"),
    "feasible": gettext_lazy("Why it is feasible"),
    "matters_because": gettext_lazy("Why it matters"),
    "goal_by": gettext_lazy("By when"),
    "client_does": gettext_lazy("What the client does"),
    "caseworker_does": gettext_lazy("What I do"),
    "expected_result": gettext_lazy("What we expect to see"),
    "exceptions": gettext_lazy("Different from usual"),
    "client_agrees": gettext_lazy("Does the client agree"),
}
_CODES: Final[Mapping[str, Mapping[str, Words]]] = {
    "grounds": GROUNDS,
    "evidence": EVIDENCE,
    "client_agrees": AGREES,
}


def plan_in_words(content: Mapping[str, Any]) -> list[tuple[Words, Words]]:
    """Everything that was settled, with its names."""
    return [(title, _value(name, content[name])) for name, title in _TITLES.items() if content.get(name)]


def _value(name: str, value: Any) -> Words:
    if name in _CODES:
        return _CODES[name].get(value, value)
    if name == "goal_by":
        return date_format(date.fromisoformat(value), "j F Y")
    return "; ".join(value) if isinstance(value, list) else str(value)


def plan_on_paper(file: CaseFile, version: PlanVersion, language: str, caseworker: str) -> Document:
    """The plan for the client, in plain words: what they want, who does what, and when you look again.

    The reasoning of the caseworker is not on it, and neither is anything that says who the client is.
    """
    content = version.content
    blocks: list[Block] = [
        Paragraph(_("You made this plan together with %(caseworker)s. Keep it.") % {"caseworker": caseworker})
    ]
    for title, names in (
        (_("What you want to reach"), ("goal", "matters_because")),
        (_("What you do"), ("client_does",)),
        (_("What %(caseworker)s does") % {"caseworker": caseworker}, ("caseworker_does",)),
        (_("What we chose, and why"), ("choice", "fits_because")),
        (_("What you think of it"), ("client_view",)),
    ):
        said = [str(content[name]) for name in names if content.get(name)]
        if said:
            blocks += [Heading(title), *(Paragraph(one) for one in said)]
    blocks += [Heading(_("How it goes on")), Terms(_what_comes(file, content))]
    blocks.append(
        Paragraph(
            _("Do you not agree, or does something change? Say so. Then you make a new plan together."),
            boxed=True,
        )
    )
    return Document(
        title=_("My plan"),
        language=language,
        blocks=tuple(blocks),
        footer=_("Plan %(number)d of %(day)s · reference %(reference)s")
        % {
            "number": version.number,
            "day": date_format(version.made_on, "j F Y"),
            "reference": file.shown_reference,
        },
    )


def _what_comes(file: CaseFile, content: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    lines = []
    if content.get("goal_by"):
        lines.append((_("You want to have reached it by"), str(_value("goal_by", content["goal_by"]))))
    if content.get("noticed_by"):
        lines.append((_("You notice it by this"), str(content["noticed_by"])))
    if file.review_on:
        lines.append((_("You look together how it goes on"), date_format(file.review_on, "j F Y")))
    return tuple(lines) or ((_("When you look again"), _("That is not agreed yet.")),)
