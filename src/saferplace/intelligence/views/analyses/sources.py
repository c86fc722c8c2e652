"""Which partners' data sets a page of analysis offers, and to whom."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict

from saferplace.core import access
from saferplace.evidence.sources.source import Source
from saferplace.intelligence import queries
from saferplace.intelligence.opening import partner_store
from saferplace.partnership.models import Partnership


def shown_to(person: access.Who, partnership: Partnership) -> tuple[list[Source], bool]:
    """The data sets of records that this person may have analysed, and whether more are held that they may not."""
    held = queries.layers_to_choose(partner_store(partnership))
    may_all = access.allowed(person, "evidence.view_sensitive", partnership)
    shown = [source for source in held if may_all or not source.is_sensitive]
    return shown, len(shown) < len(held)


def source_chosen(asked: QueryDict, sources: Sequence[Source]) -> Source:
    """The data set of the field ``of``, or else the first; sources: at least one."""
    data_set = asked.get("of", "").partition(":")[0]
    return next((one for one in sources if one.data_set == data_set), sources[0])


def categories_to_choose(source: Source) -> list[tuple[str, str]]:
    """The whole data set, then each of its standard categories, as ``data-set:category``."""
    title = source.title[:1].upper() + source.title[1:]
    words = next((field.words for field in source.fields if field.name == "category"), ())
    return [(source.data_set, f"{title}: all"), *((f"{source.data_set}:{word}", f"{title}: {word}") for word in words)]
