"""The work of Workloads/ExactRecovery.swift with NumPy: the same algorithm, vectorised, on the same samples.

usage: recovery.py DIRECTORY

The directory holds problems as `assay sample gaussian` writes them. Reading them is not timed. The rules (which
samples are studied, how many starting points, which tolerances) are those of the learner; only the random starting
points differ. Labels and weights are in general position here, so the refinement of ill-conditioned teachers and the
route through moments are left out, and a problem that would need them stops the script.
"""

import itertools
import json
import pathlib
import sys
import time

import numpy as np

NULL_TOLERANCE = 1e-8
FIT_TOLERANCE = 1e-9
RANK_TOLERANCE = 1e-12
REFINEMENT = 1e-12
SPANNING = 1e-9
SEPARATION = 1e-11
SAME_DIRECTION = 1e-7
INDEPENDENCE = 1e-9
BANDS = (1e-6, 1e-9, 1e-9)
STEPS_PER_START = 50
STARTS_PER_NEURON = 40
INACTIVE_SHARES = (0.4, 0.4, 0.25, 0.1)
STALLED_SHARE = 0.4
FEWEST_STUDIED = 800
SAMPLES_PER_DIMENSION = 12
FEWEST_HELD_OUT = 20
PURE_ROWS_PER_DIMENSION = 4


def study_plans(count, width):
    """Masks of the samples to study: small evenly spaced subsets first, then all but a tenth."""
    rows = np.arange(count)
    target = max(FEWEST_STUDIED, SAMPLES_PER_DIMENSION * width)
    while target <= count // 2:
        yield rows % (count // target) == 0
        target *= 5
    yield rows % (count // max(FEWEST_HELD_OUT, count // 10)) != 0


def fingerprints(inputs):
    """Each row up to a positive factor, in single precision, as one opaque value."""
    scaled = (inputs / np.abs(inputs).max(axis=1, keepdims=True)).astype(np.float32)
    return np.ascontiguousarray(scaled).view(np.dtype((np.void, 4 * inputs.shape[1]))).ravel()


class Search:
    """Finds neurons from random starting points, in label space and in input space in turn."""

    def __init__(self, inputs, labels, generator):
        self.inputs = inputs
        self.norms = np.linalg.norm(inputs, axis=1)
        self.generator = generator
        left, values, _ = np.linalg.svd(labels, full_matrices=False)
        self.rank = int(np.count_nonzero(values > RANK_TOLERANCE * values[0]))
        self.basis = np.ascontiguousarray(left[:, : self.rank])
        self.neurons = []
        self.coefficients = []
        self.starts = 0

    def run(self):
        for start in range(STARTS_PER_NEURON * self.rank):
            if len(self.neurons) == self.rank:
                return True
            self.starts += 1
            direction = self.from_labels(start // 2) if start % 2 == 0 else self.from_random()
            if direction is not None:
                self.consider(direction)
        return len(self.neurons) == self.rank

    def null_vector(self, rows):
        triangular = np.linalg.qr(self.basis[rows], mode="r")
        _, values, right = np.linalg.svd(triangular)
        unit = self.basis @ right[-1]
        sign = -1.0 if unit.sum() < 0 else 1.0
        return sign * right[-1], sign * unit, values[-1] / values[-2], values[-2] / values[0]

    def linear_fit(self, unit, rows):
        if np.count_nonzero(rows) < self.inputs.shape[1]:
            return None
        factor, triangular = np.linalg.qr(self.inputs[rows])
        if np.linalg.cond(triangular) >= 1 / SPANNING:
            return None
        return np.linalg.solve(triangular, factor.T @ unit[rows])

    def active_direction(self, unit):
        quarter = max(self.inputs.shape[1] + 2, (len(unit) + 3) // 4)
        return self.linear_fit(unit, unit >= np.partition(unit, len(unit) - quarter)[len(unit) - quarter])

    def from_labels(self, start):
        share = INACTIVE_SHARES[start % len(INACTIVE_SHARES)]
        size = min(max(self.rank + 3, int(np.ceil(share * len(self.basis)))), len(self.basis))
        unit = self.basis @ self.generator.standard_normal(self.rank)
        for _ in range(STEPS_PER_START):
            _, unit, ratio, _ = self.null_vector(unit <= np.partition(unit, size - 1)[size - 1])
            if ratio <= NULL_TOLERANCE:
                return self.active_direction(unit)
        return None

    def from_random(self):
        direction = self.generator.standard_normal(self.inputs.shape[1])
        size = int(np.ceil(STALLED_SHARE * len(self.basis)))
        last = None
        for _ in range(STEPS_PER_START):
            margins = self.inputs @ direction / self.norms
            inactive = margins < 0
            if np.count_nonzero(inactive) < self.rank or (last is not None and np.array_equal(inactive, last)):
                inactive = margins <= np.partition(margins, size - 1)[size - 1]
            last = inactive
            _, unit, ratio, _ = self.null_vector(inactive)
            direction = self.active_direction(unit)
            if direction is None or ratio <= NULL_TOLERANCE:
                return direction
        return None

    def exact_step(self, direction):
        direction = direction / np.linalg.norm(direction)
        coefficients = None
        for band in BANDS:
            margins = self.inputs @ direction / self.norms
            inactive, active = margins < -band, margins > band
            if np.count_nonzero(inactive) < self.rank - 1:
                return None
            coefficients, unit, ratio, separation = self.null_vector(inactive)
            if ratio > NULL_TOLERANCE or separation < SEPARATION:
                return None
            fitted = self.linear_fit(unit, active)
            if fitted is None:
                return None
            if np.abs(np.maximum(self.inputs @ fitted, 0) - unit).max() > FIT_TOLERANCE * unit.max():
                return None
            direction = fitted / np.linalg.norm(fitted)
        return direction, coefficients

    def consider(self, approximation):
        found = self.exact_step(approximation)
        if found is None:
            return
        direction, coefficients = found
        if any(np.linalg.norm(direction - known) < SAME_DIRECTION for known in self.neurons):
            return
        together = np.array([*self.coefficients, coefficients])
        if np.linalg.svd(together, compute_uv=False)[-1] < INDEPENDENCE:
            return
        self.neurons.append(direction)
        self.coefficients.append(coefficients)


def pattern_evidence(active):
    """N2 and N3: by how many samples the closest two and three neurons are told apart."""
    count = active.shape[1]
    bits = active.astype(np.float64)
    both = bits.T @ bits
    sizes = np.diag(both)
    upper = np.triu_indices(count, 1)
    common = both[upper]
    patterns = np.array([common, sizes[upper[0]] - common, sizes[upper[1]] - common])
    pairs = (patterns.sum(axis=0) - patterns.max(axis=0)).min()
    triples = np.inf
    for i in range(count - 2):
        # All pairs (j, l) of later neurons at once.
        rest = bits[:, i + 1 :]
        every = (rest * bits[:, i : i + 1]).T @ rest
        with_i, sizes_rest = both[i, i + 1 :], sizes[i + 1 :]
        ij = with_i[:, None] - every
        il = with_i[None, :] - every
        jl = both[i + 1 :, i + 1 :] - every
        patterns = np.array(
            [
                every,
                ij,
                il,
                jl,
                sizes[i] - ij - il - every,
                sizes_rest[:, None] - ij - jl - every,
                sizes_rest[None, :] - il - jl - every,
            ]
        )
        told = (patterns.sum(axis=0) - patterns.max(axis=0))[np.triu_indices(count - i - 1, 1)]
        triples = min(triples, told.min())
    return pairs, triples


def spans_purely(inputs, norms, margins):
    """Whether for each neuron the samples on which it alone is active span the inputs."""
    band = BANDS[-1] * norms[:, None]
    alone = (margins > -band).sum(axis=1) == 1
    dimension = inputs.shape[1]
    for neuron in range(margins.shape[1]):
        rows = np.flatnonzero(alone & (margins[:, neuron] > band[:, 0]))[: PURE_ROWS_PER_DIMENSION * dimension]
        if len(rows) < dimension or np.linalg.cond(inputs[rows] / norms[rows, None]) >= 1 / SPANNING:
            return False
    return True


def recover(inputs, labels, generator):
    """Hidden and output layer, and the number of starting points; or the reason as a string."""
    count, dimension = inputs.shape
    starts = 0
    for studied in study_plans(count, dimension + labels.shape[1]):
        x, y = inputs[studied], labels[studied]
        marks = fingerprints(x)
        _, first = np.unique(marks, return_index=True)
        search = Search(x, y, generator)
        complete = search.run()
        starts += search.starts
        if not complete:
            continue
        hidden = np.array(search.neurons)
        units = np.maximum(x @ hidden.T, 0)
        factor, triangular = np.linalg.qr(units)
        output = np.linalg.solve(triangular, factor.T @ y).T
        if np.abs(y - units @ output.T).max() > REFINEMENT * np.abs(y).max():
            return "the problem needs refinement"

        margins = inputs @ hidden.T
        residual = np.abs(np.maximum(margins, 0) @ output.T - labels).max() / np.abs(labels).max()
        if residual > FIT_TOLERANCE:
            continue
        norms = np.linalg.norm(inputs, axis=1)
        if spans_purely(inputs, norms, margins):
            return hidden, output, starts
        held_out = np.unique(fingerprints(inputs[~studied]))
        fresh = np.count_nonzero(np.isin(held_out, marks, invert=True))
        relative = (margins[studied] / norms[studied, None])[np.sort(first)]
        clear = (np.abs(relative) > BANDS[-1]).all(axis=1)
        pairs, triples = pattern_evidence(relative[clear] > 0)
        if pairs >= dimension + 2 and triples >= dimension + len(hidden) and fresh >= FEWEST_HELD_OUT:
            return hidden, output, starts
    return "no certified network"


def distance(hidden, output, teacher):
    """The largest relative error of a neuron, each matched to the teacher's of the nearest direction."""
    wanted = np.array(teacher["layers"][0]["weights"])
    lengths = np.linalg.norm(wanted, axis=1)
    directions = wanted / lengths[:, None]
    weights = np.array(teacher["layers"][1]["weights"]).T * lengths[:, None]
    nearest = [int(np.argmin(np.linalg.norm(directions - row, axis=1))) for row in hidden]
    if sorted(nearest) != list(range(len(wanted))):
        return np.inf
    errors = itertools.chain(
        np.linalg.norm(directions[nearest] - hidden, axis=1),
        np.linalg.norm(weights[nearest] - output.T, axis=1) / np.linalg.norm(weights[nearest], axis=1),
    )
    return max(errors)


def main():
    directories = sorted(path for path in pathlib.Path(sys.argv[1]).iterdir() if path.is_dir())
    problems = [(np.load(path / "inputs.npy"), np.load(path / "labels.npy")) for path in directories]
    generator = np.random.Generator(np.random.PCG64(1))
    begin = time.perf_counter()
    answers = [recover(inputs, labels, generator) for inputs, labels in problems]
    seconds = time.perf_counter() - begin
    for path, answer in zip(directories, answers):
        if isinstance(answer, str):
            sys.exit(f"recovery.py: {path.name}: {answer}")
        error = distance(answer[0], answer[1], json.loads((path / "teacher.json").read_text()))
        if not error <= 1e-10:
            sys.exit(f"recovery.py: {path.name}: the teacher is missed by {error}")
    print(json.dumps({"seconds": seconds, "starts": sum(answer[2] for answer in answers)}))


if __name__ == "__main__":
    main()
