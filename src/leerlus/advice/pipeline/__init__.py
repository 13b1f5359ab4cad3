"""From a person's scores and choices to at most three steps (note 3.4 and appendix 1), as pure functions.

May import content and the pure part of scans; knows no Django.
"""

from leerlus.advice.pipeline.advice import Advice, Later, NotAdvised, Step, as_stored, from_stored
from leerlus.advice.pipeline.advise import advise
from leerlus.advice.pipeline.situation import Situation, TeamContext
from leerlus.advice.pipeline.team import team_rules
from leerlus.advice.pipeline.trace import TraceEntry

__all__ = [
    "Advice",
    "Later",
    "NotAdvised",
    "Situation",
    "Step",
    "TeamContext",
    "TraceEntry",
    "advise",
    "as_stored",
    "from_stored",
    "team_rules",
]
