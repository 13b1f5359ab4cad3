from django.urls import path

from leerlus.conversations import (
    views,
    views_agreements,
    views_ambition,
    views_preparing,
    views_promises,
)

urlpatterns = [
    path("gesprekken/", views.conversations, name="conversations"),
    path("gesprekken/nieuw/", views.plan, name="plan_conversation"),
    path("gesprekken/leidraad/", views.conversation_guide, name="conversation_guide"),
    path("gesprekken/<uuid:pk>/", views_preparing.conversation, name="conversation"),
    path("gesprekken/<uuid:pk>/verzetten/", views.move, name="move_conversation"),
    path("gesprekken/<uuid:pk>/afzeggen/", views.cancel, name="cancel_conversation"),
    path("gesprekken/<uuid:pk>/voorbereiden/", views_preparing.prepare, name="prepare_conversation"),
    path(
        "gesprekken/<uuid:pk>/voorbereiden/veld/",
        views_preparing.save_prepared_field,
        name="save_prepared_field",
    ),
    path("gesprekken/<uuid:pk>/vrijgeven/", views_preparing.release, name="release_topics"),
    path("gesprekken/<uuid:pk>/wensen-gehoord/", views_preparing.wishes_heard, name="wishes_heard"),
    path("gesprekken/<uuid:pk>/meenemen/", views_preparing.bring, name="bring_steps"),
    path("gesprekken/<uuid:pk>/afspraak/", views_agreements.agreement, name="agreement"),
    path(
        "gesprekken/<uuid:pk>/afspraak/bevestigen/",
        views_agreements.confirm_agreement,
        name="confirm_agreement",
    ),
    path(
        "gesprekken/<uuid:pk>/afspraak/op-mijn-plan/",
        views_agreements.agreement_to_plan,
        name="agreement_to_plan",
    ),
    path("gesprekken/<uuid:pk>/afspraak/teruggekeken/", views_agreements.looked_back, name="looked_back"),
    path(
        "gesprekken/<uuid:pk>/afspraak/afdrukken/", views_agreements.print_agreement, name="print_agreement"
    ),
    path("team/toezeggingen/", views_promises.promises, name="promises"),
    path("team/toezeggingen/nieuw/", views_promises.new_promise, name="new_promise"),
    path("team/toezeggingen/<uuid:pk>/", views_promises.promise, name="promise"),
    path("team/gedragsambitie/", views_ambition.behavioural_ambition, name="behavioural_ambition"),
    path("team/gedragsambitie/nieuw/", views_ambition.new_sentence, name="new_sentence"),
    path("team/gedragsambitie/eerder/", views_ambition.former_ambition, name="former_ambition"),
    path("team/gedragsambitie/<uuid:pk>/intrekken/", views_ambition.withdraw, name="withdraw_sentence"),
    path("handvest/", views_promises.charter, name="charter"),
]
