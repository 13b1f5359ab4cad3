from django.urls import path

from leerlus.access import views, views_sharing

urlpatterns = [
    path("wie-zag-mijn-gegevens/", views.who_saw_my_content, name="who_saw_my_content"),
    path("wat-deel-ik/", views_sharing.my_shares, name="my_shares"),
    path("wat-deel-ik/<uuid:pk>/", views_sharing.one_share, name="one_share"),
    path("wat-deel-ik/<uuid:pk>/voorbeeld/", views_sharing.preview_share, name="preview_share"),
    path("wat-deel-ik/<uuid:pk>/stop/", views_sharing.stop_share, name="stop_share"),
    path("wat-deel-ik/alle/<str:which>/", views_sharing.share_list, name="share_list"),
    path("mijn-gegevens/", views.my_content, name="my_content"),
    path("mijn-gegevens/meenemen/", views.export_my_content, name="export_my_content"),
    path("mijn-gegevens/wissen/", views.erase_my_content, name="erase_my_content"),
]
