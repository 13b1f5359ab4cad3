"""The addresses of the product and one that shares a membership, to try the page that apps share with."""

from django.urls import path

from leerlus.access.door import get_own
from leerlus.access.views_sharing import share_page
from leerlus.organisations.models import Membership
from leerlus.site.urls import urlpatterns as addresses_of_the_product


def share_membership(request, pk):
    return share_page(
        request, get_own(request.actor, Membership, pk), back_url="/wat-deel-ik/", title="Deel je stap"
    )


urlpatterns = [*addresses_of_the_product, path("deel/<uuid:pk>/", share_membership, name="share_membership")]
