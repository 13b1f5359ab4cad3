"""`leerlus`: the command line. `leerlus help` lists what it can do."""

import os
import secrets
import sys

from leerlus.command.messages import compile_messages
from leerlus.command.start import use_demo_installation


def main() -> None:
    """Run one command; those of the demo use a folder and keys of their own."""
    os.umask(0o077)  # what an installation keeps is for its own account only
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerlus.site.settings")
    if sys.argv[1:2] == ["new-key"]:
        print(secrets.token_hex(32))
        return
    if sys.argv[1:2] in (["analyse"], ["design"]):
        from leerlus.command.research.cli import main as research

        sys.exit(research(sys.argv[1:]))
    if sys.argv[1:2] == ["national"]:
        from leerlus.command.national.cli import main as national

        sys.exit(national(sys.argv[2:]))
    compile_messages()  # before Django reads a catalogue, because it remembers one that was not there
    if sys.argv[1:2] == ["messages"]:
        return
    if sys.argv[1:2] == ["demo"]:
        use_demo_installation()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
