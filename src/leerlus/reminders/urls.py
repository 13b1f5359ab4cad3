from django.urls import path

from leerlus.reminders import views

urlpatterns = [
    path("herinneringen/", views.reminders, name="reminders"),
    path("herinneringen/agenda.ics", views.my_calendar, name="my_calendar"),
    path("herinneringen/<uuid:pk>/agenda.ics", views.calendar_of_one, name="calendar_of_one"),
]
