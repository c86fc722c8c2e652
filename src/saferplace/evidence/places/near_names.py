"""Names that look alike, found among thousands at once by the three-letter runs they share."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

_AT_ONCE = 2_000  # texts, so that memory does not grow with their number


class NearNames:
    """names: what is searched, each once."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = list(names)
        self._columns: dict[str, int] = {}
        for name in self.names:
            for run in _runs(name):
                self._columns.setdefault(run, len(self._columns))
        self._matrix = self._as_matrix(self.names)

    def closest(self, texts: Sequence[str], most: int) -> list[list[tuple[str, float]]]:
        """For each text, at most ``most`` names, likeliest first; none where no run is shared."""
        if not texts or not self.names:
            return [[] for _ in texts]
        found = []
        for start in range(0, len(texts), _AT_ONCE):
            some = texts[start : start + _AT_ONCE]
            shared = (self._as_matrix(some) @ self._matrix.T).tocsr()
            for begin, end in itertools.pairwise(shared.indptr):
                columns, values = shared.indices[begin:end], shared.data[begin:end]
                order = np.lexsort((columns, -np.round(values, 9)))[:most]
                found.append([(self.names[columns[place]], float(values[place])) for place in order])
        return found

    def _as_matrix(self, texts: Sequence[str]) -> csr_matrix:
        """A row of length 1 for each text, so that a product of rows is the cosine between them."""
        rows, columns, values = [], [], []
        for number, text in enumerate(texts):
            runs = _runs(text)
            known = [self._columns[run] for run in runs if run in self._columns]
            rows += [number] * len(known)
            columns += known
            values += [1 / np.sqrt(len(runs))] * len(known)
        return csr_matrix((values, (rows, columns)), shape=(len(texts), max(len(self._columns), 1)))


def _runs(text: str) -> set[str]:
    padded = f"  {text} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}
