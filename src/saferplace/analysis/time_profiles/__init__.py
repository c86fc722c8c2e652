"""When in the week: events laid over its 168 hours, by exact time or by the span in which they may have happened."""

from saferplace.analysis.time_profiles.counted import profile_of_counts
from saferplace.analysis.time_profiles.defaults import RecordingDefault
from saferplace.analysis.time_profiles.peaks import Gathering, Peak, Spell, peak
from saferplace.analysis.time_profiles.profile import WEEKDAYS, NotPlaced, TimeProfile, time_profile

__all__ = [
    "WEEKDAYS",
    "Gathering",
    "NotPlaced",
    "Peak",
    "RecordingDefault",
    "Spell",
    "TimeProfile",
    "peak",
    "profile_of_counts",
    "time_profile",
]
