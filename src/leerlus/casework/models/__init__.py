"""The records of this app: case files with who they are assigned to, what each step says, and contacts."""

from leerlus.casework.models.case_files import Assignment, CaseFile
from leerlus.casework.models.contacts import MOST_TECHNIQUES, Contact, Form, Kept, Technique
from leerlus.casework.models.diagnoses import Diagnosis
from leerlus.casework.models.extracts import Extract
from leerlus.casework.models.inspections import OPEN_FOR, Inspection
from leerlus.casework.models.plans import PlanVersion, Review
from leerlus.casework.models.settings import CaseworkSettings
from leerlus.casework.models.steps import Reflection, StepContent

__all__ = [
    "MOST_TECHNIQUES",
    "OPEN_FOR",
    "Assignment",
    "CaseFile",
    "CaseworkSettings",
    "Contact",
    "Diagnosis",
    "Extract",
    "Form",
    "Inspection",
    "Kept",
    "PlanVersion",
    "Reflection",
    "Review",
    "StepContent",
    "Technique",
]
