"""The application for a production server. Refuses to start when the master key is missing or wrong."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerlus.site.settings")

django_application = get_wsgi_application()

from leerlus.access.keyring import verify_master_key  # noqa: E402  # only after Django is set up

verify_master_key()
application = django_application
