"""Compiled loops on every processor, by plain threads.

Not by Numba's own `parallel`: its thread pools end the process when two requests of a web server come at once, or after
a fork, depending on which of them a machine happens to have. A kernel that releases the lock (`nogil`) needs none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol

Part = Callable[[int, int], object]

_PARTS_FOR_EACH = 4  # so that one slow part does not keep the others waiting


class InParts(Protocol):
    def __call__(self, size: int, work: Part, *, least: int = ...) -> None: ...


@contextmanager
def every_processor() -> Iterator[InParts]:
    """A function that runs ``work(first, last)`` over 0 to a size in parts, at once, and waits for them all.

    least: how many are worth a thread of their own; fewer than two such parts run where they stand.
    Work on one part must not touch what another writes; then the answer is the same on any number of processors.

    >>> found = [0] * 1000
    >>> def square(first, last):
    ...     found[first:last] = [number**2 for number in range(first, last)]
    >>> with every_processor() as in_parts:
    ...     in_parts(1000, square)
    >>> found[:4], found[-1]
    ([0, 1, 4, 9], 998001)
    """
    count = _processors()
    with ThreadPoolExecutor(count, thread_name_prefix="analysis") as pool:

        def in_parts(size: int, work: Part, *, least: int = 512) -> None:
            parts = min(size // least, count * _PARTS_FOR_EACH)
            if parts < 2 or count == 1:
                work(0, size)
                return
            edges = [size * part // parts for part in range(parts + 1)]
            list(pool.map(work, edges[:-1], edges[1:]))

        yield in_parts


def _processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
