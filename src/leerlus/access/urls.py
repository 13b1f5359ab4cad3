from django.urls import path

from leerlus.access import views

urlpatterns = [
    path("wie-zag-mijn-gegevens/", views.who_saw_my_content, name="who_saw_my_content"),
    path("wat-deel-ik/", views.my_shares, name="my_shares"),
    path("wat-deel-ik/<uuid:pk>/stop/", views.stop_share, name="stop_share"),
    path("mijn-gegevens/", views.my_content, name="my_content"),
    path("mijn-gegevens/meenemen/", views.export_my_content, name="export_my_content"),
    path("mijn-gegevens/wissen/", views.erase_my_content, name="erase_my_content"),
]
