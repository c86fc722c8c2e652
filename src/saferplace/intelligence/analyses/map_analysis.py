"""What the map needs to know of an analysis to offer it, and `again` to compute its receipt once more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from saferplace.intelligence.analyses.area_layer import AreaLayer
from saferplace.intelligence.analyses.question import LayerQuestion, Setting


@dataclass(frozen=True)
class MapAnalysis:
    """key: in addresses and on the command line. title: in the list of choices. says: what it tells, in one line.

    method: name of the receipt's method; in_words: the same for people. settings: choices that a person may make.
    draw: raises ValueError, in a sentence, where there is too little to say anything.
    """

    key: str
    title: str
    says: str
    method: str
    in_words: str
    draw: Callable[[LayerQuestion], AreaLayer]
    settings: tuple[Setting, ...] = ()

    def complete(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """Every setting, by what was chosen or else its default. Raises ValueError for a choice there is not."""
        found = {}
        for setting in self.settings:
            value = chosen.get(setting.name) or setting.default
            if value not in dict(setting.choices):
                known = ", ".join(known for known, _ in setting.choices)
                raise ValueError(f"“{value}” is not a choice of “{setting.label}”. Choose one of: {known}.")
            found[setting.name] = value
        return found

    def answer(self, question: LayerQuestion) -> AreaLayer:
        """Draw the question with all its settings said."""
        return self.draw(replace(question, settings=self.complete(question.settings)))
