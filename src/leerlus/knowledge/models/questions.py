"""Questions of colleagues that no knowledge item answers yet, and who has the same question."""

import uuid

from django.db import models
from django.utils import timezone

from leerlus.knowledge.models.items import KnowledgeItem
from leerlus.organisations.models import Municipality, Person


class LocalQuestion(models.Model):
    """A question on the board of a municipality. Everybody of it reads it; the knowledge manager answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="questions_asked")
    shows_name = models.BooleanField(default=False)
    text = models.CharField(max_length=300)
    about = models.CharField(max_length=12, blank=True)
    """The id of one of the questions of the note that it belongs to."""
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answer_item = models.ForeignKey(
        KnowledgeItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="answered_questions"
    )
    answered_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions_answered"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at",)
        indexes = [models.Index(fields=("municipality", "answered_at", "-asked_at"))]

    def __str__(self) -> str:
        return self.text


class SameQuestion(models.Model):
    """Somebody has this question too; others see how many, never who."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(LocalQuestion, on_delete=models.CASCADE, related_name="joined")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="questions_joined")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("since",)
        constraints = [models.UniqueConstraint(fields=("question", "person"), name="a_question_joined_once")]

    def __str__(self) -> str:
        return str(self.pk)
