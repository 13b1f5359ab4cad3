"""`leerlus close_rounds`: open and close rounds of team figures, and release half years. For cron, every night."""

from django.core.management.base import BaseCommand

from leerlus.access.keyring import verify_master_key
from leerlus.organisations.models import Municipality
from leerlus.pictures.releasing import release_due
from leerlus.release.rounds import run_rounds


class Command(BaseCommand):
    help = (
        "Open and close the rounds of team figures that are due: open for 30 days, at least 60 days apart. "
        "Release the half years of which the records can tell what became of clients."
    )

    def handle(self, *args: object, **options: object) -> None:
        verify_master_key()
        municipalities = list(Municipality.objects.all())
        opened, closed = run_rounds(municipalities)
        told = release_due(municipalities)
        self.stdout.write(
            f"Closed {closed} rounds and opened {opened}; released {told} figures of half years."
        )
