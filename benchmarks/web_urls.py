"""The addresses of Leerlus, plus the same question page rendered with Django's form widgets, to compare with."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from leerlus.access.door import get_own
from leerlus.access.pages import role_required
from leerlus.content.instrument import current_instrument
from leerlus.organisations.roles import Role
from leerlus.scans.models import Sitting
from leerlus.site.urls import urlpatterns as product

PAGE = '{% extends "base.html" %}{% block content %}<form method="post">{% csrf_token %}{{ form }}</form>{% endblock %}'


@role_required(Role.CASEWORKER)
def with_form_widgets(request: HttpRequest, pk, number: int) -> HttpResponse:
    """The same questions, sitting and shell as the real page, but as a form with radio widgets."""
    sitting = get_own(request.actor, Sitting, pk)
    instrument = current_instrument("quickscan")
    items = [instrument.by_id[item] for item in instrument.pages[number - 1].items]
    fields = {
        item.id: forms.ChoiceField(
            label=item.text.nl,
            choices=[(point, point) for point in instrument.points(item)],
            widget=forms.RadioSelect,
        )
        for item in items
    }
    form = type("QuestionForm", (forms.Form,), fields)(initial=sitting.answers)
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))


urlpatterns = [path("met-widgets/<uuid:pk>/<int:number>/", with_form_widgets), *product]
