"""Each way a person can break the file gets a sentence that names the line."""

from pathlib import Path

import pytest

from saferplace.plan.file import BrokenFile, parse_partnership_file

VALE = (Path(__file__).parents[2] / "samples/partnerships/invented-vale.yaml").read_text(encoding="utf-8")

MISTAKES = {
    "a wrong key": (
        "          actions:",
        "          actoins:",
        "themes[night-time].actoins",
        "Did you mean “actions”?",
    ),
    "a missing key": ("  short_name: Safer Vale\n", "", "partnership", "“short_name” is missing"),
    "a word that is not allowed": (
        "statutory_role: co-operating",
        "statutory_role: cooperating",
        "organisations[vale-housing].statutory_role",
        "“cooperating” is not allowed. Did you mean “co-operating”? Allowed: responsible, co-operating, invited,",
    ),
    "a month that is none": (
        "from: 2026-04",
        "from: 2026-13",
        "plan.from",
        "“2026-13” is not a month written",
    ),
    "a day that is none": (
        "from: 2025-04-01",
        "from: 2025-02-30",
        "areas[2].from",
        "There is no 2025-02-30 in the calendar.",
    ),
    "a year for a month": ("to: 2029-03\n  source", "to: 2029\n  source", "plan.to", "Write words here, not “2029”."),
    "a period that runs backwards": (
        "to: 2029-03\n  source",
        "to: 2025-03\n  source",
        "plan.to",
        "is before the beginning (2026-04)",
    ),
    "words for a number": (
        "number: 1\n      name: Safer",
        "number: one\n      name: Safer",
        "priorities[safer-streets].number",
        "Write a whole number here, not “one”.",
    ),
    "an unknown organisation": (
        "owner: vale-police",
        "owner: vale-polcie",
        "measures[violence].owner",
        "“vale-polcie” is not an organisation of this file. Did you mean “vale-police”?",
    ),
    "an unknown group member": (
        "members: [vale-police,",
        "members: [vale-fire,",
        "groups[responsible-authorities-group].members",
        "“vale-fire” is not an organisation",
    ),
    "an unknown outcome": (
        "shows: [safer-nights]",
        "shows: [safer-night]",
        "measures[violence].shows",
        "“safer-night” is not an outcome of this plan. Did you mean “safer-nights”?",
    ),
    "an unknown document": (
        "source: {section: Safer Vale}",
        "source: {section: Safer Vale, document: paln}",
        "plan.source.document",
        "Did you mean “plan”?",
    ),
    "an unknown headline measure": (
        "headline_number: 1",
        "headline_number: 5",
        "measures[violence].headline_number",
        "The plan has no headline measure 5. It has: 1.",
    ),
    "a headline measure without its number": (
        "    headline_number: 1\n",
        "",
        "measures[violence]",
        "“headline_number” is missing",
    ),
    "an unknown crime type": (
        "crime_types: [Violence and sexual offences]",
        "crime_types: [Violence]",
        "measures[violence].source.crime_types[1]",
        "“Violence” is not allowed.",
    ),
    "a key used twice in a list": ("key: trust", "key: safer-nights", "outcomes[safer-nights].key", "is already used"),
    "a key with capitals": (
        "key: trust",
        "key: Trust",
        "outcomes[Trust].key",
        "“Trust” is not a short name in lower-case letters",
    ),
    "a key written twice": (
        "  slug: invented-vale\n",
        "  slug: invented-vale\n  slug: vale\n",
        "",
        "“slug” is written twice; the first is on line 5.",
    ),
    "a tab": ("  slug: invented-vale\n", "\tslug: invented-vale\n", "", "indented with a tab"),
    "a colon in words": (
        "statutory_basis: Crime and",
        "statutory_basis: Law: Crime and",
        "",
        "words with a colon in them need quotes",
    ),
    "a blank text": (
        "{key: trust, text: More people trust the night bus.}",
        '{key: trust, text: ""}',
        "outcomes[trust].text",
        "This is blank.",
    ),
    "nothing after the colon": ("title: Safer Vale\n", "title:\n", "plan.title", "Write words here, not “null”."),
    "an empty list": (
        "    - key: safer-streets\n",
        "    - {}\n    - key: safer-streets\n",
        "plan.priorities[1]",
        "“key” is missing",
    ),
    "another schema": (
        "schema: partnership-1",
        "schema: partnership-2",
        "schema",
        "Write “partnership-1” here, not “partnership-2”.",
    ),
    "a colour by name": (
        'colour: "#005a30"',
        "colour: green",
        "partnership.colour",
        "is not a colour written as # and six hexadecimal digits",
    ),
    "a number too large to be meant": (
        "tier: 2",
        "tier: 99999999999999999999",
        "groups[tasking-group].tier",
        "Write a whole number here",
    ),
    "a number that is no number": ("value: 90", "value: .inf", "target.value", "Write a number here"),
    "an anchor": (
        "title: Safer Vale\n",
        "title: &t Safer Vale\n",
        "",
        "“&t” names a part of the file to repeat it. Write the words out",
    ),
}


def test_the_invented_partnership_is_a_sound_file() -> None:
    file = parse_partnership_file(VALE.encode(), name="vale.yaml")
    assert file.content["partnership"]["areas"][1]["from"] == "2025-04-01"


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_line_its_place_and_what_is_allowed(mistake: str) -> None:
    before, after, where, sentence = MISTAKES[mistake]
    assert before in VALE
    broken = VALE.replace(before, after, 1)
    with pytest.raises(BrokenFile) as refused:
        parse_partnership_file(broken.encode(), name="vale.yaml")
    told = [fault for fault in refused.value.faults if where in fault.where and sentence in fault.sentence]
    assert told, str(refused.value)
    first_changed = VALE[: VALE.index(before)].count("\n") + 1
    last_changed = first_changed + max(before.count("\n"), after.count("\n"))
    assert where == "partnership" or first_changed - 3 <= told[0].line <= last_changed


def test_every_fault_is_told_at_once_in_order_of_line() -> None:
    broken = VALE.replace("tier: 1", "tier: 0").replace("number: 1\n      name: Safer", "number: x\n      name: Safer")
    with pytest.raises(BrokenFile) as refused:
        parse_partnership_file(broken.encode(), name="vale.yaml")
    lines = [fault.line for fault in refused.value.faults]
    assert len(lines) == 2 and lines == sorted(lines)
    assert str(refused.value).startswith(f"vale.yaml, line {lines[0]}, groups[responsible-authorities-group].tier: ")


NOT_FILES = {
    "empty": (b"", "The file is empty"),
    "comments only": (b"# soon\n", "The file is empty"),
    "a list": (b"- 1\n", "Write a group of keys here, not a list"),
    "a word": (b"hello", "Write a group of keys here"),
    "a web page": (b"<html>\n<p>title: Plan: x</p>\n", "not YAML"),
    "a zip": (b"PK\x03\x04\x00\x00", "control character"),
    "latin-1": ("title: é".encode("latin-1"), "not UTF-8"),
    "aliases that unfold": (b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "Write the words out instead"),
    "a python object": (b"a: !!python/object/apply:os.system [ls]\n", "Tags are not used"),
    "nested without end": (b"[" * 5000, "nested more than 30 deep"),
    "two documents": (b"---\na: 1\n---\nb: 2\n", "A second document begins here"),
    "a key that is a list": (b"? [a]\n: b\n", "A key must be one word"),
}


@pytest.mark.parametrize("what", NOT_FILES)
def test_what_is_no_partnership_file_at_all_is_said_plainly(what: str) -> None:
    written, sentence = NOT_FILES[what]
    with pytest.raises(BrokenFile) as refused:
        parse_partnership_file(written, name="x.yaml")
    assert sentence in str(refused.value)
    assert all(fault.line >= 1 for fault in refused.value.faults)
