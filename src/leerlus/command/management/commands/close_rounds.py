"""`leerlus close_rounds`: what becomes of more than one person's answers when its day has come. For cron, every night.

Opens and closes rounds of figures, releases half years, and estimates how well questionnaires measure.
"""

from django.core.management.base import BaseCommand

from leerlus.access.keyring import verify_master_key
from leerlus.organisations.models import Municipality
from leerlus.pictures.releasing import release_due
from leerlus.release.estimates import estimate_all
from leerlus.release.rounds import run_rounds


class Command(BaseCommand):
    help = (
        "Open and close the rounds of team figures that are due: open for 30 days, at least 60 days apart. "
        "Release the half years of which the records can tell what became of clients. Estimate how well "
        "questionnaires measure, from a hundred people on."
    )

    def handle(self, *args: object, **options: object) -> None:
        verify_master_key()
        municipalities = list(Municipality.objects.all())
        opened, closed = run_rounds(municipalities)
        told = release_due(municipalities)
        self.stdout.write(
            f"Closed {closed} rounds and opened {opened}; released {told} figures of half years; "
            f"made {estimate_all()} estimates."
        )
