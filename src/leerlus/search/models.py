"""The index: terms with their postings, documents, near spellings; and how often was searched, without words."""

from django.db import models

from leerlus.organisations.models import Municipality


class Document(models.Model):
    """Something that can be found, by the key its app knows it by. `number` is its place in the postings.

    `terms` are the names of what it stands under (zlib, one a line), so that it can be taken out again.
    """

    number = models.PositiveIntegerField(primary_key=True)
    key = models.CharField(max_length=80, unique=True)
    terms = models.BinaryField()

    def __str__(self) -> str:
        return self.key


class Term(models.Model):
    """A term and, in `postings`, the documents it stands in (`ranking.POSTING`, by number)."""

    name = models.CharField(max_length=200, primary_key=True)
    postings = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class Spelling(models.Model):
    """A word of the texts under everything it becomes with one letter left out."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=60)
    word = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("key", "word"), name="a_word_has_a_key_once")]

    def __str__(self) -> str:
        return self.word


class SearchCount(models.Model):
    """How often a municipality searched in a week, and how often in vain. Who, and for what, is kept nowhere."""

    id = models.BigAutoField(primary_key=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="search_counts")
    week_from = models.DateField()
    searches = models.PositiveIntegerField(default=0)
    found_nothing = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("municipality", "week_from"), name="searches_of_a_week_once")
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.week_from}"
