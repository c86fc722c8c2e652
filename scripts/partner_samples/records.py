"""Forty invented rows of a data set of records: a summer quarter, evenings and weekends fuller than the rest."""

import datetime as dt
from random import Random

from partner_samples.places import PLACES
from saferplace.evidence.sources.field import Field, FieldKind
from saferplace.evidence.sources.source import Source

ROWS = 40
FIRST_DAY, DAYS = dt.date(2025, 7, 1), 92
_CRIME = {
    "Violence against the person": ("Violence with injury", "Violence without injury", "Stalking and harassment"),
    "Robbery": ("Robbery of personal property",),
    "Theft offences": ("Shoplifting", "Vehicle offences", "Residential burglary", "Bicycle theft"),
    "Criminal damage and arson": ("Criminal damage", "Arson"),
    "Drug offences": ("Possession of drugs",),
    "Public order offences": ("Public order offences",),
    "Possession of weapons offences": ("Possession of weapons offences",),
}
# What goes with which category, where not everything does; a data set that is not here takes any two words.
_PAIRS: dict[str, dict[str, tuple[str, ...]]] = {
    "police-crime-records": _CRIME,
    "police-incidents": {
        "Transport": ("Highway disruption", "Road-related offence", "Traffic collision: damage only"),
        "Public safety and welfare": ("Concern for safety", "Suspicious circumstances", "Alarm", "Civil dispute"),
    },
    "domestic-abuse-incidents": {
        "Crime": ("Violence against the person", "Public order offences", "Criminal damage and arson"),
        "Incident that is not a crime": ("",),
    },
    "fire-incidents": {
        "Deliberate primary fire: vehicle": ("Car", "Motorcycle"),
        "Deliberate primary fire: other": ("Other building", "Dwelling"),
        "Deliberate secondary fire": ("Refuse or bin", "Grass, woodland or crops"),
        "Malicious false alarm": ("",),
        "Violence against staff": ("",),
        "Dwelling fire where no smoke alarm was fitted": ("Dwelling",),
    },
}
_CODES = {"Shoplifting": "46", "Residential burglary": "28E", "Robbery of personal property": "34B", "Arson": "56B"}
_ICD = {
    "Assault (X85 to Y09)": ("X99", "Y04"),
    "Psychoactive substance use (F10 to F19)": ("F10", "F19"),
    "Toxic effect of alcohol (T51)": ("T51",),
    "Evidence of alcohol involvement (Y90 to Y91)": ("Y91",),
    "Overdose or poisoning by drugs (T36 to T50)": ("T40", "T42"),
    "Domestic abuse": ("",),
}


def records(source: Source) -> list[list[str]]:
    """The same rows every time, in the order of their days."""
    random = Random(source.data_set)
    days = sorted(random.randrange(DAYS) for _ in range(ROWS))
    rows = [
        _row(source, random, FIRST_DAY + dt.timedelta(days=day), number) for number, day in enumerate(days, start=1)
    ]
    return [[row[field.name] for field in source.fields] for row in rows]


def _row(source: Source, random: Random, day: dt.date, number: int) -> dict[str, str]:
    row = {field.name: _own(field, random, day) for field in source.fields}
    row |= _times(random, day, "time_to" in row)
    row |= {"reference": f"25/{4000 + 7 * number:06d}", "number": "" if number % 9 else "2"}
    row["reported_on"] = _date(day + dt.timedelta(days=random.choice((0, 0, 0, 1, 2))))
    if row["date_to"]:
        row["reported_on"] = row["date_to"]
    row["category"], row["sub_category"] = _words(source, random)
    row |= _place(random, is_rough="location" not in row)
    row |= {"offence_code": _CODES.get(row["sub_category"], "")}
    if "icd10_code" in row:
        row["icd10_code"] = random.choice(_ICD[row["category"]])
    return row


def _own(field: Field, random: Random, day: dt.date) -> str:
    if field.kind is FieldKind.CATEGORY:
        return random.choice((*field.words, ""))
    if field.kind is FieldKind.YES_NO:
        return random.choices(("yes", "no", ""), (2, 6, 1))[0]
    if field.kind is FieldKind.COUNT:
        return random.choices(("0", "1", "2", "3", ""), (2, 6, 3, 1, 1))[0]
    if field.kind is FieldKind.FIGURE:
        amount = f"{random.lognormvariate(4.5, 1):,.2f}"
        return random.choices((amount, "0", "", "n/a"), (12, 2, 2, 1))[0]
    if field.kind is FieldKind.DATE:
        return _date(day + dt.timedelta(days=random.choice((0, 1, 1, 3))))
    if field.kind is FieldKind.TIME:
        return f"{random.randrange(24):02d}:{random.randrange(0, 60, 5):02d}"
    if field.name == "camera":
        return f"C{random.randrange(1, 41)}"
    return field.example if field.name == "order_name" else ""


def _times(random: Random, day: dt.date, has_ranges: bool) -> dict[str, str]:
    hour = random.choices(range(24), [3, 2, 1, 1, 1, 1, 2, 3, 4, 4, 4, 5, 6, 5, 5, 6, 7, 7, 8, 9, 10, 11, 10, 7])[0]
    exact = f"{hour:02d}:{random.randrange(0, 60, 5):02d}"
    row = {"date": _date(day), "time": random.choices((exact, ""), (9, 1))[0], "date_to": "", "time_to": ""}
    if has_ranges and row["time"]:
        kind = random.choices(("exact", "over midnight", "to the next day"), (7, 2, 1))[0]
        if kind == "over midnight":
            return row | {"time": "22:30", "time_to": "01:15"}
        if kind == "to the next day":
            return row | {"time": "17:30", "date_to": _date(day + dt.timedelta(days=1)), "time_to": "08:00"}
    return row


def _words(source: Source, random: Random) -> tuple[str, str]:
    fields = {field.name: field for field in source.fields}
    pairs = _PAIRS.get(source.data_set)
    category = random.choice(tuple(pairs) if pairs else fields["category"].words)
    if pairs:
        return category, random.choice(pairs[category])
    return category, random.choice((*fields["sub_category"].words, "")) if "sub_category" in fields else ""


def _place(random: Random, *, is_rough: bool) -> dict[str, str]:
    """A point on a street, a little apart from the others; or a grid reference; or only words; or nothing."""
    nothing = dict.fromkeys(
        ("location", "postcode", "uprn", "easting", "northing", "grid_reference", "longitude", "latitude", "lsoa_code"),
        "",
    )
    street, easting, northing, lsoa_code, outward = random.choice(PLACES)
    if is_rough:
        return nothing | {"postcode": outward, "lsoa_code": random.choice((lsoa_code, ""))}
    east, north = easting + random.randrange(-20, 21), northing + random.randrange(-20, 21)
    return (
        nothing
        | random.choices(
            (
                {"location": street, "easting": str(east), "northing": str(north), "lsoa_code": lsoa_code},
                {"location": street, "grid_reference": _grid_reference(east, north)},
                {"location": street, "postcode": outward},
                {},
            ),
            (12, 2, 3, 1),
        )[0]
    )


def _grid_reference(easting: int, northing: int) -> str:
    """To 10 m. Dacorum lies in SP and TL, either side of 500 km east."""
    square = "SP" if easting < 500_000 else "TL"
    return f"{square} {easting % 100_000 // 10:04d} {northing % 100_000 // 10:04d}"


def _date(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"
