"""How drawings look outside the pages of Leerlus, where charts.css does not reach."""

from typing import Final

DRAWING_LOOKS: Final = """
text { font-family: "Libertinus Serif", system-ui, sans-serif; font-size: 14px; fill: #444 }
.chart-grid { stroke: #ccc } .chart-base { stroke: #777 } .chart-band { fill: #cfd8e3; stroke: none }
.chart-line { fill: none; stroke: #1f5fa8; stroke-width: 3 } .chart-point { fill: #1f5fa8 }
.chart-margin { stroke: #cfd8e3; stroke-width: 12; stroke-linecap: round }
.chart-censored { stroke: #1f5fa8; stroke-width: 1.5 } .chart-break { stroke: #777; stroke-dasharray: 0 6 }
.chart-median { stroke: #c25700; stroke-width: 2; stroke-dasharray: 5 4 }
.chart-median-point, .chart-here { fill: #c25700 } .chart-median-name, .chart-name, .chart-value { font-weight: 600 }
.chart-spiral { fill: none; stroke: #cfd8e3; stroke-width: 5; stroke-linecap: round }
.chart-spiral-walked { fill: none; stroke: #1f5fa8; stroke-width: 2; stroke-dasharray: 1 5 }
.chart-station { fill: #777 }
"""
"""What charts.css does on the screen, in colours that stay apart when printed in grey."""
