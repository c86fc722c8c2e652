"""Breaches of the schema, in sentences: what is wrong, and what is allowed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from saferplace.plan.file.faults import Fault
from saferplace.plan.file.schema import published_schema
from saferplace.plan.file.yaml_lines import Lined, Path

_KINDS = {
    "object": "a group of keys",
    "array": "a list (each item on its own line after a hyphen)",
    "string": "words",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}


def breaches(lined: Lined) -> list[Fault]:
    """Every place where the content departs from the published schema."""
    errors = Draft202012Validator(published_schema()).iter_errors(lined.content)
    return [fault for error in errors for fault in _faults(error, lined)]


def line_of(path: Path, lined: Lined) -> int:
    """The line of the place, or of the nearest thing around it that has one."""
    while path not in lined.lines:
        path = path[:-1]
    return lined.lines[path]


def in_words(path: Path, content: Any) -> str:
    """The path for a person: items of a list by their key where they have one, else counted from 1.

    >>> in_words(("themes", 0, "name"), {"themes": [{"key": "hate-crime"}]})
    'themes[hate-crime].name'
    """
    words = ""
    for step in path:
        content = _child(content, step)
        if isinstance(step, int):
            key = content.get("key") if isinstance(content, dict) else None
            words += f"[{key}]" if isinstance(key, str) else f"[{step + 1}]"
        else:
            words += f".{step}" if words else step
    return words


def quoted(value: Any) -> str:
    """A written value as it can be shown: short, in quotation marks, in YAML's words."""
    if isinstance(value, dict | list):
        return "a group of keys" if isinstance(value, dict) else "a list"
    shown = (
        {None: "null", True: "true", False: "false"}[value] if value is None or isinstance(value, bool) else str(value)
    )
    return f"“{shown if len(shown) <= 60 else shown[:57] + '…'}”"


def did_you_mean(word: str, allowed: Sequence[str]) -> str:
    """``" Did you mean “…”?"`` when one of the allowed words is near, else nothing."""
    near = difflib.get_close_matches(word, allowed, n=1, cutoff=0.6)
    return f" Did you mean “{near[0]}”?" if near else ""


def _child(content: Any, step: str | int) -> Any:
    if isinstance(content, dict):
        return content.get(step)
    return content[step] if isinstance(content, list) and isinstance(step, int) else None


def _faults(error: ValidationError, lined: Lined) -> Iterator[Fault]:
    path: Path = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        allowed = sorted(error.schema.get("properties", {}))
        for key in error.instance:
            if key not in allowed:
                yield _fault(
                    (*path, key),
                    lined,
                    f"“{key}” is not a key that stands here.{did_you_mean(key, allowed)}"
                    f" Allowed: {', '.join(allowed)}.",
                )
        return
    yield _fault(path, lined, _sentence(error))


def _fault(path: Path, lined: Lined, sentence: str) -> Fault:
    return Fault(line_of(path, lined), in_words(path, lined.content), sentence)


def _sentence(error: ValidationError) -> str:
    limit, instance = error.validator_value, error.instance
    match error.validator:
        case "required":
            missing = next(key for key in limit if key not in instance and f"'{key}'" in error.message)
            return f"“{missing}” is missing. Needed here: {', '.join(limit)}."
        case "type":
            kinds = [limit] if isinstance(limit, str) else limit
            return f"Write {' or '.join(_KINDS[kind] for kind in kinds)} here, not {quoted(instance)}."
        case "enum":
            return (
                f"{quoted(instance)} is not allowed.{did_you_mean(str(instance), limit)} Allowed: {', '.join(limit)}."
            )
        case "const":
            return f"Write “{limit}” here, not {quoted(instance)}."
        case "pattern" | "maxLength" if "description" in error.schema:
            return f"{quoted(instance)} is not {error.schema['description']}."
        case "minLength":
            return "This is blank. Write the words, or take the key out if it may be left out."
        case "minItems":
            return f"The list needs at least {limit} item{'s' if limit > 1 else ''}."
        case "uniqueItems":
            return "The list says the same thing twice."
        case "minimum":
            return f"{quoted(instance)} is too small: {limit} is the least allowed."
        case "maximum":
            return f"{quoted(instance)} is too large: {limit} is the most allowed."
        case "maxLength":
            return f"This is {len(instance)} characters long; {limit} are allowed."
        case "anyOf":
            wanted = " or ".join(f"“{key}”" for option in limit for key in option.get("required", []))
            return f"Give at least one of {wanted}."
    return f"{error.message}."
