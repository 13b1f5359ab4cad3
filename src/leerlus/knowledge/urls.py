"""Addresses of the knowledge base."""

from django.urls import path

from leerlus.knowledge import (
    views,
    views_appraisal,
    views_board,
    views_catalogue,
    views_exchange,
    views_questions,
    views_saved,
    views_translation,
)

urlpatterns = [
    path("kennis/", views.knowledge, name="knowledge"),
    path("kennis/items/", views.knowledge_items, name="knowledge_items"),
    path("kennis/items/<uuid:pk>/", views.knowledge_item, name="knowledge_item"),
    path("kennis/catalogus/", views_catalogue.catalogue, name="catalogue"),
    path("kennis/catalogus/<slug:code>/", views_catalogue.activity, name="activity"),
    path("kennis/kennisvragen/", views_questions.knowledge_questions, name="knowledge_questions"),
    path("kennis/kennisvragen/<str:code>/", views_questions.knowledge_question, name="knowledge_question"),
    path("kennis/werkplek/", views_questions.desk, name="knowledge_desk"),
    path("kennis/uitwisselen/", views_exchange.exchange, name="exchange_knowledge"),
    path("kennis/uitwisselen/bestand/", views_exchange.write_out, name="write_out_knowledge"),
    path("kennis/kaart/", views_catalogue.knowledge_map, name="knowledge_map"),
    path("kennis/items/<uuid:pk>/bewaren/", views_saved.save_item, name="save_item"),
    path("kennis/mijn-lijst/", views_saved.saved_items, name="saved_items"),
    path("kennis/mijn-lijst/<uuid:pk>/weg/", views_saved.remove_saved, name="remove_saved"),
    path("kennis/vragen/", views_board.question_board, name="question_board"),
    path("kennis/vragen/stellen/", views_board.ask_question, name="ask_question"),
    path("kennis/vragen/<uuid:pk>/", views_board.board_question, name="board_question"),
    path("kennis/vragen/<uuid:pk>/ook-mijn-vraag/", views_board.join_question, name="join_question"),
    path("kennis/vragen/<uuid:pk>/intrekken/", views_board.withdraw_question, name="withdraw_question"),
    path("kennis/vragen/<uuid:pk>/beantwoorden/", views_board.answer_question, name="answer_question"),
    path("kennis/oordelen/<slug:code>/", views_appraisal.appraise, name="appraise"),
    path(
        "kennis/oordelen/<slug:code>/geschiedenis/",
        views_appraisal.appraisal_history,
        name="appraisal_history",
    ),
    path("kennis/overeenstemming/", views_appraisal.assessors_agree, name="assessors_agree"),
    path("kennis/activiteit/nieuw/", views_appraisal.new_intervention, name="new_intervention"),
    path("kennis/activiteit/<uuid:pk>/", views_appraisal.change_intervention, name="change_intervention"),
    path("kennis/items/<uuid:pk>/vertalen/", views_translation.translate_item, name="translate_item"),
    path("kennis/vertalingen/", views_translation.translations, name="translations"),
    path("kennis/vertalingen/<uuid:pk>/", views_translation.translation, name="translation"),
    path(
        "kennis/vertalingen/<uuid:pk>/eens/",
        views_translation.agree_to_translation,
        name="agree_to_translation",
    ),
]
