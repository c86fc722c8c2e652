"""What a place is called: by its streets, since "Parking Area" is the name of hundreds of published points."""

from __future__ import annotations

from collections.abc import Iterable

# As data.police.uk calls the points that stand for a kind of place instead of a street.
_KINDS_OF_PLACE = frozenset(
    {
        "Airport/Airfield",
        "Bus/Coach Station",
        "Conference/Exhibition Centre",
        "Further/Higher Educational Building",
        "Hospital",
        "Motorway Service Area",
        "Nightclub",
        "No street name",
        "Park/Open Space",
        "Parking Area",
        "Pedestrian Subway",
        "Petrol Station",
        "Police Station",
        "Prison",
        "Race Track",
        "Shopping Area",
        "Sports/Recreation Area",
        "Supermarket",
        "Theatre/Concert Hall",
    }
)


def without_prefix(name: str) -> str:
    """
    >>> without_prefix("On or near Marlowes / On or near Bridge Street")
    'Marlowes / Bridge Street'
    """
    return " / ".join(part.removeprefix("On or near ").strip() for part in name.split(" / ")) or name


def around(counted: Iterable[tuple[str, int]], *, at_most: int) -> str:
    """Called by the names with most, streets before kinds of place. counted: names, prefix or not, and how many.

    >>> around([("On or near Parking Area", 90), ("Marlowes", 5), ("Bridge Street", 4), ("Marlowes", 1)], at_most=2)
    'Around Marlowes and Bridge Street'
    """
    totals: dict[str, int] = {}
    for name, count in counted:
        plain = without_prefix(name)
        totals[plain] = totals.get(plain, 0) + count
    ranked = sorted(totals, key=lambda name: (name in _KINDS_OF_PLACE, -totals[name], name))
    streets = [name for name in ranked if name not in _KINDS_OF_PLACE] or ranked
    return "Around " + " and ".join(streets[:at_most])
