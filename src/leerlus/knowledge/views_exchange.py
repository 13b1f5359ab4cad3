"""Writing the knowledge of the municipality out as a file, and taking over that of another one."""

from typing import Final

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from leerlus.access.forms import OnceForm
from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.matrix import Record
from leerlus.access.pages import PersonRequest, full_reach_required
from leerlus.knowledge.exchange import Exchange, Unreadable, read_exchange, take_over, written_out
from leerlus.organisations.models import Municipality

MOST_BYTES: Final = 10 * 1024 * 1024


class KnowledgeFileForm(OnceForm):
    """A file that another municipality wrote out."""

    file = forms.FileField(
        label=gettext_lazy("File with knowledge"),
        help_text=gettext_lazy(
            "A JSON file of at most 10 MB that another municipality wrote out with Leerlus."
        ),
        widget=forms.FileInput(attrs={"accept": ".json"}),
    )

    def clean_file(self) -> Exchange:
        """What is in the file, or everything that is wrong with it."""
        uploaded = self.cleaned_data["file"]
        if uploaded.size > MOST_BYTES:
            raise ValidationError(
                _("This file is too large to read in here. Your administrator can do it on the server.")
            )
        try:
            return read_exchange(uploaded.read())
        except Unreadable as problem:
            raise ValidationError([ValidationError(one) for one in problem.problems]) from None


@full_reach_required(Record.KNOWLEDGE_EDITING)
def exchange(request: PersonRequest) -> HttpResponse:
    """Take over the knowledge of another municipality: all or nothing, and twice is once."""
    form = KnowledgeFileForm(request.actor.person_id, request.POST or None, request.FILES or None)
    if form.is_valid():
        return _taken_over(request, form)
    return render(request, "knowledge/exchange.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@full_reach_required(Record.KNOWLEDGE_EDITING)
def write_out(request: PersonRequest) -> HttpResponse:
    """The knowledge of the municipality as a file."""
    written = written_out(request.actor, Municipality.objects.get(pk=request.actor.home))
    name = f"kennis-{timezone.localdate().isoformat()}.json"
    return HttpResponse(
        written.model_dump_json(indent=1),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _taken_over(request: PersonRequest, form: KnowledgeFileForm) -> HttpResponse:
    person_id, token = request.actor.person_id, form.cleaned_data["form_token"]
    if earlier_result(person_id, token):
        return redirect("exchange_knowledge")
    here = Municipality.objects.get(pk=request.actor.home)
    with transaction.atomic():
        if not store_once(person_id, token, request.path):
            return redirect("exchange_knowledge")
        done = take_over(form.cleaned_data["file"], here, request.actor)
    messages.success(
        request,
        _("Read in: %(added)d new, %(changed)d changed, %(same)d the same as before.")
        % {"added": done.added, "changed": done.changed, "same": done.same},
    )
    return redirect("exchange_knowledge")
