"""Translating knowledge to practice: a knowledge manager begins, a caseworker co-writes, both agree."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leerlus.access.colleagues import caseworkers_of_municipality
from leerlus.access.door import get_visible, visible
from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.matrix import Record
from leerlus.access.pages import PersonRequest, full_reach_required
from leerlus.knowledge.finding import content_of
from leerlus.knowledge.forms import TranslationForm
from leerlus.knowledge.models import KnowledgeItem, Translation
from leerlus.knowledge.translating import (
    ChangedMeanwhile,
    begin,
    in_force,
    is_author,
    names_shown,
    revise,
    take_name_away,
    under_way,
)


@full_reach_required(Record.KNOWLEDGE_EDITING)
def translate_item(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Write how to use an item here, and ask a caseworker to co-write."""
    item = get_visible(request.actor, KnowledgeItem, pk)
    people = caseworkers_of_municipality(request.actor)
    form = TranslationForm(
        people, request.actor.person_id, request.POST or None, initial=_as_it_is(request, item)
    )
    if form.is_valid():
        return _begun(request, item, form)
    context = {"form": form, "item": item, "title": item.title(request.LANGUAGE_CODE)}
    return render(request, "knowledge/translate.html", context, status=422 if form.errors else 200)


@require_safe
@full_reach_required(Record.SIGNED_POST)
def translations(request: PersonRequest) -> HttpResponse:
    """The translations one writes on that wait for a yes."""
    rows = [(one, one.item.title(request.LANGUAGE_CODE)) for one in under_way(request.actor)]
    return render(request, "knowledge/translations.html", {"rows": rows})


@require_safe
@full_reach_required(Record.SIGNED_POST)
def translation(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One translation: its authors get it as a form until both agreed; others read it once it is in force."""
    found = _translation(request, pk)
    return _page(request, found, _form_of(request, found) if _may_write(request, found) else None, 200)


@require_POST
@full_reach_required(Record.SIGNED_POST)
def agree_to_translation(request: PersonRequest, pk: UUID) -> HttpResponse:
    """An author agrees to the text, changed or not; or takes the own name away from a text in force."""
    found = _translation(request, pk)
    if not is_author(request.actor, found):
        raise Http404
    if "without_name" in request.POST or not _may_write(request, found):
        take_name_away(request.actor, found)
        messages.success(request, _("Your name no longer stands there."))
        return redirect("translation", pk)
    form = _form_of(request, found)
    if not form.is_valid():
        return _page(request, found, form, 422)
    try:
        return _agreed(request, found, form)
    except ChangedMeanwhile:
        form.add_error(None, _("The text was changed meanwhile. Open it again to see what it says now."))
        return _page(request, found, form, 409)


def _may_write(request: PersonRequest, found: Translation) -> bool:
    return is_author(request.actor, found) and not found.is_in_force and found.replaced_at is None


def _page(
    request: PersonRequest, found: Translation, form: TranslationForm | None, status: int
) -> HttpResponse:
    names = names_shown(found)
    context = {
        "translation": found,
        "title": found.item.title(request.LANGUAGE_CODE),
        "form": form,
        "names": names,
        "my_name_shows": is_author(request.actor, found) and request.user.name in names,
        "other_agreed": _other_agreed(request, found),
    }
    return render(request, "knowledge/translation.html", context, status=status)


def _translation(request: PersonRequest, pk: UUID) -> Translation:
    rows = visible(request.actor, Translation).select_related("item", "written_by", "co_author")
    found = rows.filter(pk=pk).first()
    if found is None or not (found.is_in_force or is_author(request.actor, found)):
        raise Http404
    return found


def _form_of(request: PersonRequest, found: Translation) -> TranslationForm:
    is_writer = found.written_by_id == request.actor.person_id
    initial = {
        "when_to_use": found.when_to_use,
        "for_whom": found.for_whom,
        "first_sentence": found.first_sentence,
        "what_not": found.what_not,
        "names_me": found.names_writer if is_writer else found.names_co_author,
        "edition": found.edition,
    }
    return TranslationForm(None, request.actor.person_id, request.POST or None, initial=initial)


def _other_agreed(request: PersonRequest, found: Translation) -> bool:
    is_writer = found.written_by_id == request.actor.person_id
    return bool(found.co_author_agreed_at if is_writer else found.writer_agreed_at)


def _as_it_is(request: PersonRequest, item: KnowledgeItem) -> dict[str, str]:
    """What is in force, or else what the item says: nobody begins with an empty sheet."""
    found = in_force(request.actor, item)
    if found is not None:
        return {
            "when_to_use": found.when_to_use,
            "for_whom": found.for_whom,
            "first_sentence": found.first_sentence,
            "what_not": found.what_not,
        }
    practice, language = content_of(item).practice, request.LANGUAGE_CODE
    return {
        "when_to_use": practice.when.in_language(language),
        "for_whom": practice.for_whom.in_language(language),
        "first_sentence": practice.first_sentence.in_language(language),
        "what_not": practice.what_not.in_language(language),
    }


def _begun(request: PersonRequest, item: KnowledgeItem, form: TranslationForm) -> HttpResponse:
    given, actor = form.cleaned_data, request.actor
    if earlier := earlier_result(actor.person_id, given["form_token"]):
        return redirect(earlier)
    with transaction.atomic():
        found = begin(actor, item, given["co_author"], form.practice, names_me=given["names_me"])
        url = reverse("translation", args=[found.pk])
        if not store_once(actor.person_id, given["form_token"], url):
            transaction.set_rollback(True)
            return redirect("translations")
    messages.success(request, _("Your co-author can read it now, and change it."))
    return redirect(url)


def _agreed(request: PersonRequest, found: Translation, form: TranslationForm) -> HttpResponse:
    given = form.cleaned_data
    revise(request.actor, found, form.practice, names_me=given["names_me"], edition=given["edition"] or 0)
    found.refresh_from_db()
    if found.is_in_force:
        messages.success(request, _("You both agreed. Everybody reads it with the item now."))
    else:
        messages.success(request, _("Your text is kept. The other one still has to agree to it."))
    return redirect("translation", found.pk)
