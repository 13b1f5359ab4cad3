"""Template filter of the table component: on a phone every row becomes a card. Imports only Django."""

from collections.abc import Iterable, Sequence

from django import template

register = template.Library()


@register.filter
def labelled(row: Sequence[object], columns: Sequence[object]) -> Iterable[tuple[object, object]]:
    """The cells of one row as (column, cell) pairs, so that a cell can show its own label on a phone.

    Raises ValueError when the row is not as long as the columns.
    """
    return zip(columns, row, strict=True)
