"""The matrix in code is the matrix of the reliability document, section 2.2, row by row."""

import pytest

from leerlus.access.matrix import MATRIX, Column, Reach, Record, may_receive, reach
from leerlus.organisations.roles import Role

# What the document says, in its order of columns:
# caseworker, peer, manager, broker, top, researcher, administrator. "O + group" and "names of own team" are G; "F if
# marked national" and "N + A of consenting" are N; "names" of accounts are kept down to O for those who need none.
DOCUMENT = {
    # A manager fills in scans of their own (domain 9.3), seen by nobody else: decision 8.
    Record.SCAN: "O S O - - - -",
    Record.SCAN_PARTICIPATION: "O - - - - - -",
    Record.TEAM_PICTURE: "A A A A A N -",
    Record.PLAN: "O S S - - - -",
    Record.PORTFOLIO: "O S S S - - -",
    Record.MANDATORY_TRAINING: "O - G - A - -",
    Record.REFLECTION: "O - - - - - -",
    Record.PEER_CASE: "G G - - - - -",
    Record.PEER_MEETING: "F F A A A N T",
    Record.PRINCIPLE: "F F F F F N -",
    Record.CLIENT: "O - X - - - -",
    Record.CLIENT_KEY: "O - X - - - X",
    Record.CASE_ASSIGNMENT: "- - G - - - -",
    Record.CASE_INSPECTION: "- - O - - - -",
    Record.OWN_RESULTS: "O S - - - - -",
    Record.TEAM_RESULTS: "A - A A A N -",
    Record.EXPERIMENT_DESIGN: "F F F F F F T",
    Record.EXPERIMENT_ROWS: "O - - - - X -",
    Record.EXPERIMENT_RESULTS: "A A A A A N -",
    Record.KNOWLEDGE: "F F F F F F T",
    Record.READING: "O - - A - N -",
    Record.SIGNED_POST: "F F F F F - -",
    Record.PSEUDONYMOUS_POST: "F F F F F - -",
    Record.ACCOUNT: "O G G O O O F",
    Record.OWN_ACCESS_LOG: "O O O O O O O",
    Record.ACCESS_LOG: "- - - - - - T",
    Record.OPERATIONS: "- - - - - - F",
    # Decision 9: the own lots of client cards are never shared; those of a team are for the team and who leads it.
    Record.OWN_CARDS: "O - - - - - -",
    Record.TEAM_CARDS: "G - G - - - -",
    Record.CARD_CODE: "G - G - - - F",
    # Not in the document: a conversation is of its two parties, and what each notes of that one alone; a promise is of
    # the team it was made to, an ambition of who wrote it; a manager's yes to the charter is the manager's own.
    Record.CONVERSATION: "O - P - - - -",
    Record.CONVERSATION_NOTES: "O - O - - - -",
    Record.PROMISE: "G - G - - - -",
    Record.BEHAVIOURAL_AMBITION: "G - G - - - -",
    Record.CHARTER: "- - O - - - -",
    # Decision 22: a team sees what it measures, the municipality its question and dates; a yes is of who said it.
    Record.MEASUREMENT_SET: "G - G - - - -",
    Record.ACTIVE_SET: "G - G F - - -",
    Record.MEASUREMENT_YES: "O - O - - - -",
    # Decision 24: what a team saw together of its own work is of that team and who leads it.
    Record.TEAM_SESSION: "G - G - - - -",
    # Decision 10: the file of an instrument is for who adds it; filled in, it is a scan.
    Record.OWN_INSTRUMENT: "- - - - - - F",
    # Not in the document: the model of the note is public; who imports a file sees that import.
    Record.FRAMEWORK: "F F F F F F F",
    Record.IMPORT: "O - - - - - O",
    # Decision 27: what people together found of an activity, and how well questionnaires measure.
    Record.EVALUATION_FIGURES: "A A A A A N -",
    Record.QUESTIONNAIRE_QUALITY: "A A A A A A A",
    # Decision 25: who writes knowledge is the knowledge manager; a list of one's own is of whoever keeps it.
    Record.KNOWLEDGE_EDITING: "- - - F - - -",
    Record.OWN_KNOWLEDGE_LIST: "O - O O O O -",
    # Everybody has dates; nobody has those of somebody else.
    Record.REMINDER: "O - O O O O O",
}
LETTERS = {
    "F": Reach.FULL,
    "O": Reach.OWN,
    "G": Reach.GROUP,
    "P": Reach.PARTY,
    "S": Reach.SHARED,
    "A": Reach.RELEASED,
    "N": Reach.NATIONAL,
    "T": Reach.TECHNICAL,
    "X": Reach.PROCEDURE,
    "-": Reach.NOTHING,
}


@pytest.mark.parametrize("record", list(Record), ids=lambda record: record.value)
def test_every_row_says_what_the_document_says(record):
    expected = [LETTERS[letter] for letter in DOCUMENT[record].split()]
    assert [MATRIX[record][column] for column in Column] == expected


def test_there_is_a_column_for_every_role_and_one_for_a_colleague_with_a_share():
    assert {column.value for column in Column} == {role.value for role in Role} | {"peer"}


@pytest.mark.parametrize("record", list(Record), ids=lambda record: record.value)
def test_without_a_role_there_is_nothing(record):
    assert reach(record, frozenset()) == {Reach.NOTHING}
    assert not may_receive(record, frozenset())


@pytest.mark.parametrize("record", list(Record), ids=lambda record: record.value)
@pytest.mark.parametrize("role", list(Role))
def test_one_role_reaches_what_its_cell_says(record, role):
    assert reach(record, frozenset({role})) == {MATRIX[record][Column(role.value)]}


def test_two_roles_reach_what_both_cells_say():
    both = frozenset({Role.CASEWORKER, Role.TENANT_ADMINISTRATOR})
    assert reach(Record.ACCOUNT, both) == {Reach.OWN, Reach.FULL}


RECEIVERS = {
    Record.SCAN: {Role.CASEWORKER},
    Record.PLAN: {Role.CASEWORKER, Role.TEAM_MANAGER},
    Record.PORTFOLIO: {Role.CASEWORKER, Role.TEAM_MANAGER, Role.KNOWLEDGE_BROKER},
    Record.OWN_RESULTS: {Role.CASEWORKER},
}


@pytest.mark.parametrize("record", list(Record), ids=lambda record: record.value)
@pytest.mark.parametrize("role", list(Role))
def test_a_record_may_be_shared_only_with_the_roles_of_the_document(record, role):
    assert may_receive(record, frozenset({role})) is (role in RECEIVERS.get(record, set()))


def test_a_colleague_who_is_also_a_manager_cannot_receive_what_a_manager_may_not_see():
    assert not may_receive(Record.SCAN, frozenset({Role.CASEWORKER, Role.TEAM_MANAGER}))
    assert may_receive(Record.PLAN, frozenset({Role.CASEWORKER, Role.TEAM_MANAGER}))


def test_an_unknown_role_is_an_error_and_not_a_way_in():
    with pytest.raises(ValueError, match="root"):
        reach(Record.SCAN, frozenset({"root"}))
