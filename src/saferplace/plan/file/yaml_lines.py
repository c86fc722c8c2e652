"""YAML to plain values, with the line of every one of them.

Only what JSON can say is accepted: no anchors, aliases or tags, so a small file cannot unfold into a large one, and a
date or a month stays the text that was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, NodeEvent, ScalarEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from saferplace.plan.file.faults import Fault

Path = tuple[str | int, ...]

_DEEPEST = 30
_TAG = "tag:yaml.org,2002:"


@dataclass
class Lined:
    """content: dicts, lists, strings, numbers, booleans and None.
    lines: for the path of every key and list item, the line (from 1) on which it begins.
    """

    content: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_yaml(text: str) -> Lined:
    """Read one YAML document. What cannot be accepted is in ``faults``, and then ``content`` is not to be used."""
    lined = Lined()
    try:
        lined.faults.extend(_refused_events(text))
        if lined.faults:
            return lined
        root = _yaml().compose(text)
    except (YAMLError, ValueError) as error:
        lined.faults.append(_not_yaml(text, error))
        return lined
    if root is None:
        lined.faults.append(Fault(1, "", "The file is empty. Start with “schema: partnership-1”."))
        return lined
    lined.lines[()] = root.start_mark.line + 1
    lined.content = _value(root, (), lined)
    return lined


def _yaml() -> YAML:
    return YAML(typ="safe", pure=True)


def _refused_events(text: str) -> list[Fault]:
    """Look at the stream before anything is built from it."""
    faults, depth, documents = [], 0, 0
    for event in _yaml().parse(text):
        line = event.start_mark.line + 1
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST:
            return [Fault(line, "", f"The file is nested more than {_DEEPEST} deep; a partnership file never is.")]
        if isinstance(event, AliasEvent):
            faults.append(
                Fault(line, "", f"“*{event.anchor}” points to another part of the file. Write the words out instead.")
            )
        elif isinstance(event, NodeEvent) and event.anchor:
            faults.append(
                Fault(
                    line, "", f"“&{event.anchor}” names a part of the file to repeat it. Write the words out instead."
                )
            )
        if isinstance(event, CollectionStartEvent | ScalarEvent) and event.tag:
            faults.append(
                Fault(line, "", f"“{event.tag}” is a YAML tag. Tags are not used in a partnership file; take it out.")
            )
        if type(event).__name__ == "DocumentStartEvent":
            documents += 1
            if documents == 2:
                faults.append(Fault(line, "", "A second document begins here (“---”). One file holds one partnership."))
    return faults


def _not_yaml(text: str, error: Exception) -> Fault:
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return Fault(line, "", "There is a control character here that text files do not have. Take it out.")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    if _is_indented_with_a_tab(text, line):
        return Fault(line, "", "This line is indented with a tab. YAML allows only spaces; two for each level.")
    problem = error.problem if isinstance(error, MarkedYAMLError) and error.problem else str(error).splitlines()[0]
    return Fault(
        line,
        "",
        f"This is not YAML from here on ({problem}). Check indentation, quotes and colons on this line and the one "
        "above; words with a colon in them need quotes around them.",
    )


def _is_indented_with_a_tab(text: str, line: int) -> bool:
    written = text.split("\n")[line - 1]
    return "\t" in written[: len(written) - len(written.lstrip())]


def _value(node: Node, path: Path, lined: Lined) -> Any:
    if isinstance(node, MappingNode):
        return _mapping(node, path, lined)
    if isinstance(node, SequenceNode):
        for index, child in enumerate(node.value):
            lined.lines[*path, index] = child.start_mark.line + 1
        return [_value(child, (*path, index), lined) for index, child in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: MappingNode, path: Path, lined: Lined) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            lined.faults.append(Fault(line, "", "A key must be one word, not a list or a group."))
            continue
        key = str(key_node.value)
        if key in found:
            first = lined.lines[*path, key]
            lined.faults.append(Fault(line, "", f"“{key}” is written twice; the first is on line {first}. Keep one."))
            continue
        lined.lines[*path, key] = line
        found[key] = _value(value_node, (*path, key), lined)
    return found


def _scalar(node: Node) -> Any:
    kind, written = str(node.tag).removeprefix(_TAG), str(node.value)
    if kind == "null":
        return None
    if kind == "bool":
        return written.lower() == "true"
    if kind in ("int", "float"):
        return _number(written)
    return written


def _number(written: str) -> int | float | str:
    """A number that JSON could say, else the text, which the schema will then refuse with its line."""
    if re.fullmatch(r"[-+]?\d{1,15}", written):
        return int(written)
    if re.fullmatch(r"[-+]?\d{1,15}\.\d{1,15}", written):
        return float(written)
    return written
