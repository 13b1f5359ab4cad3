"""Pages for people without an account: the first start, accepting an invitation, and logging in."""

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from leerlus.administration.forms import FirstRunForm, JoinForm
from leerlus.administration.invitations import CannotJoin, accept
from leerlus.administration.municipality import AlreadySetUp, nobody_yet, set_up
from leerlus.organisations.models import Invitation, Municipality, Person

BACKEND = "leerlus.organisations.authentication.PersonBackend"


@login_not_required
def log_in(request: HttpRequest) -> HttpResponse:
    """The login page; on an installation without any account, the first start."""
    if not request.user.is_authenticated and nobody_yet():
        return redirect("first_run")
    response: HttpResponse = account.login(request)
    return response


@sensitive_post_parameters("password")
@login_not_required
def first_run(request: HttpRequest) -> HttpResponse:
    """Make the first municipality and its administrator; gone once anybody has an account."""
    if not nobody_yet():
        raise Http404
    form = FirstRunForm(request.POST or None)
    if not form.is_valid():
        return render(
            request, "administration/first_run.html", {"form": form}, status=422 if form.errors else 200
        )
    asked = form.cleaned_data
    try:
        person = set_up(
            Municipality(name=asked["municipality"]),
            name=asked["name"],
            email=asked["email"],
            password=asked["password"],
        )
    except AlreadySetUp:
        raise Http404 from None
    _log_in_as(request, person)
    return redirect("municipality_settings")


@sensitive_post_parameters("password")
@login_not_required
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """First whose information it is, then name and password; then one is in."""
    if request.user.is_authenticated:
        return render(request, "administration/invitation_other_account.html", status=409)
    invitation = (
        Invitation.objects.select_related("municipality", "team", "invited_by").with_token(token).first()
    )
    if invitation is None or not invitation.is_open:
        return render(request, "administration/invitation_gone.html", {"used": invitation}, status=410)
    if request.method != "POST" and request.GET.get("stap") != "account":
        return render(request, "administration/whose_information.html", {"invitation": invitation})
    form = JoinForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if not form.is_valid():
        context = {"form": form, "invitation": invitation}
        return render(request, "administration/join.html", context, status=422 if form.errors else 200)
    try:
        person = accept(token, form.cleaned_data["name"], form.cleaned_data["password"])
    except CannotJoin:
        return render(request, "administration/invitation_gone.html", {"used": invitation}, status=410)
    _log_in_as(request, person)
    return redirect("today")


def _log_in_as(request: HttpRequest, person: Person) -> None:
    """Log in somebody who just chose this password; connecting an app does not ask for it again at once."""
    login(request, person, backend=BACKEND)
    record_authentication(request, person, method="password", reauthenticated=True)
