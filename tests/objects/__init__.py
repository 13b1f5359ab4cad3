"""Things of people, one factory per kind, with a canary in every field somebody could type or answer.

A canary is a text that occurs nowhere else. Whoever may not see a thing may not get its canary in any response. A new
kind of thing needs one function and one line in `THINGS`.
"""

from leerlus.access.matrix import Record
from leerlus.organisations.roles import Role
from tests.objects.accounts import account, department, given_share, invitation, membership, reminder, team
from tests.objects.casework import (
    assignment,
    case_file,
    case_reflection,
    case_step,
    contact,
    extract,
    inspection,
)
from tests.objects.conversations import (
    ambition_sentence,
    charter,
    conversation,
    notes,
    notes_of_a_manager,
    promise,
)
from tests.objects.kinds import Kind
from tests.objects.knowledge import (
    appraisal,
    board_question,
    intervention,
    knowledge_item,
    same_question,
    saved_item,
    translation,
)
from tests.objects.measuring import active_set, measurement_set
from tests.objects.outcomes import (
    more_for_a_set,
    more_for_a_set_of_the_municipality,
    own_card_code,
    own_set,
    results,
    set_of_the_municipality,
    set_on_its_way,
    team_card_code,
    typed_event,
)
from tests.objects.plans import follow_up, goal, idea, plan, reflection
from tests.objects.scans import (
    advice,
    dismissal,
    evaluation,
    open_sitting,
    own_instrument,
    participation,
    sitting,
)

THINGS = {
    "sitting": Kind(Record.SCAN, sitting),
    "evaluation": Kind(Record.SCAN, evaluation),
    "advice": Kind(Record.SCAN, advice),
    "open sitting": Kind(Record.SCAN, open_sitting),
    "dismissal": Kind(Record.REFLECTION, dismissal),
    "participation": Kind(Record.REFLECTION, participation),
    "goal": Kind(Record.PLAN, goal),
    "follow-up": Kind(Record.REFLECTION, follow_up),
    "reflection": Kind(Record.REFLECTION, reflection),
    "idea": Kind(Record.REFLECTION, idea),
    "conversation": Kind(Record.CONVERSATION, conversation, party=lambda row: row.manager_id),
    "notes": Kind(Record.CONVERSATION_NOTES, notes),
    "notes of a manager": Kind(Record.CONVERSATION_NOTES, notes_of_a_manager, Role.TEAM_MANAGER),
    "promise": Kind(Record.PROMISE, promise),
    "ambition sentence": Kind(Record.BEHAVIOURAL_AMBITION, ambition_sentence),
    "charter": Kind(Record.CHARTER, charter, Role.TEAM_MANAGER),
    "measurement set": Kind(Record.MEASUREMENT_SET, measurement_set),
    "active set": Kind(Record.ACTIVE_SET, active_set),
    "knowledge item": Kind(Record.KNOWLEDGE, knowledge_item),
    "intervention": Kind(Record.KNOWLEDGE, intervention),
    "appraisal": Kind(Record.KNOWLEDGE, appraisal),
    "translation": Kind(Record.KNOWLEDGE, translation),
    "board question": Kind(Record.SIGNED_POST, board_question),
    "same question": Kind(Record.OWN_KNOWLEDGE_LIST, same_question),
    "saved item": Kind(Record.OWN_KNOWLEDGE_LIST, saved_item),
    "own set": Kind(Record.IMPORT, own_set),
    "set on its way": Kind(Record.IMPORT, set_on_its_way),
    "more for a set": Kind(Record.IMPORT, more_for_a_set),
    "more for a set of the municipality": Kind(
        Record.IMPORT, more_for_a_set_of_the_municipality, Role.TENANT_ADMINISTRATOR
    ),
    "set of the municipality": Kind(Record.IMPORT, set_of_the_municipality, Role.TENANT_ADMINISTRATOR),
    "reminder": Kind(Record.REMINDER, reminder),
    "own card code": Kind(Record.OWN_CARDS, own_card_code),
    "team card code": Kind(Record.CARD_CODE, team_card_code),
    "plan": Kind(Record.PLAN, plan),
    "results": Kind(Record.OWN_RESULTS, results),
    "own instrument": Kind(Record.OWN_INSTRUMENT, own_instrument, Role.TENANT_ADMINISTRATOR),
    "case file": Kind(Record.CLIENT, case_file),
    "extract": Kind(Record.CLIENT, extract),
    "typed event": Kind(Record.CLIENT, typed_event),
    "case step": Kind(Record.CLIENT, case_step),
    "contact": Kind(Record.CLIENT, contact),
    "case reflection": Kind(Record.REFLECTION, case_reflection),
    "inspection": Kind(Record.CASE_INSPECTION, inspection, Role.TEAM_MANAGER),
    "assignment": Kind(Record.CASE_ASSIGNMENT, assignment),
    "share": Kind(Record.PLAN, given_share),
    "account": Kind(Record.ACCOUNT, account),
    "membership": Kind(Record.ACCOUNT, membership),
    "team": Kind(Record.ACCOUNT, team),
    "department": Kind(Record.ACCOUNT, department),
    "invitation": Kind(Record.ACCOUNT, invitation, Role.TENANT_ADMINISTRATOR),
}
