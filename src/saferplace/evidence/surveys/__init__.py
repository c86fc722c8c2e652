"""Survey files of one row a respondent: read as they stand, every fault said with its file, row and column."""

from saferplace.evidence.surveys.respondents import Respondents, SurveyFault, read_respondents

__all__ = ["Respondents", "SurveyFault", "read_respondents"]
