"""What was found about clusters, how, and what it cannot say: for people who will never read a z-score."""

from __future__ import annotations

import numpy as np
from scipy.sparse.csgraph import connected_components

from saferplace.analysis.clusters import Clusters, Verdict
from saferplace.intelligence.analyses.cluster_search import FALSE_DISCOVERY_RATE, SEED, SHUFFLES, Search
from saferplace.intelligence.analyses.compared_ground import ComparedGround
from saferplace.intelligence.analyses.question import LayerQuestion


def finding_in_words(question: LayerQuestion, ground: ComparedGround, clusters: Clusters) -> str:
    whole = f"{len(ground.names):,} {ground.many} of {question.area.name}"
    what = f"{question.subject}, {question.period.in_words()}"
    hot = clusters.which(Verdict.HOT)
    if not len(hot):
        top = int(np.argmax(ground.values))
        said = [
            f"None of {whole}, taken with its neighbours, is a hot spot of {what}.",
            f"Highest by itself: {ground.names[top]}, with {ground.counts[top]:,.0f}{_rate(ground, top)}.",
        ]
    else:
        held, total = ground.counts[hot].sum(), ground.counts.sum()
        said = [
            f"{len(hot):,} of {whole} {_are(len(hot), 'a hot spot', 'hot spots')} of {what}{_groups(ground, hot)}: too "
            "much there and around to be chance.",
            f"{'It holds' if len(hot) == 1 else 'Together they hold'} {held:,.0f} of {total:,.0f} recorded "
            f"({held / total:.0%}).",
            f"Hottest: {ground.names[hot[0]]}, with {ground.counts[hot[0]]:,.0f}{_rate(ground, hot[0])}.",
        ]
    for verdict, one, many in (
        (Verdict.COLD, "a cold spot", "cold spots"),
        (Verdict.HIGH_AMONG_LOW, "high while its neighbours are low", "high while their neighbours are low"),
        (Verdict.LOW_AMONG_HIGH, "low while its neighbours are high", "low while their neighbours are high"),
    ):
        if number := clusters.count(verdict):
            said.append(f"{number:,} {_are(number, one, many)}.")
    return " ".join(said)


def method_in_words(ground: ComparedGround, search: Search) -> str:
    return (
        f"{ground.how} {search.how.format(one=ground.one)}. What chance would give is found by dealing the values to "
        f"the {ground.many} at random {SHUFFLES:,} times (seed {SEED}). Of the {ground.many} that are called hot, cold "
        f"or unlike their neighbours, about 1 in {1 / FALSE_DISCOVERY_RATE:.0f} may still be so by chance (false "
        f"discovery rate {FALSE_DISCOVERY_RATE:.0%}, Benjamini and Hochberg 1995). z counts standard deviations from "
        f"what chance would give{search.z_in_words}."
    )


def caveats_in_words(question: LayerQuestion, ground: ComparedGround, search: Search) -> tuple[str, ...]:
    return (
        search.caveat.format(one=ground.one),
        f"Nothing beyond the edge of {question.area.name} is looked at, so a cluster across it is seen in half.",
        "That it is not chance does not say why: shops, stations and crowds draw crime too.",
        *ground.caveats,
    )


def _groups(ground: ComparedGround, hot: np.ndarray) -> str:
    """How many hot spots there are on the ground: neighbours that are hot are one."""
    if len(hot) < 2:
        return ""
    groups, _ = connected_components(ground.weights.as_sparse()[hot][:, hot], directed=False)
    return ", all in one group" if groups == 1 else f", in {groups:,} groups"


def _rate(ground: ComparedGround, place: int) -> str:
    if not ground.is_rate or ground.residents is None:
        return ""
    return f" ({ground.counts[place] / ground.residents[place] * 1000:,.1f} per 1,000 residents)"


def _are(number: int, one: str, many: str) -> str:
    return f"is {one}" if number == 1 else f"are {many}"
