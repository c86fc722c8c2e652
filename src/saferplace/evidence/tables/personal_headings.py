"""What a column's heading says of people: the words for it, and the words that show that it speaks of things."""

from __future__ import annotations

import re

from saferplace.evidence.tables.headings import normalised
from saferplace.evidence.tables.personal_text import PersonalData

# People whose details stand in partners' tables.
_PEOPLE = (
    r"(?:victims?|complainants?|offenders?|perpetrators?|suspects?|witness(?:es)?|callers?|informants?|tenants?"
    r"|residents?|customers?|clients?|patients?|service users?|subjects?|persons?|individuals?|drivers?|keepers?"
    r"|owners?|occupiers?|claimants?|aggrieved|applicants?|child(?:ren)?|young persons?|parents?|guardians?|carers?"
    r"|next of kin|nok|reporters?|reportees?|members? of (?:the )?public|misper|staff|employees?|officers?"
    r"|police officers?|case ?workers?|investigators?|oic|contacts?|referrers?|landlords?|neighbours?|student|pupil)"
)
_PERSONS_NAME = re.compile(
    rf"(?:.* )?(?:first|fore|last|sur|middle|given|maiden|christian) ?names?(?: .*)?|surnames?|alias(?:es)?|aka"
    rf"|(?:.* )?{_PEOPLE}(?: s)? (?:full )?names?(?: \d)?|(?:full )?names? of (?:the )?{_PEOPLE}(?: .*)?"
)
_NAME_OUTRIGHT = re.compile(r"(?:.* )?(?:family|full|known|persons?) names?(?: .*)?")
# May hold a person's name, or a kind of person, or a place: the values decide.
_NAME_PERHAPS = re.compile(
    rf"(?:the )?{_PEOPLE}(?: (?:details?|\d|one|two))*|names?|name \d|contact details"
    r"|(?:reported|logged|recorded|created|entered|raised|completed|updated|submitted|assigned|allocated|investigated"
    r"|inspected|handled|attended|authorised|approved|taken|amended|modified|input) (?:by|to)"
    r"|(?:case|investigating|enforcement|lead|attending|reporting|supervising|allocated|assigned|responsible|housing"
    r"|referring|social) (?:officer|worker|manager|person)|manager|supervisor|author|user|assignee"
)
# “Location name”, “Ward name”, “LA Name”, “File name”, “Premises owner type”: names and kinds of things.
_OF_THINGS = re.compile(
    r"\b(?:street|road|place|location|locality|premises?|property|site|organisations?|provider|agency|company|business"
    r"|shop|store|pub|venue|licen[cs]ed|ward|area|la|lad|local|authority|council|force|district|borough|county|region"
    r"|country|nation|town|village|city|parish|lsoa|msoa|oa|csp|lsoa21|beat|sector|neighbourhood|division|station"
    r"|park|school|college|hospital|trust|ward|clinic|surgery|team|unit|department|service|directorate|operator|route"
    r"|stop|line|product|drug|substance|measure|indicator|categor(?:y|ies)|type|kind|class|group|code|file|sheet"
    r"|table|column|field|event|operation|scheme|estate|block|building|house|road|junction|river|brand|make|model"
    r"|vehicle|animal|dog|breed|camera|system|dataset|data set|project|programme|scheme|ethnicity|gender|sex|age"
    r"|status|outcome|count|number of|total|rate|band|role|rank|relationship|satisfaction|response|language)\b"
)
_PHONE = re.compile(
    r"(?:.* )?(?:tele)?phones?(?: (?:number|contact))?(?: \d)?|(?:.* )?tel(?: number)?"
    r"|(?:.* )?mobile(?: (?:number|phone))?|landline|whatsapp"
    r"|(?:.* )?(?:contact|landline|home|work|daytime|evening) (?:telephone |phone )?numbers?"
)
_BORN = re.compile(r"(?:.* )?(?:d ?o ?b|date of birth|birth ?date|birth ?day|born(?: on)?|d of b)(?: .*)?")
_NHS = re.compile(r"(?:.* )?nhs (?:number|id|ref(?:erence)?)(?: .*)?")
_NATIONAL_INSURANCE = re.compile(
    r"(?:.* )?(?:ni number|nino|national insurance(?: number)?|n i number|nat ins(?: .*)?)"
)
_HOME = re.compile(
    r"(?:.* )?(?:home|correspondence|contact|residential|postal|personal|billing|usual)"
    r" (?:address(?:es)?|post ?codes?)(?: .*)?"
    rf"|(?:.* )?{_PEOPLE}(?: s)? (?:home |current )?(?:address(?:es)?|post ?codes?)(?: .*)?"
    rf"|(?:home )?address(?:es)? of (?:the )?{_PEOPLE}(?: .*)?|usual address|current address"
)


def kinds_said(heading: str) -> frozenset[PersonalData]:
    """The kinds of personal data that the heading plainly says; a name only where it is a person's.

    >>> [kind.value for kind in kinds_said("Complainant's surname")], kinds_said("Street name")
    (['name'], frozenset())
    """
    words = normalised(heading.replace("’", "'").replace("'s", ""))
    said = {
        kind
        for kind, pattern in (
            (PersonalData.PHONE, _PHONE),
            (PersonalData.DATE_OF_BIRTH, _BORN),
            (PersonalData.NHS_NUMBER, _NHS),
            (PersonalData.NATIONAL_INSURANCE_NUMBER, _NATIONAL_INSURANCE),
            (PersonalData.HOME_ADDRESS, _HOME),
        )
        if pattern.fullmatch(words)
    }
    if _PERSONS_NAME.fullmatch(words) or (_NAME_OUTRIGHT.fullmatch(words) and not _OF_THINGS.search(words)):
        said.add(PersonalData.NAME)
    return frozenset(said)


def may_name_people(heading: str) -> bool:
    """Whether a column so called may hold names of people; its values decide.

    >>> may_name_people("Reported by"), may_name_people("Location")
    (True, False)
    """
    words = normalised(heading.replace("’", "'").replace("'s", ""))
    return bool(_NAME_PERHAPS.fullmatch(words)) and not _OF_THINGS.search(words)
