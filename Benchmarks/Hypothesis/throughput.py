#!/usr/bin/env python3
"""Cases per second of Hypothesis on properties that hold, so that nothing is ever shrunk.

usage: throughput.py trivial|list|dependent CASES

Prints one line of JSON: the seconds of the run, the calls of the property it made (counted, not asked for: Hypothesis
may stop early), and the versions. Importing Hypothesis and a first short run, which fills its caches, are not timed.
Needs `python3 -m pip install hypothesis`.
"""

import json
import platform
import sys
import time

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import strategies as st

WARM_UP_CASES = 200


@st.composite
def tables(draw):
    """Rows that all have the width drawn before them."""
    width = draw(st.integers(1, 6))
    height = draw(st.integers(1, 6))
    row = st.lists(st.integers(0, 50), min_size=width, max_size=width)
    return width, [draw(row) for _ in range(height)]


def is_integer(value):
    return value == value


def reverses_back(values):
    return list(reversed(list(reversed(values)))) == values


def is_as_wide_as_said(table):
    width, rows = table
    return all(len(row) == width for row in rows)


WORKLOADS = {
    "trivial": (st.integers(-(2**63), 2**63 - 1), is_integer),
    "list": (st.lists(st.integers(-1000, 1000), max_size=50), reverses_back),
    "dependent": (tables(), is_as_wide_as_said),
}


def run(strategy, holds, cases):
    """Seconds taken and calls made by one run of at most so many cases."""
    calls = 0

    @settings(
        max_examples=cases,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @given(strategy)
    def check(value):
        nonlocal calls
        calls += 1
        assert holds(value)

    start = time.perf_counter()
    check()
    return time.perf_counter() - start, calls


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in WORKLOADS or not sys.argv[2].isdecimal() or int(sys.argv[2]) < 1:
        sys.exit("usage: throughput.py trivial|list|dependent CASES, with CASES at least 1")
    strategy, holds = WORKLOADS[sys.argv[1]]
    run(strategy, holds, WARM_UP_CASES)
    seconds, calls = run(strategy, holds, int(sys.argv[2]))
    versions = {"hypothesis": hypothesis.__version__, "python": platform.python_version()}
    print(json.dumps({"seconds": seconds, "cases": calls, **versions}))


if __name__ == "__main__":
    main()
