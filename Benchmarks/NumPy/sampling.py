"""The work of Workloads/Sampling.swift with NumPy: the same blocks, the memory of a block used again."""

import json
import sys
import time

import numpy

DIMENSION = 100
HIDDEN_UNITS = 10
OUTPUTS = 10
ROWS_PER_BLOCK = 8192


def blocks(rows, generator):
    memory = numpy.empty((ROWS_PER_BLOCK, DIMENSION))
    for start in range(0, rows, ROWS_PER_BLOCK):
        inputs = memory[: min(ROWS_PER_BLOCK, rows - start)]
        generator.standard_normal(out=inputs)
        yield inputs


def gaussian(rows):
    return sum(inputs[-1, -1] for inputs in blocks(rows, numpy.random.Generator(numpy.random.PCG64(1))))


def labels(rows):
    generator = numpy.random.Generator(numpy.random.PCG64(1))
    hidden = generator.standard_normal((HIDDEN_UNITS, DIMENSION))
    output = generator.standard_normal((OUTPUTS, HIDDEN_UNITS))
    checksum = 0.0
    for inputs in blocks(rows, generator):
        values = inputs @ hidden.T
        numpy.maximum(values, 0, out=values)
        checksum += (values @ output.T)[-1, -1]
    return checksum


def main():
    work = {"gaussian": gaussian, "labels": labels}[sys.argv[1]]
    rows = int(sys.argv[2])
    start = time.perf_counter()
    checksum = work(rows)
    print(json.dumps({"seconds": time.perf_counter() - start, "checksum": float(checksum)}))


if __name__ == "__main__":
    main()
