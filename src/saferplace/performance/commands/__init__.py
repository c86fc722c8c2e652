"""What people can do to measures: load their definitions, refresh them from evidence, record and publish figures."""

from saferplace.performance.commands.loading import MeasuresLoaded, load_measures
from saferplace.performance.commands.publishing import NotPublishable, publish_observation
from saferplace.performance.commands.recording import NewFigure, RefusedFigure, check_figure, record_observation
from saferplace.performance.commands.refreshing import Refreshed, refresh_all, refresh_from_evidence

__all__ = [
    "MeasuresLoaded",
    "NewFigure",
    "NotPublishable",
    "Refreshed",
    "RefusedFigure",
    "check_figure",
    "load_measures",
    "publish_observation",
    "record_observation",
    "refresh_all",
    "refresh_from_evidence",
]
