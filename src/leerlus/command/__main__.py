"""`leerlus`: the command line."""

import os
import sys


def main() -> int:
    """Run a Django command of Leerlus; without one, list them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerlus.site.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
