"""What changed between two states of a file, item by item, whatever moved around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class Difference:
    """where: the key path. before, after: the words on each side; blank where there are none."""

    kind: Kind
    where: str
    before: str
    after: str

    def __str__(self) -> str:
        match self.kind:
            case "added":
                return f"Added {self.where}: {self.after}"
            case "removed":
                return f"Removed {self.where}: {self.before}"
        return f"Changed {self.where} from “{self.before}” to “{self.after}”"


def differences(before: Any, after: Any) -> tuple[Difference, ...]:
    """Every difference between the contents of two files, in the order of the newer one.

    >>> old = {"actions": [{"key": "a", "text": "Walk."}, {"key": "b", "text": "Talk."}]}
    >>> new = {"actions": [{"key": "b", "text": "Listen."}]}
    >>> for difference in differences(old, new): print(difference)
    Changed actions[b].text from “Talk.” to “Listen.”
    Removed actions[a]: Walk.
    """
    return tuple(_compare(before, after, ""))


def _compare(before: Any, after: Any, where: str) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _members(before, after, lambda key: f"{where}.{key}" if where else key)
    elif _is_list_of_groups(before) and _is_list_of_groups(after):
        yield from _members(_by_key(before), _by_key(after), lambda key: f"{where}[{key}]")
        yield from _order(before, after, where)
    elif before != after:
        yield Difference("changed", where, words_of(before), words_of(after))


def _members(before: dict[str, Any], after: dict[str, Any], place: Any) -> Iterator[Difference]:
    for key, value in after.items():
        if key not in before:
            yield Difference("added", place(key), "", words_of(value))
        else:
            yield from _compare(before[key], value, place(key))
    for key, value in before.items():
        if key not in after:
            yield Difference("removed", place(key), words_of(value), "")


def _order(before: list[dict[str, Any]], after: list[dict[str, Any]], where: str) -> Iterator[Difference]:
    olds, news = list(_by_key(before)), list(_by_key(after))
    stayed_before = [key for key in olds if key in news]
    stayed_after = [key for key in news if key in olds]
    if stayed_before != stayed_after:
        yield Difference("changed", f"the order of {where}", ", ".join(stayed_before), ", ".join(stayed_after))


def _is_list_of_groups(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _by_key(items: list[dict[str, Any]]) -> dict[str, Any]:
    """By the item's key; paragraphs and figures have none and are counted from 1."""
    return {str(item.get("key") or item.get("code") or number): item for number, item in enumerate(items, start=1)}


def words_of(value: Any) -> str:
    """The words that stand for a value in a list of differences: an item's own text or name, else all of it."""
    if isinstance(value, dict):
        for naming in ("read_as", "text", "name", "title", "what", "heading"):
            if isinstance(value.get(naming), str):
                return str(value[naming])
        return "; ".join(f"{key}: {words_of(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(words_of(item) for item in value) or "nothing"
    return {None: "nothing", True: "yes", False: "no"}.get(value, str(value)) if _is_constant(value) else str(value)


def _is_constant(value: Any) -> bool:
    return value is None or isinstance(value, bool)
