"""A mapping as JSON, and back with every fault named."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping as MappingOf
from typing import Any

from saferplace.evidence.tables.headings import normalised
from saferplace.evidence.tables.mapping import ColumnRule, Mapping, Use

_TEXTS = ("name", "data_set", "provider")
_KNOWN = {*_TEXTS, "columns", "sheet", "header_line", "header_rows", "constants", "translations"}


class InvalidMapping(Exception):
    """problems: the sentences to show."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


def to_plain(mapping: Mapping) -> dict[str, Any]:
    """Lists, dictionaries and text only, for a JSON column or file."""
    return {
        "name": mapping.name,
        "data_set": mapping.data_set,
        "provider": mapping.provider,
        "sheet": mapping.sheet,
        "header_line": mapping.header_line,
        "header_rows": mapping.header_rows,
        "columns": [
            {"heading": rule.heading, "use": rule.use.value} | ({"field": rule.field} if rule.field else {})
            for rule in mapping.columns
        ],
        "constants": dict(mapping.constants),
        "translations": {name: dict(words) for name, words in mapping.translations.items()},
    }


def to_json(mapping: Mapping) -> str:
    return json.dumps(to_plain(mapping), ensure_ascii=False, indent=2) + "\n"


def from_json(text: str) -> Mapping:
    """Raises `InvalidMapping`."""
    try:
        plain = json.loads(text)
    except json.JSONDecodeError as error:
        raise InvalidMapping([f"Line {error.lineno} of the mapping is not JSON: {error.msg}."]) from None
    except RecursionError:
        raise InvalidMapping(["The mapping is nested too deeply to be one."]) from None
    return from_plain(plain)


def from_plain(plain: object) -> Mapping:
    """Raises `InvalidMapping` with a sentence for every fault found."""
    if not isinstance(plain, dict):
        raise InvalidMapping(["A mapping is a set of names and values, like {“name”: …, “columns”: […]}."])
    problems = [f"“{key}” is not part of a mapping." for key in plain if key not in _KNOWN]
    problems += [f"“{key}” must be given as text." for key in _TEXTS if not _is_filled_text(plain.get(key))]
    columns = _columns(plain.get("columns"), problems)
    constants = _words(plain.get("constants", {}), "constants", problems)
    translations = _translations(plain.get("translations", {}), problems)
    _check_layout(plain, problems)
    _check_fields(columns, constants, problems)
    if problems:
        raise InvalidMapping(problems)
    return Mapping(
        name=plain["name"],
        data_set=plain["data_set"],
        provider=plain["provider"],
        columns=columns,
        sheet=plain.get("sheet"),
        header_line=plain.get("header_line", 1),
        header_rows=plain.get("header_rows", 1),
        constants=constants,
        translations=translations,
    )


def _columns(plain: object, problems: list[str]) -> tuple[ColumnRule, ...]:
    if not isinstance(plain, list) or not plain:
        problems.append("“columns” must be a list with a rule for every column.")
        return ()
    rules = []
    for number, column in enumerate(plain, start=1):
        rule = _column(column)
        if isinstance(rule, str):
            problems.append(f"Column {number}: {rule}")
        else:
            rules.append(rule)
    return tuple(rules)


def _column(plain: object) -> ColumnRule | str:
    if not isinstance(plain, dict) or not _is_filled_text(plain.get("heading")):
        return "“heading” must be given as text."
    if plain.get("use") not in list(Use):
        return f"“{plain['heading']}” needs a “use”: keep, mask or drop."
    use, field = Use(plain["use"]), plain.get("field")
    if use is Use.DROP:
        return f"“{plain['heading']}” is dropped, so it fills no field." if field else ColumnRule.drop(plain["heading"])
    if not _is_filled_text(field):
        return f"“{plain['heading']}” needs the “field” that it fills."
    return ColumnRule(plain["heading"], use, field)


def _check_layout(plain: MappingOf[str, Any], problems: list[str]) -> None:
    line, rows, sheet = plain.get("header_line", 1), plain.get("header_rows", 1), plain.get("sheet")
    if isinstance(line, bool) or not isinstance(line, int) or line < 1:
        problems.append("“header_line” must be the number of the line on which the headings begin, from 1.")
    if isinstance(rows, bool) or rows not in (1, 2):
        problems.append("“header_rows” must be 1 or 2.")
    if sheet is not None and not _is_filled_text(sheet):
        problems.append("“sheet” must be the name of a sheet, or null for the first visible one.")


def _check_fields(columns: tuple[ColumnRule, ...], constants: MappingOf[str, str], problems: list[str]) -> None:
    filled = Counter([*(rule.field for rule in columns if rule.field), *constants])
    problems += [f"The field “{name}” is filled {times} times." for name, times in filled.items() if times > 1]
    dropped = {normalised(rule.heading) for rule in columns if rule.use is Use.DROP}
    kept = {normalised(rule.heading) for rule in columns if rule.use is not Use.DROP}
    problems += [f"The column “{name}” is both kept and dropped." for name in sorted(dropped & kept)]


def _translations(plain: object, problems: list[str]) -> dict[str, dict[str, str]]:
    if not isinstance(plain, dict):
        problems.append("“translations” must give, for a field, the provider’s words and ours.")
        return {}
    return {str(name): _words(words, f"translations of {name}", problems) for name, words in plain.items()}


def _words(plain: object, title: str, problems: list[str]) -> dict[str, str]:
    if not isinstance(plain, dict) or not all(isinstance(word, str) for pair in plain.items() for word in pair):
        problems.append(f"“{title}” must be pairs of words.")
        return {}
    return dict(plain)


def _is_filled_text(plain: object) -> bool:
    return isinstance(plain, str) and bool(plain.strip())
