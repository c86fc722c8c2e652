"""Whether a mapping can fill a data set at all, whatever file it is used on."""

from __future__ import annotations

from saferplace.evidence.sources.source import Source
from saferplace.evidence.tables.mapping import ColumnRule, Mapping


def faults_of_mapping(mapping: Mapping, source: Source) -> tuple[str, ...]:
    """Why no row read by this mapping could be kept in ``source``, a sentence each; empty when rows could."""
    headings = {field.name: field.heading for field in source.fields}
    filled = set(mapping.fields)
    faults = [f"“{name}” is no field of {source.title}." for name in mapping.fields if name not in source.cells]
    faults += [
        f"No column fills “{field.heading}”, without which every row would be refused."
        for field in source.fields
        if field.is_required and field.name not in filled
    ]
    words = {field.name: field.words for field in source.fields if field.words}
    for name, translations in mapping.translations.items():
        if name not in source.cells:
            faults.append(f"Words are translated for “{name}”, which is no field of {source.title}.")
            continue
        unknown = dict.fromkeys(word for word in translations.values() if word not in words.get(name, (word,)))
        faults += [f"“{word}” is no standard word of “{headings.get(name, name)}”." for word in unknown]
    return tuple(faults)


def template_mapping(source: Source, provider: str, sheet: str | None = None) -> Mapping:
    """For a file in the data set's own template: every heading fills its field. sheet: None for the first visible."""
    return Mapping(
        name=f"the template of {source.title}",
        data_set=source.data_set,
        provider=provider,
        sheet=sheet,
        columns=tuple(ColumnRule.keep(heading, name) for heading, name in source.columns.items()),
    )
