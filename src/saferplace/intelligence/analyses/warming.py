"""Compiling the loops of the analyses before anybody waits for them: once for each installation, some ten seconds."""

from __future__ import annotations

import datetime as dt

import numpy as np

from saferplace.analysis.near_repeat import distance_bands, knox_test, pairs_in_straight_line, time_bands
from saferplace.analysis.time_profiles import time_profile
from saferplace.evidence.areas import Area
from saferplace.evidence.queries import NothingLoaded
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.page_form import months_of_recorded_crime
from saferplace.intelligence.analyses.question import LayerQuestion
from saferplace.intelligence.analyses.registry import MAP_ANALYSES
from saferplace.intelligence.queries import newest_run


def warm_analyses(store: EvidenceStore, area: Area, *, at: dt.datetime) -> None:
    """Ask each analysis of the map once, and each that has a loop of its own; what they say is of no interest here.

    Compiled code stays on disk, so a later process, and a later start, find it.
    """
    try:
        months = months_of_recorded_crime(store, area)
    except NothingLoaded:
        return
    for analysis in MAP_ANALYSES:
        try:
            analysis.answer(LayerQuestion(store, area, newest_run(months), at))
        except ValueError:  # too little to say anything of: then nobody waits for it either
            continue
    days = np.datetime64("2026-01-01") + np.arange(40)
    places = np.arange(40, dtype=float) * 50
    knox_test(pairs_in_straight_line(places, places, distance_bands(100, 2)), days, time_bands(7, 2), seed=1)
    hours = np.arange("2026-01-01T00", "2026-01-02T00", dtype="datetime64[h]").astype("datetime64[us]")
    time_profile(hours[:-2], hours[2:])
