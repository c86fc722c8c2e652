"""The gamma interval against Fay & Feuer's own example, as the R packages asht and dsrTest print it."""

from __future__ import annotations

import numpy as np
import pytest

from saferplace.analysis.harm import weighted_sum


def test_down_syndrome_in_michigan_gives_the_published_interval() -> None:
    """Fay & Feuer (1997), Table II, fifth and later births: 75.52901 (67.70212, 188.30017) in dsrTest's vignette."""
    cases = np.array([0, 8, 63, 112, 262, 295])
    births = np.array([327, 30666, 123419, 149919, 104088, 34392])
    all_births = np.array([319933, 931318, 786511, 488235, 237863, 61313])
    said = weighted_sum(cases, all_births / (births * all_births.sum()))
    per_100_000 = [end * 1e5 for end in (said.total, said.lower, said.upper)]
    assert per_100_000 == pytest.approx([75.52901, 67.70212, 188.30017], abs=5e-6)
