"""Our shrinking of the challenges beside that of Hypothesis: what is measured, and its table."""

import pathlib
import statistics
import sys

SCRIPT = pathlib.Path(__file__).resolve().parent / "Hypothesis" / "shrinking.py"

# Each in a process of its own, so that the two sides alternate and a busy machine disturbs both alike.
CHALLENGES = (
    "bound5",
    "bound5-long",
    "binheap",
    "calculator",
    "coupling",
    "deletion",
    "difference-not-zero",
    "difference-not-small",
    "difference-not-one",
    "distinct",
    "large-union-list",
    "length-list",
    "nested-lists",
    "reverse",
)


def commands(workload, challenge, seeds):
    """Our command and that of Hypothesis for one challenge and the seeds 0 to one less than so many."""
    return {
        "assay": [workload, "shrinking", challenge, "0", str(seeds - 1)],
        "hypothesis": [sys.executable, str(SCRIPT), "--json", "--only", challenge, "--seeds", str(seeds)],
    }


def summary(report):
    """What one side came to on one challenge."""
    (told,) = report["challenges"]
    found = [run for run in told["runs"] if run["found"]]
    calls = [run["callsShrinking"] for run in found]
    seconds = [run["secondsShrinking"] for run in found]
    return {
        "seeds": len(told["runs"]),
        "found": len(found),
        "minimal": sum(run["isMinimal"] for run in found),
        "medianCalls": statistics.median(calls) if found else None,
        "meanCalls": statistics.fmean(calls) if found else None,
        "mostCalls": max(calls, default=None),
        "medianSeconds": statistics.median(seconds) if found else None,
        "meanSeconds": statistics.fmean(seconds) if found else None,
        "missed": sorted({run["result"] for run in found if not run["isMinimal"]}),
    }


def results(workload, seeds, measure):
    """Both sides of every challenge; `measure` runs a command and gives what it prints."""
    found = []
    for challenge in CHALLENGES:
        sides = commands(workload, challenge, seeds)
        found.append(
            {"challenge": challenge} | {name: summary(measure(command)) for name, command in sides.items()}
        )
    return found


def total(found):
    """The sums over the challenges that both sides found failures of."""
    both = [each for each in found if each["assay"]["found"] and each["hypothesis"]["found"]]
    sides = {
        name: {
            "found": sum(each[name]["found"] for each in both),
            "minimal": sum(each[name]["minimal"] for each in both),
            "medianCalls": sum(each[name]["medianCalls"] for each in both),
            "meanCalls": sum(each[name]["meanCalls"] for each in both),
            "medianSeconds": sum(each[name]["medianSeconds"] for each in both),
            "meanSeconds": sum(each[name]["meanSeconds"] for each in both),
        }
        for name in ("assay", "hypothesis")
    }
    return {"challenge": "all"} | sides


ROW = "{:<21} {:>6} {:>10}  {:>8} {:>10}  {:>8} {:>10}  {:>9} {:>10}  {:>9}  {}"


def line(result):
    ours, theirs = result["assay"], result["hypothesis"]
    if not (ours["found"] and theirs["found"]):
        missing = [name for name, side in (("Assay", ours), ("Hypothesis", theirs)) if not side["found"]]
        return f"{result['challenge']:<21} no failure found by {' and '.join(missing)}"
    return ROW.format(
        result["challenge"],
        f"{ours['minimal'] / ours['found']:.0%}",
        f"{theirs['minimal'] / theirs['found']:.0%}",
        f"{ours['medianCalls']:,.0f}",
        f"{theirs['medianCalls']:,.0f}",
        f"{ours['meanCalls']:,.1f}",
        f"{theirs['meanCalls']:,.1f}",
        f"{ours['meanSeconds'] * 1000:.2f}",
        f"{theirs['meanSeconds'] * 1000:.1f}",
        f"{theirs['meanSeconds'] / ours['meanSeconds']:,.0f} x",
        "" if ours["meanCalls"] <= theirs["meanCalls"] else "more calls",
    ).rstrip()


def show(found, seeds):
    print(f"Shrinking the challenges, {seeds} seeds each; calls of the property and milliseconds per failure\n")
    print(ROW.format("", "", "minimal", "", "median", "", "mean", "", "mean", "", "").rstrip())
    print(ROW.format("", "", "results", "", "calls", "", "calls", "", "ms", "", "").rstrip())
    names = ["Assay", "Hypothesis"] * 4
    print(ROW.format("challenge", *names, "speedup", "").rstrip())
    for result in found:
        print(line(result))
    print(line(total(found)))
    for name, title in (("assay", "Assay"), ("hypothesis", "Hypothesis")):
        unfound = [each for each in found if each[name]["found"] < each[name]["seeds"]]
        for each in unfound:
            side = each[name]
            print(f"{title} found a failure of {each['challenge']} from {side['found']} of {side['seeds']} seeds")
    print()
