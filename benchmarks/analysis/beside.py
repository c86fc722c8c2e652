"""Times a method and its peer in one process on the same data, and prints time, peak memory and ratio.

A module of this folder builds `Comparison`s and hands them to `report`. Peak memory is what NumPy and Python asked for
while the function ran (tracemalloc); memory that compiled code takes by itself is not in it.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

Run = Callable[[], object]


@dataclass(frozen=True)
class Comparison:
    """peer: None where it cannot do this size, and ``why_no_peer`` says why. agree: raises where answers differ.

    runs: of ours; the peer runs once where it is slow (``peer_runs``).
    """

    method: str
    size: str
    ours: Run
    peer_name: str
    peer: Run | None
    why_no_peer: str = ""
    agree: Callable[[], None] | None = None
    runs: int = 5
    peer_runs: int = 1


def report(comparisons: Iterable[Comparison]) -> None:
    """Print a Markdown table, a line as soon as it is measured."""
    print("| method | size | ours, s | peak MB | peer | peer, s | peak MB | ratio |")
    print("| --- | --- | ---: | ---: | --- | ---: | ---: | ---: |", flush=True)
    for one in comparisons:
        print(_line(one), flush=True)


def _line(one: Comparison) -> str:
    ours, our_peak = measured(one.ours, one.runs)
    said = f"| {one.method} | {one.size} | {ours:.4g} | {our_peak:.0f} | {one.peer_name} |"
    if one.peer is None:
        return f"{said} {one.why_no_peer} | | |"
    theirs, their_peak = measured(one.peer, one.peer_runs)
    if one.agree is not None:
        one.agree()
    return f"{said} {theirs:.4g} | {their_peak:.0f} | {theirs / ours:.1f} × |"


def measured(run: Run, runs: int) -> tuple[float, float]:
    """Median seconds of ``runs`` after one warm-up (compilation is not counted), and peak MB of one more run."""
    run()
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - began)
    tracemalloc.start()
    run()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return median(seconds), peak / 1e6
