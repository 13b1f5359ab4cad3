"""The records of this app: case files with who they are assigned to, what each step says, and contacts."""

from leerlus.casework.models.case_files import Assignment, CaseFile
from leerlus.casework.models.contacts import MOST_TECHNIQUES, Contact, Form, Kept, Technique
from leerlus.casework.models.steps import Reflection, StepContent

__all__ = [
    "MOST_TECHNIQUES",
    "Assignment",
    "CaseFile",
    "Contact",
    "Form",
    "Kept",
    "Reflection",
    "StepContent",
    "Technique",
]
