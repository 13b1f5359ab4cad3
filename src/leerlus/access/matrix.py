"""The visibility matrix: for every kind of record and every role, how far the eye reaches.

One table, the same as reliability document 2.2. Everything that is not in it is invisible.
"""

from enum import Enum
from typing import Final

from leerlus.organisations.roles import Role


class Reach(Enum):
    """How much of a kind of record a role can see."""

    FULL = "full"  # everything in the own municipality
    OWN = "own"  # only one's own
    GROUP = "group"  # own, and that of the groups and teams one takes part in or leads
    PARTY = "party"  # only what one is the other side of, as long as one leads a team of the owner
    SHARED = "shared"  # only what the owner shared, revocable, until a date
    RELEASED = "released"  # only figures that passed the release rule
    NATIONAL = "national"  # only national figures
    TECHNICAL = "technical"  # counts, sizes and dates; no content
    PROCEDURE = "procedure"  # through a procedure with two persons, logged, owner informed
    NOTHING = "nothing"  # not even that it exists


class Record(Enum):
    """The kinds of record of Leerlus."""

    FRAMEWORK = "framework"
    SCAN = "scan"
    SCAN_PARTICIPATION = "scan_participation"
    TEAM_PICTURE = "team_picture"
    EVALUATION_FIGURES = "evaluation_figures"
    QUESTIONNAIRE_QUALITY = "questionnaire_quality"
    PLAN = "plan"
    CONVERSATION = "conversation"
    CONVERSATION_NOTES = "conversation_notes"
    PROMISE = "promise"
    BEHAVIOURAL_AMBITION = "behavioural_ambition"
    CHARTER = "charter"
    MEASUREMENT_SET = "measurement_set"
    ACTIVE_SET = "active_set"
    MEASUREMENT_YES = "measurement_yes"
    PORTFOLIO = "portfolio"
    MANDATORY_TRAINING = "mandatory_training"
    REFLECTION = "reflection"
    PEER_CASE = "peer_case"
    PEER_MEETING = "peer_meeting"
    PRINCIPLE = "principle"
    CLIENT = "client"
    CLIENT_KEY = "client_key"
    CASE_ASSIGNMENT = "case_assignment"
    CASE_INSPECTION = "case_inspection"
    OWN_RESULTS = "own_results"
    TEAM_RESULTS = "team_results"
    TEAM_SESSION = "team_session"
    OWN_CARDS = "own_cards"
    TEAM_CARDS = "team_cards"
    CARD_CODE = "card_code"
    OWN_INSTRUMENT = "own_instrument"
    IMPORT = "import"
    EXPERIMENT_DESIGN = "experiment_design"
    EXPERIMENT_ROWS = "experiment_rows"
    EXPERIMENT_RESULTS = "experiment_results"
    KNOWLEDGE = "knowledge"
    KNOWLEDGE_EDITING = "knowledge_editing"
    OWN_KNOWLEDGE_LIST = "own_knowledge_list"
    READING = "reading"
    SIGNED_POST = "signed_post"
    PSEUDONYMOUS_POST = "pseudonymous_post"
    ACCOUNT = "account"
    OWN_ACCESS_LOG = "own_access_log"
    REMINDER = "reminder"
    ACCESS_LOG = "access_log"
    OPERATIONS = "operations"


class Column(Enum):
    """The columns: six roles, and the relation of somebody with whom something is shared."""

    CASEWORKER = Role.CASEWORKER.value
    PEER = "peer"
    MANAGER = Role.TEAM_MANAGER.value
    BROKER = Role.KNOWLEDGE_BROKER.value
    EXECUTIVE = Role.EXECUTIVE.value
    RESEARCHER = Role.RESEARCHER.value
    ADMINISTRATOR = Role.TENANT_ADMINISTRATOR.value


_LETTERS: Final = {
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

#                              caseworker peer manager broker executive researcher administrator
_TABLE: Final = {
    Record.FRAMEWORK:           "F          F    F       F      F         F          F",
    Record.SCAN:                "O          S    O       -      -         -          -",
    Record.SCAN_PARTICIPATION:  "O          -    -       -      -         -          -",
    Record.TEAM_PICTURE:        "A          A    A       A      A         N          -",
    Record.EVALUATION_FIGURES:  "A          A    A       A      A         N          -",
    Record.QUESTIONNAIRE_QUALITY:"A         A    A       A      A         A          A",
    Record.PLAN:                "O          S    S       -      -         -          -",
    Record.CONVERSATION:        "O          -    P       -      -         -          -",
    Record.CONVERSATION_NOTES:  "O          -    O       -      -         -          -",
    Record.PROMISE:             "G          -    G       -      -         -          -",
    Record.BEHAVIOURAL_AMBITION:"G          -    G       -      -         -          -",
    Record.CHARTER:             "-          -    O       -      -         -          -",
    Record.MEASUREMENT_SET:     "G          -    G       -      -         -          -",
    Record.ACTIVE_SET:          "G          -    G       F      -         -          -",
    Record.MEASUREMENT_YES:     "O          -    O       -      -         -          -",
    Record.PORTFOLIO:           "O          S    S       S      -         -          -",
    Record.MANDATORY_TRAINING:  "O          -    G       -      A         -          -",
    Record.REFLECTION:          "O          -    -       -      -         -          -",
    Record.PEER_CASE:           "G          G    -       -      -         -          -",
    Record.PEER_MEETING:        "F          F    A       A      A         N          T",
    Record.PRINCIPLE:           "F          F    F       F      F         N          -",
    Record.CLIENT:              "O          -    X       -      -         -          -",
    Record.CLIENT_KEY:          "O          -    X       -      -         -          X",
    Record.CASE_ASSIGNMENT:     "-          -    G       -      -         -          -",
    Record.CASE_INSPECTION:     "-          -    O       -      -         -          -",
    Record.OWN_RESULTS:         "O          S    -       -      -         -          -",
    Record.TEAM_RESULTS:        "A          -    A       A      A         N          -",
    Record.TEAM_SESSION:        "G          -    G       -      -         -          -",
    Record.OWN_CARDS:           "O          -    -       -      -         -          -",
    Record.TEAM_CARDS:          "G          -    G       -      -         -          -",
    Record.CARD_CODE:           "G          -    G       -      -         -          F",
    Record.OWN_INSTRUMENT:      "-          -    -       -      -         -          F",
    Record.IMPORT:              "O          -    -       -      -         -          O",
    Record.EXPERIMENT_DESIGN:   "F          F    F       F      F         F          T",
    Record.EXPERIMENT_ROWS:     "O          -    -       -      -         X          -",
    Record.EXPERIMENT_RESULTS:  "A          A    A       A      A         N          -",
    Record.KNOWLEDGE:           "F          F    F       F      F         F          T",
    Record.KNOWLEDGE_EDITING:   "-          -    -       F      -         -          -",
    Record.OWN_KNOWLEDGE_LIST:  "O          -    O       O      O         O          -",
    Record.READING:             "O          -    -       A      -         N          -",
    Record.SIGNED_POST:         "F          F    F       F      F         -          -",
    Record.PSEUDONYMOUS_POST:   "F          F    F       F      F         -          -",
    Record.ACCOUNT:             "O          G    G       O      O         O          F",
    Record.OWN_ACCESS_LOG:      "O          O    O       O      O         O          O",
    Record.REMINDER:            "O          -    O       O      O         O          O",
    Record.ACCESS_LOG:          "-          -    -       -      -         -          T",
    Record.OPERATIONS:          "-          -    -       -      -         -          F",
}  # fmt: skip

MATRIX: Final[dict[Record, dict[Column, Reach]]] = {
    record: dict(zip(Column, (_LETTERS[letter] for letter in row.split()), strict=True))
    for record, row in _TABLE.items()
}


def reach(record: Record, roles: frozenset[str]) -> frozenset[Reach]:
    """What holding these roles gives for a kind of record; holding none gives nothing."""
    row = MATRIX[record]
    return frozenset(row[Column(role)] for role in roles) or frozenset({Reach.NOTHING})


def may_receive(record: Record, roles: frozenset[str]) -> bool:
    """Whether something of this kind may be shared with a holder of these roles.

    A caseworker receives as a peer. For other roles the cell of the role itself decides, so a scan can never be
    shared with a manager, not even by its owner.
    """
    row = MATRIX[record]
    columns = (Column.PEER if role == Role.CASEWORKER else Column(role) for role in roles)
    return bool(roles) and all(row[column] is Reach.SHARED for column in columns)
