"""Tables with one row an LSOA: the column of codes says which census drew them."""

from __future__ import annotations

from collections.abc import Callable

from saferplace.evidence.reference import lsoa_editions

# How publishers head the column of LSOA codes, folded, by the census that drew them.
CODE_HEADINGS = {
    "2021": ("lsoa 2021 code", "lsoa21_code", "lsoa21cd", "lsoa code (2021)"),
    "2011": ("lsoa 2011 code", "lsoa11_code", "lsoa11cd", "lsoa code (2011)"),
}
NAME_HEADINGS = tuple(
    heading.replace("code", "name").replace("cd", "nm") for of in CODE_HEADINGS.values() for heading in of
)


def code_heading(headings: list[str]) -> tuple[str, str] | None:
    """The heading of the codes and their edition; None in a table without such a column."""
    for edition, known in CODE_HEADINGS.items():
        for heading in headings:
            if heading.strip().casefold() in known:
                return heading, edition
    return None


def name_heading(headings: list[str]) -> str | None:
    return next((heading for heading in headings if heading.strip().casefold() in NAME_HEADINGS), None)


def codes_of(edition: str) -> Callable[[], frozenset[str]]:
    """A function that lists the LSOA codes of an edition."""

    def codes() -> frozenset[str]:
        return frozenset(code for code, of in lsoa_editions().items() if of in (edition, "both"))

    return codes
