"""The application for a production server. Refuses to start when a key is missing or wrong."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerlus.site.settings")

django_application = get_wsgi_application()

from leerlus.access.keyring import verify_keys  # noqa: E402  # only after Django is set up

verify_keys()
application = django_application
