"""A layer with the question that it answers, and what every file of it says."""

from __future__ import annotations

from dataclasses import dataclass

from saferplace.analysis.missing import Missing
from saferplace.intelligence.analyses.answer import source_in_words
from saferplace.intelligence.analyses.area_layer import AreaLayer, Value
from saferplace.intelligence.analyses.question import LayerQuestion

_KNOWN = "known"


@dataclass(frozen=True)
class AnsweredLayer:
    question: LayerQuestion
    layer: AreaLayer

    def facts(self) -> dict[str, str]:
        """By stable names, in the order in which to read them."""
        answer, asked = self.layer.answer, self.question
        receipt = answer.receipt
        settings = receipt.parameters.get("settings", {})
        return {
            "title": self.layer.title,
            "area": asked.area.in_words(),
            "period": str(asked.period),
            "finding": answer.finding,
            "method": answer.method,
            "settings": "; ".join(f"{name}={value}" for name, value in sorted(settings.items())),
            "caveats": " ".join(answer.caveats),
            "source": source_in_words(receipt),
            "data_set": receipt.data_set,
            "version": str(receipt.version),
            "computed_at": receipt.computed_at.isoformat(timespec="seconds"),
            "receipt": receipt.digest,
        }

    def table(self) -> tuple[list[str], list[list[Value]]]:
        """Rank, name and level, every value, status, receipt. A line with an empty value says why in its status."""
        columns, lines = self.layer.as_table()
        told: list[list[Value]] = [
            [*line[:-1], Missing.NOT_CALCULABLE.value if None in line else _KNOWN, line[-1]] for line in lines
        ]
        return [*columns[:-1], "status", columns[-1]], told
