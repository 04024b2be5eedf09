# The two commands for a fresh machine: `make audit` and `make test`. Both install what is missing first.

SWIFT_BUILD := swift build -c release
ASSAY := .build/release/assay
INSTANCE := reports/instances/stn15
BENCHMARK_VENV := Benchmarks/.build/python
BENCHMARK_PYTHON := $(BENCHMARK_VENV)/bin/python3
HYPOTHESIS := 6.155.2
TEST_VENV := .build/python
HIGHSPY := 1.15.1

ifeq ($(shell uname -s),Darwin)
  # Homebrew keeps these out of the compiler's default paths.
  export CPATH := $(shell brew --prefix glpk)/include:$(shell brew --prefix openblas)/include
  export LIBRARY_PATH := $(shell brew --prefix glpk)/lib:$(shell brew --prefix openblas)/lib
  export PKG_CONFIG_PATH := $(shell brew --prefix openblas)/lib/pkgconfig
endif

.PHONY: help setup build audit test benchmark format lint clean

help:
	@echo "make audit      set up, build, check the guarantees, solve and verify a hard instance"
	@echo "make test       set up, build, run all tests"
	@echo "make build      set up, build $(ASSAY)"
	@echo "make benchmark  measure speed beside NumPy and Hypothesis"
	@echo "make lint       check the format of the sources (make format mends it)"

setup:
	@./scripts/setup

build: setup
	@echo "building $(ASSAY)"
	@$(SWIFT_BUILD) --product assay

# The library of hard instances at work: a Steiner triple system as a training set for one ReLU.
audit: build
	$(ASSAY) audit --profile quick --output reports
	$(ASSAY) generate set-cover --input fixtures/steiner-triples/stn15.txt --target optimum --output $(INSTANCE)
	$(ASSAY) solve $(INSTANCE)
	$(ASSAY) verify $(INSTANCE)

# Optimised, because numerical tests crawl in a debug build; they use the public interface alone.
# glpsol and HiGHS, the latter from PyPI where this version of it is not there yet, read back the files that are
# written; where one of them cannot be had, its tests say that they were skipped.
test: setup
	@./scripts/setup glpk-utils python3 python3-venv
	@test -x $(TEST_VENV)/bin/python3 || python3 -m venv $(TEST_VENV) || true
	@$(TEST_VENV)/bin/python3 -c 'from importlib.metadata import version; raise SystemExit(version("highspy") != "$(HIGHSPY)")' \
		2>/dev/null || $(TEST_VENV)/bin/python3 -m pip install --quiet highspy==$(HIGHSPY) \
		|| echo "test: there is no HiGHS from PyPI, its tests are skipped" >&2
	PATH="$(CURDIR)/$(TEST_VENV)/bin:$$PATH" swift test -c release --disable-testable-imports --disable-xctest

# Hypothesis comes from PyPI, and only where this version of it is not there yet.
benchmark: build
	@./scripts/setup python3 python3-numpy python3-venv
	@test -x $(BENCHMARK_PYTHON) || python3 -m venv --system-site-packages $(BENCHMARK_VENV)
	@$(BENCHMARK_PYTHON) -c 'import hypothesis, sys; sys.exit(hypothesis.__version__ != "$(HYPOTHESIS)")' 2>/dev/null \
		|| $(BENCHMARK_PYTHON) -m pip install --quiet hypothesis==$(HYPOTHESIS)
	@$(BENCHMARK_PYTHON) Benchmarks/run

format:
	swift format format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Benchmarks Benchmarks/Sources

lint:
	swift format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Benchmarks Benchmarks/Sources

clean:
	rm -rf .build reports/audit.json reports/audit.md reports/examples reports/instances
