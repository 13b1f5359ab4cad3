"""The addresses of the product and two that share and show a membership, to try what apps do that with."""

from django.http import HttpResponse
from django.urls import path

from leerlus.access.door import get_own
from leerlus.access.views_sharing import share_page, shown_to_me
from leerlus.organisations.models import Membership
from leerlus.site.urls import urlpatterns as addresses_of_the_product


def share_membership(request, pk):
    return share_page(
        request, get_own(request.actor, Membership, pk), back_url="/wat-deel-ik/", title="Deel je stap"
    )


def shared_membership(request, pk):
    row, showing = shown_to_me(request, Membership, pk)
    return HttpResponse(f"{row.role}: {sorted(showing.parts) if showing else 'alles'}")


urlpatterns = [
    *addresses_of_the_product,
    path("deel/<uuid:pk>/", share_membership, name="share_membership"),
    path("gedeeld/<uuid:pk>/", shared_membership, name="shared_membership"),
]
