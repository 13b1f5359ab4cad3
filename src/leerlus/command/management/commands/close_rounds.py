"""`leerlus close_rounds`: close a round for every team that is due. For cron, for instance every night."""

from django.core.management.base import BaseCommand

from leerlus.access.keyring import verify_master_key
from leerlus.organisations.models import Team
from leerlus.release.rounds import close_due_rounds


class Command(BaseCommand):
    help = "Close a round of team figures for every team whose last round is at least 60 days ago."

    def handle(self, *args: object, **options: object) -> None:
        verify_master_key()
        closed = close_due_rounds(Team.objects.select_related("municipality"))
        self.stdout.write(f"Closed {len(closed)} rounds.")
