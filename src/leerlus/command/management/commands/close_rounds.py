"""`leerlus close_rounds`: open and close rounds of team figures. For cron, for instance every night."""

from django.core.management.base import BaseCommand

from leerlus.access.keyring import verify_master_key
from leerlus.organisations.models import Municipality
from leerlus.release.rounds import run_rounds


class Command(BaseCommand):
    help = "Open and close the rounds of team figures that are due: open for 30 days, at least 60 days apart."

    def handle(self, *args: object, **options: object) -> None:
        verify_master_key()
        opened, closed = run_rounds(Municipality.objects.all())
        self.stdout.write(f"Closed {closed} rounds and opened {opened}.")
