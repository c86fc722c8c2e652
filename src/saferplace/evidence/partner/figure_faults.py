"""What can be wrong with a figure, its numerator and its base."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from saferplace.analysis.missing import Missing
from saferplace.evidence.partner.figure_value import CELLS
from saferplace.evidence.partner.indicators import Measure
from saferplace.evidence.partner.reading.unread import WHY
from saferplace.evidence.sources.faults import Fault
from saferplace.evidence.sources.field import Field

# A percentage may be rounded to a whole number; a share, which spreadsheets show as a percentage, is its hundredth.
_PERCENTAGE_ROUNDED_BY, _SHARE_ROUNDED_BY, _RATE_ROUNDED_BY = 0.51, 0.0051, 0.051
_VALUE, _TOP, _BOTTOM = (pl.col(f"{cell}:value") for cell in CELLS)
_IS_COUNT = pl.col("measure") == Measure.COUNT.value
_IS_PERCENTAGE = pl.col("measure") == Measure.PERCENTAGE.value
_IS_RATE = pl.col("measure") == Measure.RATE.value
_IS_WRITTEN_AS_PERCENTAGE = pl.col("figure:is_percentage")
_WORKED_OUT = pl.col("worked_out")


def figure_faults(fields: Mapping[str, Field]) -> list[Fault]:
    """For rows that `figure_value.with_value` has seen."""
    unread = [
        Fault(pl.col(f"{cell}:{WHY}").is_not_null(), fields[cell].heading, pl.col(f"{cell}:{WHY}")) for cell in CELLS
    ]
    return [*unread, *_of_the_figure(fields), *_of_its_parts(fields), *_of_both(fields)]


def _of_the_figure(fields: Mapping[str, Field]) -> list[Fault]:
    figure = fields["figure"].heading
    has_decimals = _VALUE.round() != _VALUE
    return [
        Fault(_IS_COUNT & _IS_WRITTEN_AS_PERCENTAGE, figure, "is a percentage where a count belongs"),
        Fault(_IS_RATE & _IS_WRITTEN_AS_PERCENTAGE, figure, "is a percentage where a rate belongs"),
        Fault(_VALUE < 0, figure, "is below zero"),
        Fault(_IS_COUNT & has_decimals, figure, "has decimals; a count is a whole number"),
        Fault(_IS_PERCENTAGE & (_VALUE > 100), figure, "is more than 100%"),
    ]


def _of_its_parts(fields: Mapping[str, Field]) -> list[Fault]:
    numerator, base = fields["numerator"].heading, fields["denominator"].heading
    is_blank = pl.col("figure:status") == Missing.BLANK.value
    no_numerator, no_base = pl.col("numerator") == "", pl.col("denominator") == ""
    is_of_nobody = (_BOTTOM == 0) & ((_VALUE > 0) | (_TOP > 0))
    return [
        Fault(_IS_COUNT & _TOP.is_not_null(), numerator, "belongs to a percentage or a rate, and this is a count"),
        Fault(~_IS_COUNT & ~no_numerator & no_base, base, "is blank although the row has a numerator"),
        Fault(~_IS_COUNT & is_blank & no_numerator & ~no_base, numerator, "is blank, and so is the figure"),
        Fault(_IS_PERCENTAGE & _VALUE.is_not_null() & no_base, base, "is blank; a percentage needs its base"),
        Fault(_IS_RATE & _VALUE.is_not_null() & no_base, base, "is blank; a rate needs what it is of"),
        Fault(~_IS_COUNT & _VALUE.is_not_null() & _BOTTOM.is_null(), base, "is no number, although there is a figure"),
        Fault(~_IS_COUNT & is_of_nobody, base, "is 0, of which there can be no figure"),
        Fault(_IS_PERCENTAGE & (_TOP > _BOTTOM), numerator, "is more than its base"),
    ]


def _of_both(fields: Mapping[str, Field]) -> list[Fault]:
    figure = fields["figure"].heading
    may_be_share = _IS_PERCENTAGE & ~_IS_WRITTEN_AS_PERCENTAGE & (_VALUE > 0) & (_VALUE <= 1)
    of_rate = pl.max_horizontal(_RATE_ROUNDED_BY, _WORKED_OUT / 100)
    rounded_by = pl.when(_IS_PERCENTAGE).then(_PERCENTAGE_ROUNDED_BY).otherwise(of_rate)
    is_near = (_VALUE - _WORKED_OUT).abs() <= rounded_by
    is_share = may_be_share & ((_VALUE - _WORKED_OUT / 100).abs() <= _SHARE_ROUNDED_BY)
    which = "may be a share or a percentage; write 45 or 45%, or give the numerator"
    makes = pl.format("does not agree with its numerator and base, which make {}", _WORKED_OUT.round(1))
    return [
        Fault(may_be_share & _WORKED_OUT.is_null(), figure, which),
        Fault(~(is_near | is_share), figure, makes),
    ]
