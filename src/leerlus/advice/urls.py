from django.urls import path

from leerlus.advice import views

urlpatterns = []
