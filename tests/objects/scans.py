"""Things of the scans: sittings, advice and what somebody decided about it, an instrument of the municipality."""

from datetime import timedelta

from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.advice.allocation import Arm
from leerlus.advice.giving import give_advice
from leerlus.advice.models import Advice, Dismissal, Participation
from leerlus.content.advice import load_advice_content
from leerlus.instruments.models import OwnInstrument, OwnVersion
from leerlus.organisations.models import Person
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import finish_sitting, start_sitting
from tests.instruments.files import SOUND
from tests.objects.kinds import Canary

OPEN_QUESTION = "NEED2"


def sitting(owner: Person, canary: Canary) -> Sitting:
    """A finished quickscan; the open answer is the canary."""
    made = open_sitting(owner, canary)
    finish_sitting(actor_of(owner), made)
    made.refresh_from_db()
    return made


def open_sitting(owner: Person, canary: Canary) -> Sitting:
    """A quickscan halfway."""
    made = start_sitting(actor_of(owner))
    made.store_answers({OPEN_QUESTION: canary("answer")})
    return made


def evaluation(owner: Person, canary: Canary) -> Sitting:
    """An evaluation of something learned, long enough ago to be asked about again."""
    actor = actor_of(owner)
    made = start_sitting(actor, "post_evaluation")
    made.store_answers({"PE0": canary("subject"), "PE4": 4, "PE9": canary("plan")})
    finish_sitting(actor, made)
    Sitting.objects.filter(pk=made.pk).update(finished_at=timezone.now() - timedelta(days=50))
    made.refresh_from_db()
    return made


def advice(owner: Person, canary: Canary) -> Advice:
    """An advice on a finished scan."""
    return give_advice(actor_of(owner), sitting(owner, canary))


def dismissal(owner: Person, canary: Canary) -> Dismissal:
    """A step that was put aside."""
    made = Dismissal(person=owner, until=timezone.localdate() + timedelta(days=30))
    technique = next(iter(load_advice_content().technique))
    made.content = {"technique": technique, "reason": canary("reason")}
    made.save()
    return made


def participation(owner: Person, canary: Canary) -> Participation:
    """Taking part in the comparison of advice with free choice: nothing in it was typed."""
    made = Participation(person=owner)
    made.content = {"arm": Arm.FREE_CHOICE.value, "since": timezone.now().isoformat(), "until": None}
    made.save()
    return made


def own_instrument(owner: Person, canary: Canary) -> OwnInstrument:
    """An instrument that an administrator added, for nobody to begin, so that only its pages show it."""
    made = OwnInstrument.objects.create(
        municipality=owner.municipality,
        made_by=owner,
        code=canary("code").lower(),
        for_caseworkers=False,
    )
    content = SOUND.replace('"Ik was voorbereid."', f'"{canary("question")}"')
    OwnVersion.objects.create(instrument=made, number=1, content=content)
    return made
