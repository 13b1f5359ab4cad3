"""Taking part in the comparison of advice with free choice: what it is, yes, no longer, and forget it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from leerlus.access.pages import PersonRequest, role_required
from leerlus.advice.allocation import Arm
from leerlus.advice.comparison import (
    MONTHS,
    forget,
    lots_were_drawn,
    may_take_part,
    stop,
    take_part,
    taking_part,
)
from leerlus.organisations.roles import Role


class YesForm(forms.Form):
    """The yes: one box, never ticked beforehand, and the page says what it means."""

    yes = forms.BooleanField(
        label=gettext_lazy("Yes, I want to take part. I have read what is compared and what is kept."),
        error_messages={"required": gettext_lazy("Tick this box if you want to take part.")},
    )


@role_required(Role.CASEWORKER)
def comparison(request: PersonRequest) -> HttpResponse:
    """What is compared and kept, and the yes; or since when somebody takes part, or took part and in which group."""
    form = YesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if may_take_part(request.actor.person_id):
            take_part(request.actor)
            messages.success(request, _("You take part from now on. Thank you. You can stop at any moment."))
        return redirect("comparison")
    found = taking_part(request.actor.person_id)
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "lots_were_drawn": lots_were_drawn(request.actor.person_id),
        "may_take_part": may_take_part(request.actor.person_id),
        "months": MONTHS,
        "group": _GROUPS[found.arm]() if found and found.ended else "",
    }
    return render(request, "advice/comparison.html", context, status=422 if form.errors else 200)


@require_POST
@role_required(Role.CASEWORKER)
def stop_comparison(request: PersonRequest) -> HttpResponse:
    """Stop at once; the page then tells which group it was."""
    stop(request.actor)
    messages.success(request, _("You no longer take part. Below you read which group you were in."))
    return redirect("comparison")


@require_POST
@role_required(Role.CASEWORKER)
def forget_comparison(request: PersonRequest) -> HttpResponse:
    """Erase in which group and when somebody took part; that lots were drawn stays."""
    forget(request.actor)
    messages.success(request, _("In which group you were and when is erased."))
    return redirect("comparison")


_GROUPS = {
    Arm.TAILORED: lambda: _("advice as usual: at most three steps, chosen for you"),
    Arm.FREE_CHOICE: lambda: _("free choice: all steps that may fit, in random order, none recommended"),
}
