#!/usr/bin/env python3
"""Shrinks the challenges of CHALLENGES.md with Hypothesis, each from several seeds, and counts calls and time.

usage: shrinking.py [--seeds N] [--only NAME] [--max-examples N] [--json]

For each challenge and seed, one run of Hypothesis that generates until the property fails and then shrinks. A call is
one evaluation of the property; the calls of a run are told apart as

- searching: those up to and including the first that failed,
- shrinking: those after it, until Hypothesis says that it is done,
- replay: those after that, which reproduce the result in order to report it.

`attempts` counts the values Hypothesis tried to build while shrinking; those it could not build, or that a filter
refused, never reached the property. Medians and means are over the runs that found a failure. Seconds are those from
the first failure to the end of shrinking. Hypothesis itself gives up after 500 successful shrinks or five minutes of
shrinking; the JSON says of each run why it stopped. Needs `python3 -m pip install hypothesis`.
"""

import argparse
import json
import platform
import statistics
import sys
import time
from collections import Counter

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.statistics import collector

from challenges import CHALLENGES

SEEDS = 30
MAX_EXAMPLES = 100_000


class PropertyFails(Exception):
    """The one failure there is, raised at one place, so that Hypothesis sees a single bug."""


class Recorder:
    """What happens in one run, in the order of the calls."""

    def __init__(self):
        self.calls = 0
        self.first_failure = None
        self.failed_at = None
        self.calls_of_engine = None
        self.done_at = None
        self.attempts = None
        self.stopped_because = None
        self.last_failing = None

    def judge(self, holds, value):
        self.calls += 1
        if holds(value):
            return
        if self.first_failure is None:
            self.first_failure = self.calls
            self.failed_at = time.perf_counter()
        self.last_failing = repr(value)
        raise PropertyFails

    def engine_is_done(self, told):
        """Hypothesis gives out its statistics when the engine stops, before it replays what it found."""
        self.calls_of_engine = self.calls
        self.done_at = time.perf_counter()
        self.attempts = len(told.get("shrink-phase", {}).get("test-cases", []))
        self.stopped_because = told.get("stopped-because")


def run(challenge, number, max_examples):
    """The record of one challenge with one seed."""
    recorder = Recorder()

    @seed(number)
    @settings(
        max_examples=max_examples,
        database=None,
        deadline=None,
        derandomize=False,
        phases=[Phase.generate, Phase.shrink],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @given(challenge.values)
    def check(value):
        recorder.judge(challenge.holds, value)

    found = False
    with collector.with_value(recorder.engine_is_done):
        try:
            check()
        except PropertyFails:
            found = True
    if recorder.calls_of_engine is None:
        sys.exit(f"Hypothesis {hypothesis.__version__} gave no statistics; 6.155.2 does: install that version")
    record = {"seed": number, "found": found, "calls": recorder.calls}
    if not found:
        return record
    return record | {
        "callsSearching": recorder.first_failure,
        "callsShrinking": recorder.calls_of_engine - recorder.first_failure,
        "callsReplay": recorder.calls - recorder.calls_of_engine,
        "attemptsShrinking": recorder.attempts,
        "secondsShrinking": recorder.done_at - recorder.failed_at,
        "stoppedBecause": recorder.stopped_because,
        "result": recorder.last_failing,
        "isMinimal": recorder.last_failing in challenge.minimal,
    }


def summary(challenge, runs):
    """What one challenge came to over all its seeds."""
    found = [each for each in runs if each["found"]]
    told = {"challenge": challenge.name, "seeds": len(runs), "found": len(found)}
    if not found:
        return told | {"minimal": 0, "runs": runs}
    column = lambda name: [each[name] for each in found]
    results = Counter(column("result")).most_common()
    shrinking = column("callsShrinking")
    with_replay = [each["callsShrinking"] + each["callsReplay"] for each in found]
    return told | {
        "minimal": sum(column("isMinimal")),
        "medianCallsSearching": statistics.median(column("callsSearching")),
        "medianCallsShrinking": statistics.median(shrinking),
        "meanCallsShrinking": statistics.fmean(shrinking),
        "maxCallsShrinking": max(shrinking),
        "medianCallsShrinkingWithReplay": statistics.median(with_replay),
        "meanCallsShrinkingWithReplay": statistics.fmean(with_replay),
        "medianAttemptsShrinking": statistics.median(column("attemptsShrinking")),
        "medianSecondsShrinking": statistics.median(column("secondsShrinking")),
        "distinctResults": len(results),
        "mostFrequentResult": results[0][0],
        "mostFrequentCount": results[0][1],
        "runs": runs,
    }


HEADINGS = (
    f"{'':<21}{'':>6}{'':>7}{'':>9}{'calls while shrinking':>32}{'with replay':>17}{'built':>9}{'seconds':>9}\n"
    f"{'challenge':<21}{'seeds':>6}{'found':>7}{'minimal':>9}{'median':>12}{'mean':>10}{'most':>10}"
    f"{'median':>9}{'mean':>8}{'median':>9}{'median':>9}  most frequent result"
)


def line(told):
    start = f"{told['challenge']:<21}{told['seeds']:>6}{told['found']:>7}"
    if not told["found"]:
        return start
    return (
        f"{start}{told['minimal'] / told['found']:>9.0%}"
        f"{told['medianCallsShrinking']:>12.1f}{told['meanCallsShrinking']:>10.1f}{told['maxCallsShrinking']:>10}"
        f"{told['medianCallsShrinkingWithReplay']:>9.1f}{told['meanCallsShrinkingWithReplay']:>8.1f}"
        f"{told['medianAttemptsShrinking']:>9.1f}{told['medianSecondsShrinking']:>9.3f}"
        f"  {told['mostFrequentResult']} ({told['mostFrequentCount']} of {told['found']})"
    )


def positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=positive, default=SEEDS, help=f"seeds 0 to N - 1 (default {SEEDS})")
    parser.add_argument("--only", choices=[each.name for each in CHALLENGES], help="this challenge alone")
    parser.add_argument(
        "--max-examples", type=positive, default=MAX_EXAMPLES, help=f"cases before giving up ({MAX_EXAMPLES})"
    )
    parser.add_argument("--json", action="store_true", help="all runs as one JSON object, and no table")
    options = parser.parse_args()

    if not options.json:
        print(f"Hypothesis {hypothesis.__version__}, Python {platform.python_version()}\n\n{HEADINGS}", flush=True)
    told = []
    for challenge in CHALLENGES:
        if options.only in (None, challenge.name):
            runs = [run(challenge, number, options.max_examples) for number in range(options.seeds)]
            told.append(summary(challenge, runs))
            if not options.json:
                print(line(told[-1]), flush=True)
    if options.json:
        versions = {"hypothesis": hypothesis.__version__, "python": platform.python_version()}
        print(json.dumps(versions | {"maxExamples": options.max_examples, "challenges": told}, indent=2))


if __name__ == "__main__":
    main()
