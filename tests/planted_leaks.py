"""Leaks planted on purpose, each as a page about a goal, which the walk past every address must find.

The positive control of that walk: a search that finds none of these would find no real one either.
"""

import gzip
import io
import json
import logging
import zipfile
from base64 import b64encode
from collections.abc import Callable
from html import escape
from typing import Final

from django.core.mail import EmailMessage, send_mail
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import include, path
from openpyxl import Workbook

from leerlus.charts.svg import Svg
from leerlus.development.models import Goal
from leerlus.documents.blocks import Document, Figure, Paragraph
from leerlus.documents.pdf import render_pdf

Leak = Callable[..., HttpResponse | StreamingHttpResponse]


def _title(pk: object) -> str:
    return Goal.objects.get(pk=pk).title


def page_without_a_door(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(_title(pk))


def absent_page_that_tells(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(f"niet gevonden: {_title(pk)}", status=404)


def refusal_that_tells(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(f"geen toegang tot {_title(pk)}", status=403)


def header(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(status=404, headers={"X-Title": _title(pk)})


def cookie(request: HttpRequest, pk: object) -> HttpResponse:
    response = HttpResponse(status=404)
    response.set_cookie("last", _title(pk))
    return response


def redirect_that_tells(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(status=302, headers={"Location": f"/?goal={_title(pk)}"})


def file_name(request: HttpRequest, pk: object) -> HttpResponse:
    named = f'attachment; filename="{_title(pk)}.csv"'
    return HttpResponse("a;b", headers={"Content-Disposition": named})


def comment_in_the_page(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(f"<!-- {_title(pk)} --><p>niets</p>")


def hidden_field(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(f'<input type="hidden" name="title" value="{_title(pk)}">')


def alternative_text(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(f'<img src="/x.png" alt="{_title(pk)}">')


def title_of_a_chart(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(f"<svg><title>{_title(pk)}</title></svg>", content_type="image/svg+xml")


def letters_as_entities(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse("".join(f"&#{ord(letter)};" for letter in _title(pk)))


def letters_in_an_address(request: HttpRequest, pk: object) -> HttpResponse:
    coded = "".join(f"%{ord(letter):02x}" for letter in _title(pk))
    return HttpResponse(f'<a href="/zoek?q={coded}">zoek</a>')


def part_of_a_page(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(_title(pk) if request.headers.get("HX-Request") else "niets", status=404)


def answer_to_a_form(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(_title(pk) if request.method == "POST" else "niets", status=404)


def answer_to_a_method_nobody_uses(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(_title(pk) if request.method == "DELETE" else "niets", status=404)


def data_for_programs(request: HttpRequest, pk: object) -> HttpResponse:
    return JsonResponse({"goals": [{"title": _title(pk)}]})


def data_with_escaped_letters(request: HttpRequest, pk: object) -> HttpResponse:
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in _title(pk))
    return HttpResponse(f'{{"title": "{escaped}"}}', content_type="application/json")


def data_in_base64(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(b64encode(json.dumps({"title": _title(pk)}).encode()))


def table_as_text(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(f"goal;1\n{_title(pk)};2\n", content_type="text/csv")


def stream(request: HttpRequest, pk: object) -> StreamingHttpResponse:
    return StreamingHttpResponse([b"een ", _title(pk)[:9].encode(), _title(pk)[9:].encode()])


def compressed(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(gzip.compress(_title(pk).encode()), headers={"Content-Encoding": "gzip"})


def packed(request: HttpRequest, pk: object) -> HttpResponse:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export.json", json.dumps({"title": _title(pk)}))
    return HttpResponse(file.getvalue())


def name_of_a_packed_file(request: HttpRequest, pk: object) -> HttpResponse:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"{_title(pk)}.txt", "niets")
    return HttpResponse(file.getvalue())


def _spreadsheet(cell: str, sheet: str = "blad") -> HttpResponse:
    book, file = Workbook(), io.BytesIO()
    book.worksheets[0].title = sheet
    book.worksheets[0].append(["titel", cell])
    book.save(file)
    return HttpResponse(file.getvalue())


def cell_of_a_spreadsheet(request: HttpRequest, pk: object) -> HttpResponse:
    return _spreadsheet(_title(pk))


def name_of_a_sheet(request: HttpRequest, pk: object) -> HttpResponse:
    return _spreadsheet("niets", sheet=_title(pk))


def words_of_a_paper(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(render_pdf(Document("Papier", "nl", (Paragraph(_title(pk)),))))


def title_of_a_paper(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse(render_pdf(Document(_title(pk), "nl", (Paragraph("niets"),))))


def drawing_in_a_page_of_a_file(request: HttpRequest, pk: object) -> HttpResponse:
    drawing = Svg(f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{escape(_title(pk))}</desc></svg>')
    return HttpResponse(str(Figure(drawing, "niets").drawing))


def subject_of_a_mail(request: HttpRequest, pk: object) -> HttpResponse:
    send_mail(_title(pk), "niets", None, ["iemand@example.nl"])
    return HttpResponse("verstuurd")


def words_of_a_mail(request: HttpRequest, pk: object) -> HttpResponse:
    send_mail("Leerlus", f"Je doel: {_title(pk)}", None, ["iemand@example.nl"])
    return HttpResponse("verstuurd")


def attached_to_a_mail(request: HttpRequest, pk: object) -> HttpResponse:
    message = EmailMessage("Leerlus", "zie bijlage", None, ["iemand@example.nl"])
    message.attach("doel.txt", _title(pk), "text/plain")
    message.send()
    return HttpResponse("verstuurd")


def line_in_a_log(request: HttpRequest, pk: object) -> HttpResponse:
    logging.getLogger("leerlus.planted").warning("opened %s", _title(pk))
    return HttpResponse("niets")


def page_that_names_somebody(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse("KANARIEdirk was hier")


def page_that_fails(request: HttpRequest, pk: object) -> HttpResponse:
    raise RuntimeError(_title(pk))


def page_for_nobody(request: HttpRequest, pk: object) -> HttpResponse:
    raise Http404


def page_open_to_strangers(request: HttpRequest, pk: object) -> HttpResponse:
    return HttpResponse("iets")


page_open_to_strangers.login_required = False  # type: ignore[attr-defined]  # how Django marks a public page

_TELL: Final[tuple[Leak, ...]] = (
    page_without_a_door,
    absent_page_that_tells,
    refusal_that_tells,
    header,
    cookie,
    redirect_that_tells,
    file_name,
    comment_in_the_page,
    hidden_field,
    alternative_text,
    title_of_a_chart,
    letters_as_entities,
    letters_in_an_address,
    part_of_a_page,
    answer_to_a_form,
    answer_to_a_method_nobody_uses,
    data_for_programs,
    data_with_escaped_letters,
    data_in_base64,
    table_as_text,
    stream,
    compressed,
    packed,
    name_of_a_packed_file,
    cell_of_a_spreadsheet,
    name_of_a_sheet,
    words_of_a_paper,
    title_of_a_paper,
    drawing_in_a_page_of_a_file,
    subject_of_a_mail,
    words_of_a_mail,
    attached_to_a_mail,
    line_in_a_log,
)

PLANTED: Final[tuple[tuple[Leak, str], ...]] = (
    *((leak, "shows KANARIE-title") for leak in _TELL),
    (page_that_names_somebody, "shows KANARIEdirk"),
    (page_that_fails, "broken (500)"),
    (page_for_nobody, "absent (404), expected served"),
    (page_open_to_strangers, "served (200), expected sent to log in"),
)
"""Each planted leak with what the walk must say about it."""

urlpatterns = [
    path("", include("leerlus.site.urls")),
    *(path(f"lek/{leak.__name__}/<uuid:pk>/", leak, name=leak.__name__) for leak, _ in PLANTED),
]
