"""The regimes of exact recovery, beside the figures of a prototype of the algorithm in double precision.

The prototype's figures are those that the learner is to reach: of 20 teachers (10 from 50 inputs on) with layers of
condition number 3, and Gaussian inputs that the learner is told have a density.
"""

import json
import subprocess

PARTS = ("sizes", "routes", "conditions", "accuracy", "single", "orthogonal")

# By row and samples: right or None, certified, seconds or None.
PROTOTYPE = {
    ("5,2,2", 21): (20, 16, 0.001),
    ("5,2,2", 42): (None, 20, None),
    ("10,3,3", 39): (20, 13, 0.005),
    ("10,3,3", 65): (None, 20, None),
    ("10,5,5", 45): (20, 17, 0.01),
    ("10,5,5", 75): (None, 20, None),
    ("10,10,10", 50): (20, 19, 0.05),
    ("10,10,10", 60): (None, 20, None),
    ("20,10,10", 75): (20, 15, 0.07),
    ("20,10,10", 90): (None, 20, None),
    ("20,20,20", 100): (20, 20, 0.36),
    ("50,10,10", 150): (10, 4, 0.12),
    ("50,10,10", 210): (None, 10, None),
    ("50,25,25", 187): (10, 10, 1.1),
    ("100,10,10", 275): (10, 2, 0.38),
    ("100,10,10", 385): (None, 10, None),
    ("100,30,40", 325): (10, 9, 2.8),
    ("100,30,40", 390): (None, 10, None),
    ("200,50,50", 1000): (1, 1, 12),
    ("784,10,10", 2800): (1, 1, 17),
    ("10,3 moments", 100): (None, 20, None),
    ("10,5 moments", 100): (None, 17, None),
    ("20,10 moments", 100): (None, 0, None),
    ("20,10 moments", 300): (None, 12, None),
    ("20,20 moments", 300): (None, 0, None),
}


def measure(workload, quick):
    """A line of JSON for each row, in turn."""
    for part in PARTS:
        command = [workload, "regimes", part, "quick" if quick else "full"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        for line in process.stdout:
            yield json.loads(line)
        if process.wait() != 0:
            raise SystemExit(f"{' '.join(command)} ended with status {process.returncode}")


def show(runs):
    row = "{:<26} {:>6} {:>9} {:>10} {:>6} {:>9} {:>9} {:>9}  {}"
    print(row.format("", "", "", "", "", "seconds", "starts/k", "error", "prototype"))
    print(row.format("d,k,m or d,k and law", "n", "right", "certified", "wrong", "each", "", "at most", ""))
    for run in runs:
        beside = PROTOTYPE.get((run["name"], run["samples"]))
        text = ""
        if beside:
            right, certified, seconds = beside
            text = f"certified {certified}"
            text += f", right {right}" if right is not None else ""
            text += f", {seconds} s" if seconds is not None else ""
        print(
            row.format(
                run["name"],
                run["samples"],
                f"{run['right']}/{run['problems']}",
                f"{run['certified']}/{run['problems']}",
                run["wrong"],
                f"{run['seconds']:.4f}",
                f"{run['startsPerNeuron']:.1f}",
                f"{run['worstError']:.1e}",
                text,
            ).rstrip(),
            flush=True,
        )
    print()
