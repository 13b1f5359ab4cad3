"""`leerlus send_mail`: write mail about dates that have come, and send what is in the outbox. For cron, every hour."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from leerlus.reminders.outbox import forget_the_past, send_outbox, write_due_mail


class Command(BaseCommand):
    help = "Send mail to those who chose to be reminded. Running it more often changes nothing."

    def handle(self, *args: object, **options: object) -> None:
        today = timezone.localdate()
        forget_the_past(today)
        write_due_mail(today)
        run = send_outbox(timezone.now())
        if not run.server_answers:
            raise CommandError("The mail server does not answer. What waits is kept for the next run.")
        self.stdout.write(
            f"Sent {run.sent} mails; {run.put_off} are tried again later, {run.given_up} were given up."
        )
