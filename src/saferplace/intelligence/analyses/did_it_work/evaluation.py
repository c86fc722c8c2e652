"""The evaluation: months and areas counted, every method that the data allow, and why the others are not used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.effect import (
    BeforeAfter,
    DisplacementDifference,
    Sizes,
    SmallestEffect,
    difference_in_differences,
    dispersion_around,
    displacement_difference,
    displacement_quotient,
    relative_effect,
    smallest_displacement_difference,
    step_change,
    synthetic_control,
    together,
    total_net_effect,
)
from saferplace.analysis.months import Month
from saferplace.analysis.rate_ratio import Verdict
from saferplace.intelligence.analyses.did_it_work.areas import Areas, areas_of
from saferplace.intelligence.analyses.did_it_work.choice import Choice, ComparedMonths, Part, compared_months
from saferplace.intelligence.analyses.did_it_work.suggesting import settled_parts
from saferplace.intelligence.analyses.placed import PlacedInAreas

_MONTHS_TO_LEARN_FROM = 24  # before the start, for the mixture of areas


@dataclass(frozen=True)
class OtherMethod:
    """name: as a question. said: the answer in words, or why it cannot be had. key: for files."""

    key: str
    name: str
    said: str
    is_answered: bool


@dataclass(frozen=True, eq=False)
class Evaluation:
    """counts: by part. monthly: counts by part and month held, of all months that are held, not only those compared.

    in_no_ward: recorded in the months compared in small areas whose ward is not certain.

    scale: what one recorded in the comparison areas counts for beside the treated ones. difference: where the work was
    done; nearby: of the surroundings; in_all: both; None where nothing is near, or is left to compare it with.
    dispersion: how many times more areas go their own way than chance has it; the intervals are widened by it.
    """

    choice: Choice
    areas: Areas
    parts: Mapping[str, Part]
    months: ComparedMonths
    counts: Mapping[Part, BeforeAfter]
    monthly: Mapping[Part, Mapping[Month, int]]
    scale: float
    difference: DisplacementDifference
    nearby: DisplacementDifference | None
    in_all: DisplacementDifference | None
    dispersion: float
    smallest: SmallestEffect
    others: tuple[OtherMethod, ...]
    in_no_ward: int

    def names(self, part: Part) -> list[str]:
        named = zip(self.areas.codes, self.areas.names, strict=True)
        return [name for code, name in named if self.parts[code] is part]


def evaluate(placed: PlacedInAreas, choice: Choice) -> Evaluation:
    """Raises ValueError, in a sentence, where there is nothing to compare."""
    areas, held = areas_of(placed, choice.unit), placed.months
    months = compared_months(choice, held)
    at = {month: column for column, month in enumerate(held)}
    before, after = [at[month] for month in months.before], [at[month] for month in months.after]
    in_before = dict(zip(areas.codes, areas.counts[:, before].sum(axis=1).tolist(), strict=True))
    parts = settled_parts(areas, choice, in_before)
    rows = {part: [row for row, code in enumerate(areas.codes) if parts[code] is part] for part in Part}
    series = {part: areas.counts[rows[part]].sum(axis=0) for part in Part}
    counts = {part: BeforeAfter(int(each[before].sum()), int(each[after].sum())) for part, each in series.items()}
    treated, control = counts[Part.TREATED], counts[Part.COMPARISON]
    dispersion = _dispersion(areas, parts, before, after)
    difference = _difference(treated, control, dispersion)
    nearby = _difference(counts[Part.NEARBY], counts[Part.NEARBY_COMPARISON], dispersion)
    if difference is None:
        which = "where the work was done" if not treated.before else "to compare with"
        raise ValueError(f"Nothing was recorded before the start in the areas {which}: there is nothing to compare.")
    return Evaluation(
        choice=choice,
        areas=areas,
        parts=parts,
        months=months,
        counts=counts,
        monthly={part: dict(zip(held, map(int, each), strict=True)) for part, each in series.items()},
        scale=treated.before / control.before,
        difference=difference,
        nearby=nearby,
        in_all=together(difference, nearby) if nearby else None,
        dispersion=dispersion,
        # Brought to the size of the treated areas, the comparison areas vary as this many crimes would.
        smallest=smallest_displacement_difference(
            treated.before, treated.before**2 / control.before, dispersion=dispersion
        ),
        in_no_ward=int(areas.in_none[[*before, *after]].sum()),
        others=_others(placed, choice, areas, parts, counts, series, dispersion, difference, before, after),
    )


def _dispersion(areas: Areas, parts: Mapping[str, Part], before: list[int], after: list[int]) -> float:
    """How many times more areas where nothing was done changed, from before to after, than chance alone would have it.

    Measured on every such area, for whatever makes areas go their own way is what an effect has to stand out from.
    """
    rows = [row for row, code in enumerate(areas.codes) if parts[code] not in (Part.TREATED, Part.NEARBY)]
    sums = np.stack([areas.counts[rows][:, before].sum(axis=1), areas.counts[rows][:, after].sum(axis=1)], axis=1)
    try:
        return dispersion_around(sums, sums.shape[1])
    except ValueError:  # a single area of comparison: nothing to measure it on
        return 1.0


def _difference(one: BeforeAfter, beside: BeforeAfter, dispersion: float) -> DisplacementDifference | None:
    """The comparison areas are brought to the size of what they are compared with by what was recorded before."""
    if not one.before or not beside.before:
        return None
    return displacement_difference(one, beside, sizes=Sizes(control=beside.before / one.before), dispersion=dispersion)


def _others(
    placed: PlacedInAreas,
    choice: Choice,
    areas: Areas,
    parts: Mapping[str, Part],
    counts: Mapping[Part, BeforeAfter],
    series: Mapping[Part, npt.NDArray[np.int64]],
    dispersion: float,
    difference: DisplacementDifference,
    before: list[int],
    after: list[int],
) -> tuple[OtherMethod, ...]:
    """Every other way of asking, each with its answer or the reason why it has none."""
    columns, treated = [*before, *after], counts[Part.TREATED]
    compared = series[Part.COMPARISON] + series[Part.NEARBY_COMPARISON]
    against = BeforeAfter(int(compared[before].sum()), int(compared[after].sum()))
    kind = {code: parts[code] for code in areas.codes}
    small_rows = {
        part: [row for code, rows in zip(areas.codes, areas.small, strict=True) if kind[code] is part for row in rows]
        for part in Part
    }
    aside = [*small_rows[Part.COMPARISON], *small_rows[Part.NEARBY_COMPARISON]]
    chosen = [*small_rows[Part.TREATED], *aside]

    def ratio() -> str:
        return relative_effect(treated, against, dispersion=dispersion).in_words()

    def many_areas() -> str:
        is_treated = np.arange(len(chosen)) < len(small_rows[Part.TREATED])
        found = difference_in_differences(placed.counts[chosen][:, columns], is_treated, len(before))
        return " ".join(filter(None, (found.in_words(), found.warning)))

    def long_series() -> str:
        of_months = zip(placed.months, map(int, series[Part.TREATED]), strict=True)
        return step_change(dict(of_months), choice.start).in_words()

    def mixture() -> str:
        donors = [row for row, code in enumerate(areas.codes) if parts[code] not in (Part.TREATED, Part.NEARBY)]
        own = [row for row, code in enumerate(areas.codes) if parts[code] is Part.TREATED]
        learned = [at for at, month in enumerate(placed.months) if 0 < choice.start - month <= _MONTHS_TO_LEARN_FROM]
        panel = areas.counts[:, [*learned, *after]].astype(float)
        return synthetic_control(panel[own].mean(axis=0), panel[donors], len(learned)).in_words()

    def quotient() -> str:
        said = displacement_quotient(treated, counts[Part.NEARBY], against).in_words()
        # A quotient by next to nothing can be anything.
        doubt = "" if difference.verdict is Verdict.REAL_FALL else " As the fall itself could be chance, so could this."
        return said + doubt

    def net() -> str:
        return total_net_effect(treated, counts[Part.NEARBY], against).in_words()

    asked = (
        ("ratio", "As a ratio to all comparison areas", ratio),
        ("small_areas", "Small area by small area (difference in differences)", many_areas),
        ("series", "Against the area's own trend and season (interrupted time series)", long_series),
        ("mixture", "Against a mixture of all other areas (synthetic control)", mixture),
        ("quotient", "Did it move nearby? (weighted displacement quotient)", quotient),
        ("net", "In all, nearby included (total net effect)", net),
    )
    return tuple(_answered(key, name, ask) for key, name, ask in asked)


def _answered(key: str, name: str, ask: Callable[[], str]) -> OtherMethod:
    try:
        return OtherMethod(key, name, ask(), is_answered=True)
    except ValueError as reason:
        return OtherMethod(key, name, f"Not used. {reason}", is_answered=False)
