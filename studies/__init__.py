"""What would happen: several runs of a layout with the interval they give, and two layouts told apart.

from layouts import load
from studies import Measure, replicate

print(replicate(load("line.yaml"), replications=10, duration=8 * 3600).estimate(Measure.OUTPUT))
"""

from studies.comparison import Comparison, Verdict, compare
from studies.estimate import Estimate
from studies.measures import Measure
from studies.replication import Replications, Run, replicate
from studies.workers import Workers

__all__ = [
    "Comparison",
    "Estimate",
    "Measure",
    "Replications",
    "Run",
    "Verdict",
    "Workers",
    "compare",
    "replicate",
]
