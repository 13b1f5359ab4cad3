"""`leerlus recount`: count every set of clients anew. After a change of the settings that say what outflow is."""

from django.core.management.base import BaseCommand
from django.db import transaction

from leerlus.outcomes.counting import recount
from leerlus.outcomes.models import SpellImport


class Command(BaseCommand):
    help = "Count every set of clients anew; needed after a change of what counts as outflow or lasting work."

    def handle(self, *args: object, **options: object) -> None:
        sets = list(
            SpellImport.objects.filter(into=None, state=SpellImport.State.DONE).values_list("pk", flat=True)
        )
        for set_id in sets:
            with transaction.atomic():
                # Not while a file is read into it; and gone when somebody just removed it.
                if SpellImport.objects.select_for_update().filter(pk=set_id).first():
                    recount(set_id)
        self.stdout.write(f"Counted {len(sets)} sets anew.")
