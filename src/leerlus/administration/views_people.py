"""People of the own municipality: who is there, in which role, with or without access."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leerlus.access.door import get_visible, visible
from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.pages import PersonRequest, role_required
from leerlus.administration.forms import EndRoleForm, RoleForm
from leerlus.administration.invitations import open_invitations
from leerlus.administration.people import close_account, end_role, give_role, open_account
from leerlus.organisations.models import Membership, Person, Team
from leerlus.organisations.roles import Role

PEOPLE_PER_PAGE = 25


@require_safe
@role_required(Role.TENANT_ADMINISTRATOR)
def people(request: PersonRequest) -> HttpResponse:
    """Everybody of the municipality, by name; searched by name, e-mail address or team."""
    sought = request.GET.get("q", "").strip()
    team = _team_sought(request)
    current = Membership.objects.current().select_related("team")
    found = visible(request.actor, Person).prefetch_related(
        Prefetch("memberships", queryset=current, to_attr="held_now")
    )
    if sought:
        found = found.filter(Q(name__icontains=sought) | Q(email__icontains=sought))
    if team:
        found = found.filter(pk__in=Membership.objects.current().filter(team=team).values("person_id"))
    context = {
        "page": Paginator(found, PEOPLE_PER_PAGE).get_page(request.GET.get("page")),
        "sought": sought,
        "team": team,
        "teams": visible(request.actor, Team),
        "invitations": open_invitations(request.actor).select_related("team"),
    }
    return render(request, "administration/people.html", context)


def _team_sought(request: PersonRequest) -> Team | None:
    try:
        return visible(request.actor, Team).filter(pk=UUID(request.GET.get("team", ""))).first()
    except ValueError:
        return None


@require_safe
@role_required(Role.TENANT_ADMINISTRATOR)
def person(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One person: roles with their dates, and whether they can log in."""
    return _person_page(request, get_visible(request.actor, Person, pk), RoleForm(request.actor))


@require_POST
@role_required(Role.TENANT_ADMINISTRATOR)
def add_role(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Give this person a role."""
    receiver = get_visible(request.actor, Person, pk)
    if earlier_result(request.actor.person_id, request.POST.get("form_token", "")):
        return redirect("person", pk=pk)
    form = RoleForm(request.actor, request.POST)
    if form.is_valid() and _given(request, receiver, form):
        return redirect("person", pk=pk)
    return _person_page(request, receiver, form, status=422)


def _given(request: PersonRequest, receiver: Person, form: RoleForm) -> bool:
    asked = form.cleaned_data
    try:
        with transaction.atomic():
            if store_once(request.actor.person_id, asked["form_token"], request.path):
                given = give_role(request.actor, receiver, asked["role"], asked["team"], asked["starts_on"])
                messages.success(
                    request,
                    _("%(name)s now has the role %(role)s.")
                    % {"name": receiver.name, "role": given.get_role_display()},
                )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


@role_required(Role.TENANT_ADMINISTRATOR)
def end_a_role(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Choose the last day of a role of somebody."""
    held = get_visible(request.actor, Membership, pk)
    form = EndRoleForm(request.POST or None)
    if form.is_valid() and _ended(request, held, form):
        return redirect("person", pk=held.person_id)
    context = {"form": form, "held": held}
    return render(request, "administration/end_role.html", context, status=422 if form.errors else 200)


def _ended(request: PersonRequest, held: Membership, form: EndRoleForm) -> bool:
    last_day: date = form.cleaned_data["ends_on"]
    try:
        end_role(request.actor, held, last_day)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, _("The role ends after %(date)s.") % {"date": date_format(last_day, "j F Y")})
    return True


@require_POST
@role_required(Role.TENANT_ADMINISTRATOR)
def change_account(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Close the account of this person, or open it again."""
    holder = get_visible(request.actor, Person, pk)
    if request.POST.get("open") == "yes":
        open_account(request.actor, holder)
        messages.success(request, _("%(name)s can log in again.") % {"name": holder.name})
        return redirect("person", pk=pk)
    try:
        close_account(request.actor, holder)
        messages.success(
            request, _("%(name)s can no longer log in, and is logged out everywhere.") % {"name": holder.name}
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("person", pk=pk)


def _person_page(request: PersonRequest, found: Person, form: RoleForm, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    held = list(visible(request.actor, Membership).filter(person=found).select_related("team"))
    context = {
        "person": found,
        "held": [one for one in held if one.ends_on is None or one.ends_on >= today],
        "ended": [one for one in held if one.ends_on is not None and one.ends_on < today],
        "form": form,
        "is_self": found.pk == request.actor.person_id,
        "today": today,
    }
    return render(request, "administration/person.html", context, status=status)
