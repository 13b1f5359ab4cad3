"""When something may be told about a group (reliability document 4.2, R1 to R10). Pure: values in, decisions out.

Read in this order: `people` (how many are needed, who counts, in which band), `figures` (how coarse a figure is),
`lots` (how people enter and leave a series), `series` (one figure of one group), `levels` (all groups of a municipality
in one round), `change` (what two published figures say together), `timing` (when rounds open and close).
"""

from typing import Final

RULE_VERSION: Final = 3
"""Kept with every round. Raise it when anything here decides or tells otherwise than before."""
