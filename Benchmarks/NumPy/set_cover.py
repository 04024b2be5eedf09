"""The work of Workloads/SetCoverEncoding.swift with NumPy: reads the same file, writes the same arrays and JSON.

usage: set_cover.py FILE DIRECTORY            encode
       set_cover.py --compare DIRECTORY OTHER  stop with an error where two directories differ
"""

import json
import math
import pathlib
import sys
import time

import numpy as np


def read(path):
    """Costs, and for each element the sets that contain it, from OR-Library's format."""
    tokens = np.array(pathlib.Path(path).read_text().split(), dtype=np.int64)
    elements, count = int(tokens[0]), int(tokens[1])
    costs = tokens[2 : 2 + count]
    position = 2 + count
    containing = []
    for _ in range(elements):
        size = int(tokens[position])
        containing.append(tokens[position + 1 : position + 1 + size] - 1)
        position += 1 + size
    if position != len(tokens):
        sys.exit("set_cover.py: the file does not end after its last row")
    return costs, containing


def encode(path, directory):
    costs, containing = read(path)
    elements, count, total = len(containing), len(costs), int(costs.sum())
    cap = 1 + total
    scale = math.isqrt(2 * cap - 1) + 1

    sizes = np.array([len(sets) for sets in containing])
    inputs = np.zeros((1 + elements + count, 1 + count))
    inputs[0, 0] = scale
    inputs[1 : 1 + elements, 0] = sizes + scale
    inputs[np.repeat(np.arange(1, 1 + elements), sizes), np.concatenate(containing) + 1] = 1
    inputs[1 + elements :, 0] = 1
    inputs[np.arange(1 + elements, len(inputs)), np.arange(1, 1 + count)] = 1
    labels = np.zeros((len(inputs), 1))
    labels[0] = scale
    labels[1 + elements :] = 1
    weights = np.ones((len(inputs), 1))
    weights[1 + elements :, 0] = costs

    members = [[] for _ in range(count)]
    for element, sets in enumerate(containing):
        for index in sets.tolist():
            members[index].append(element)
    source = {"kind": "set-cover", "elements": elements, "sets": members, "kappa": total}
    if (costs != 1).any():
        source["costs"] = costs.tolist()
    samples = [{"x": [[0, str(scale)]], "y": [str(scale)], "weight": "1", "tag": "bias"}]
    for sets in containing:
        x = [[0, str(len(sets) + scale)]] + [[index + 1, "1"] for index in sets.tolist()]
        samples.append({"x": x, "y": ["0"], "weight": "1", "tag": "element"})
    for index, cost in enumerate(costs.tolist()):
        x = [[0, "1"], [index + 1, "1"]]
        samples.append({"x": x, "y": ["1"], "weight": str(cost), "tag": "set"})
    instance = {
        "format": "relu-hardness/1",
        "reduction": "R1-set-cover",
        "dim": count + 1,
        "units": 1,
        "outputs": 1,
        "coefficients": "plus",
        "norm_squared_bound": None,
        "threshold": str(total),
        "slack": "1",
        "source": source,
        "params": {"Kbar": str(cap), "t": str(scale)},
        "generator": {"tool": "numpy", "version": np.__version__, "command": "set_cover.py"},
        "samples": samples,
    }

    directory = pathlib.Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "instance.json").write_text(json.dumps(instance, separators=(",", ":")))
    np.save(directory / "inputs.npy", inputs)
    np.save(directory / "labels.npy", labels)
    np.save(directory / "weights.npy", weights)
    return len(inputs)


def compare(first, second):
    first, second = pathlib.Path(first), pathlib.Path(second)
    for name in ("inputs.npy", "labels.npy", "weights.npy"):
        if not np.array_equal(np.load(first / name), np.load(second / name)):
            sys.exit(f"set_cover.py: {name} differs")
    instances = [json.loads((directory / "instance.json").read_text()) for directory in (first, second)]
    for instance in instances:
        del instance["generator"]
    if instances[0] != instances[1]:
        sys.exit("set_cover.py: instance.json differs")


def main():
    if sys.argv[1] == "--compare":
        return compare(sys.argv[2], sys.argv[3])
    begin = time.perf_counter()
    samples = encode(sys.argv[1], sys.argv[2])
    print(json.dumps({"seconds": time.perf_counter() - begin, "samples": samples}))


if __name__ == "__main__":
    main()
