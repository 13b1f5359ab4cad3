"""The planted fault: a server that says a form is stored before it is."""

import io
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from leerlus.site.wsgi import application as real


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    if environ["REQUEST_METHOD"] != "POST":
        return real(environ, start_response)
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))

    def later() -> None:
        time.sleep(0.2)
        list(real(environ | {"wsgi.input": io.BytesIO(body)}, lambda *answer: None))

    threading.Thread(target=later, daemon=True).start()
    start_response("302 Found", [("Location", "/")])
    return [b""]
