"""The shrinking challenges as CHALLENGES.md states them: what is generated, what must hold, what is minimal."""

from dataclasses import dataclass
from itertools import permutations
from typing import Any, Callable

from hypothesis import assume
from hypothesis import strategies as st


@dataclass(frozen=True)
class Challenge:
    name: str
    values: st.SearchStrategy
    holds: Callable[[Any], bool]
    minimal: frozenset


def wrapped(total):
    """The total as a 16-bit sum that wraps around has it."""
    return (total + 2**15) % 2**16 - 2**15


INT16 = st.integers(-(2**15), 2**15 - 1)
LIST_BOUND = 256
LISTS = 5


def five_lists(most):
    bounded = st.lists(INT16, max_size=most).filter(lambda values: wrapped(sum(values)) < LIST_BOUND)
    return st.tuples(*[bounded] * LISTS)


def sums_below_the_bound(lists):
    return wrapped(sum(map(sum, lists))) < LISTS * LIST_BOUND


BOUND5_MINIMAL = frozenset(repr(tuple(lists)) for lists in permutations([[-32768], [-1], [], [], []]))


@st.composite
def heaps(draw, least, size):
    """A heap is None or (key, left, right), and no key is below the one above it."""
    if draw(st.integers(1, 8)) == 1 or size <= 0:
        return None
    key = draw(st.integers(min_value=least))
    return key, draw(heaps(key, size // 2)), draw(heaps(key, size // 2))


@st.composite
def sized_heaps(draw):
    return draw(heaps(None, draw(st.integers(0, 20))))


def keys(heap):
    """All keys: a node's own first, then those of its right branch, then those of its left one."""
    return [] if heap is None else [heap[0], *keys(heap[2]), *keys(heap[1])]


def merged(one, other):
    if one is None or other is None:
        return other if one is None else one
    if one[0] <= other[0]:
        return one[0], merged(one[2], other), one[1]
    return other[0], merged(other[2], one), other[1]


def is_sorted_by_one_merge(heap):
    claimed = [] if heap is None else [heap[0], *keys(merged(heap[1], heap[2]))]
    return claimed == sorted(claimed) and claimed == sorted(keys(heap))


EXPRESSIONS = st.deferred(
    lambda: st.one_of(
        st.integers(),
        st.tuples(st.just("+"), EXPRESSIONS, EXPRESSIONS),
        st.tuples(st.just("/"), EXPRESSIONS, EXPRESSIONS),
    )
)


def divides_by_a_literal_zero(expression):
    if isinstance(expression, int):
        return False
    operation, left, right = expression
    return (operation == "/" and right == 0) or any(map(divides_by_a_literal_zero, (left, right)))


def value_of(expression):
    if isinstance(expression, int):
        return expression
    operation, left, right = expression
    return value_of(left) + value_of(right) if operation == "+" else value_of(left) // value_of(right)


def can_be_computed(expression):
    assume(not divides_by_a_literal_zero(expression))
    try:
        value_of(expression)
    except ZeroDivisionError:
        return False
    return True


def has_no_couple(values):
    assume(all(value < len(values) for value in values))
    return all(there == here or values[there] != here for here, there in enumerate(values))


def is_gone_once_removed(case):
    values, index = case
    assume(index < len(values))
    rest = list(values)
    rest.remove(values[index])
    return values[index] not in rest


POSITIVE_INT32 = st.integers(1, 2**31 - 1)
POSITIVE_PAIRS = st.tuples(POSITIVE_INT32, POSITIVE_INT32)


def has_difference_outside(differences):
    return lambda pair: pair[0] < 10 or abs(pair[0] - pair[1]) not in differences


LISTS_OF_INTEGERS = st.lists(st.integers())

CHALLENGES = [
    Challenge("bound5", five_lists(1), sums_below_the_bound, BOUND5_MINIMAL),
    Challenge("bound5-long", five_lists(None), sums_below_the_bound, BOUND5_MINIMAL),
    Challenge(
        "binheap",
        sized_heaps(),
        is_sorted_by_one_merge,
        frozenset({
            "(0, None, (0, (0, None, None), (1, None, None)))",
            "(0, (0, (0, None, None), (1, None, None)), None)",
            "(0, (0, (1, None, None), None), (0, None, None))",
        }),
    ),
    Challenge(
        "calculator",
        EXPRESSIONS,
        can_be_computed,
        frozenset({"('/', 0, ('+', 0, 0))", "('/', 0, ('/', 0, 1))"}),
    ),
    Challenge("coupling", st.lists(st.integers(0, 10)), has_no_couple, frozenset({"[1, 0]"})),
    Challenge(
        "deletion",
        st.tuples(LISTS_OF_INTEGERS, st.integers(0, 10)),
        is_gone_once_removed,
        frozenset({"([0, 0], 0)"}),
    ),
    Challenge(
        "difference-not-zero",
        POSITIVE_PAIRS,
        has_difference_outside(range(0, 1)),
        frozenset({"(10, 10)"}),
    ),
    Challenge(
        "difference-not-small",
        POSITIVE_PAIRS,
        has_difference_outside(range(1, 5)),
        frozenset({"(10, 6)"}),
    ),
    Challenge(
        "difference-not-one",
        POSITIVE_PAIRS,
        has_difference_outside(range(1, 2)),
        frozenset({"(10, 9)"}),
    ),
    Challenge(
        "distinct",
        LISTS_OF_INTEGERS,
        lambda values: len(set(values)) < 3,
        frozenset({"[0, 1, -1]", "[0, 1, 2]"}),
    ),
    Challenge(
        "large-union-list",
        st.lists(LISTS_OF_INTEGERS),
        lambda lists: len(set().union(*lists)) < 5,
        frozenset({"[[0, 1, -1, 2, -2]]", "[[0, 1, 2, 3, 4]]"}),
    ),
    Challenge(
        "length-list",
        st.integers(1, 100).flatmap(
            lambda length: st.lists(st.integers(0, 1000), min_size=length, max_size=length)
        ),
        lambda values: max(values) < 900,
        frozenset({"[900]"}),
    ),
    Challenge(
        "nested-lists",
        st.lists(st.lists(st.just(0))),
        lambda lists: sum(map(len, lists)) <= 10,
        frozenset({repr([[0] * 11])}),
    ),
    Challenge(
        "reverse",
        LISTS_OF_INTEGERS,
        lambda values: values == values[::-1],
        frozenset({"[0, 1]", "[1, 0]"}),
    ),
]
