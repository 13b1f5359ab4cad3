"""Pages that show a shared thing: apps register one per model, and preview, lists and receivers all use that one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db.models import Model
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise

from leerlus.access.actor import Actor
from leerlus.access.door import kept_of_one, registered_models, visible
from leerlus.access.models import Share
from leerlus.access.pages import PersonRequest


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a thing that its owner can show or leave out."""

    name: str
    label: str | Promise


@dataclass(frozen=True, slots=True)
class Preview:
    """That a page is shown to the owner as the receiver gets it: what is said above it, and what they can do then.

    `fields` are those of the form that was filled in, to be sent on; empty when it is shared already.
    """

    sentence: str
    share_label: str
    back_url: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Showing:
    """What somebody gets to see of a row: these parts; by which shares, or as a preview for its owner."""

    parts: frozenset[str]
    shares: tuple[Share, ...] = ()
    preview: Preview | None = None


Show = Callable[[PersonRequest, Any, Showing], HttpResponse]


def _no_title(row: Model) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class SharedPage:
    """How a model is shown to somebody with whom it is shared.

    `show` renders the page; it alone decides what a receiver reads, so a preview is exactly that page. `title` says
    which one of its kind this is, for lists; `words` what the kind is called ("scan").
    """

    url_name: str
    show: Show
    words: str | Promise
    parts: tuple[Part, ...] = ()
    title: Callable[[Any], str] = field(default=_no_title)


_PAGES: Final[dict[type[Model], SharedPage]] = {}


def register_shared_page(model: type[Model], page: SharedPage) -> None:
    """Tell how a registered model is shown to a receiver; its address takes the id of the row as `pk`."""
    _PAGES[model] = page


def page_of(model: type[Model]) -> SharedPage | None:
    return _PAGES.get(model)


@dataclass(frozen=True, slots=True)
class SharedThing:
    """A share with the thing it shows, as far as this actor may see it."""

    share: Share
    row: Model
    page: SharedPage

    @property
    def url(self) -> str:
        return reverse(self.page.url_name, kwargs={"pk": self.row.pk})

    @property
    def title(self) -> str:
        return self.page.title(self.row)

    @property
    def parts(self) -> list[str]:
        """The labels of the parts that are shown."""
        return [str(part.label) for part in self.page.parts if part.name in self.share.parts]


def things_shared(actor: Actor, shares: Iterable[Share]) -> list[SharedThing]:
    """The things behind these shares, in order; a share of something that is gone or closed is left out.

    Asks the door once per kind of thing, however many shares there are.
    """
    shares = list(shares)
    found: dict[tuple[str, UUID], tuple[Model, SharedPage]] = {}
    for model, page in _PAGES.items():
        record = registered_models()[model].record.value
        wanted = {one.object_id for one in shares if one.record == record}
        if wanted:
            for rows in (visible(actor, model), kept_of_one(actor, model)):
                found |= {(record, row.pk): (row, page) for row in rows.filter(pk__in=wanted)}
    return [
        SharedThing(one, *found[one.record, one.object_id])
        for one in shares
        if (one.record, one.object_id) in found
    ]
