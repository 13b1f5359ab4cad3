"""The scores and answers that rules read, in the words of the scan."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from leerlus.content.instrument import current_instrument
from leerlus.framework.loading import load_framework


def inputs_in_words(inputs: Iterable[tuple[str, Any]], language: str) -> str:
    """Answers and scores a rule looked at, in words: “Vertrouwen dat het lukt: 31 van 100”."""
    answers = dict(inputs)
    if answers.get("stage") != "relapse":
        answers.pop("underlying_stage", None)
    return "; ".join(_input(*answer, language) for answer in answers.items()) or _("not needed for this")


def _input(name: str, value: Any, language: str) -> str:
    label = name_of_input(name, language)
    if value is None:
        return _("%(name)s: unknown") % {"name": label}
    if name == "se_setback":
        return _("%(name)s: %(answer)d out of 10") % {"name": label, "answer": value}
    if isinstance(value, bool):
        return _("%(name)s: yes") % {"name": label} if value else _("%(name)s: no") % {"name": label}
    if isinstance(value, int | float):
        return _("%(name)s: %(score)d out of 100") % {"name": label, "score": round(value)}
    values = value if isinstance(value, list | tuple) else [value]
    words = ", ".join(answer_in_words(name, str(one), language) for one in values)
    return f"{label}: {words}" if words else _("%(name)s: none") % {"name": label}


_SCALES = {"intention": "int"}
_ITEMS = {
    "needs": "NEED1",
    "barriers": "BAR1",
    "shared_barriers": "BAR1",
    "preferences": "LP1",
    "experience": "BG1",
    "education": "BG2",
}


def name_of_input(name: str, language: str) -> str:
    """What a value that a rule reads is called: its scale, its question, or else the name itself."""
    instrument = current_instrument("quickscan")
    scale = instrument.scales.get(_SCALES.get(name, name))
    if scale:
        return scale.name.in_language(language)
    if name in _OTHER_INPUTS:
        return _OTHER_INPUTS[name]()
    item = instrument.by_id.get(_ITEMS.get(name, name))
    return item.text.in_language(language) if item else name


_OTHER_INPUTS = {
    "stage": lambda: _("Where you are now"),
    "underlying_stage": lambda: _("Where you were before"),
    "se_setback": lambda: _("Confidence when a first try fails"),
    "lever": lambda: _("What helps you most now"),
    "low_preconditions": lambda: _("What there is little of in your team"),
    "team_norm_low": lambda: _("In your team little is expected"),
    "quality_known": lambda: _("Something about quality was published"),
    "management_informed": lambda: _("Management was informed"),
    "linked_to_vision": lambda: _("It fits the vision"),
    "barrier": lambda: _("What holds you back"),
    "share": lambda: _("Passing on what you can do"),
    "shared_barriers": lambda: _("What at least half of your team names"),
}


def answer_in_words(name: str, value: str, language: str) -> str:
    """One answer of a value that a rule reads, as it was worded in the scan."""
    if name == "low_preconditions":
        return load_framework().factor(value).name.in_language(language)
    instrument = current_instrument("quickscan")
    item = instrument.by_id.get(_ITEMS.get(name, name))
    options = {option.value: option.text for option in item.options} if item else {}
    if value in options:
        return options[value].in_language(language)
    return _STAGES[value]() if value in _STAGES else value


_STAGES = {
    "precontemplation": lambda: _("not working on it now"),
    "contemplation": lambda: _("thinking about it"),
    "preparation": lambda: _("about to start"),
    "action": lambda: _("working on it"),
    "maintenance": lambda: _("keeping it up"),
    "relapse": lambda: _("slipped back"),
}
