"""Mappings kept for the next file: saved in versions, found again by the columns of a file, retired."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import audited
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.evidence.sources.source import Source
from saferplace.evidence.tables.header_guess import guess_header
from saferplace.evidence.tables.headings import headings, normalised
from saferplace.evidence.tables.mapping_file import InvalidMapping, from_plain, to_plain
from saferplace.evidence.tables.mapping_fit import faults_of_mapping, template_mapping
from saferplace.evidence.tables.sheet import Sheet
from saferplace.intelligence.uploads.access import IMPORT, organisations_to_send_for, saved_mappings_visible_to
from saferplace.intelligence.uploads.drafting import Draft, mapping_of
from saferplace.intelligence.uploads.models import SavedMapping, Upload
from saferplace.partnership.models import Partnership, User


def save_mapping(upload: Upload, *, name: str, by: Actor) -> SavedMapping:
    """Keep the upload's mapping under a name; under a name that is there, as its next version, if it differs."""
    mapping = mapping_of(upload)
    assert mapping is not None and isinstance(by.user, User)  # noqa: S101 - offered to people, for a whole mapping
    _require(upload.partnership, upload.provider, by)
    plain = to_plain(mapping) | {"name": name}
    with transaction.atomic():
        same = SavedMapping.objects.select_for_update().filter(
            partnership=upload.partnership, provider=upload.provider, name=name
        )
        newest = same.order_by("-version").first()
        if newest and newest.retired_at is None and newest.mapping == plain:
            saved = newest
        else:
            same.filter(retired_at__isnull=True).update(retired_at=timezone.now(), retired_by=by.user)
            with audited(by=by, action="mapping saved", partnership=upload.partnership) as draft:
                draft.subject = saved = SavedMapping.objects.create(
                    partnership=upload.partnership,
                    provider=upload.provider,
                    name=name,
                    data_set=mapping.data_set,
                    version=newest.version + 1 if newest else 1,
                    mapping=plain,
                    agreement=upload.agreement,
                    purpose=upload.purpose,
                    made_by=by.user,
                    made_at=timezone.now(),
                )
                draft.detail |= {"provider": upload.provider, "data set": mapping.data_set, "version": saved.version}
        upload.saved_mapping = saved
        upload.save(update_fields=["saved_mapping"])
    return saved


def retire_mapping(saved: SavedMapping, *, by: Actor) -> None:
    """No next file is read by it. It stays, as history. Retired twice is retired once."""
    _require(saved.partnership, saved.provider, by)
    with audited(by=by, action="mapping retired", subject=saved, partnership=saved.partnership):
        SavedMapping.objects.filter(pk=saved.pk, retired_at__isnull=True).update(
            retired_at=timezone.now(), retired_by=by.user
        )


def recognise(upload: Upload, *, by: Actor) -> bool:
    """Take up the saved mapping, or our template, that the file fits. Returns whether its dry run may begin at once.

    A saved mapping that most columns fit is taken as a beginning. Raises `UnreadableTable`.
    """
    draft = Draft(upload)
    nearest: SavedMapping | None = None
    in_force = saved_mappings_visible_to(by.user, upload.partnership).filter(retired_at__isnull=True)
    for saved in in_force.filter(provider=upload.provider).order_by("-made_at"):
        fit = _fit(saved, draft.sheets)
        if fit is True:
            _take(upload, saved)
            return True
        nearest = nearest or (saved if fit is False else None)
    template = _template(draft.sheets, upload.provider)
    if template and not nearest:
        upload.mapping, upload.data_set = template
    elif nearest:
        _take(upload, nearest, but_columns=True)
    upload.save(update_fields=["mapping", "data_set", "saved_mapping", "agreement", "purpose"])
    return False


def _fit(saved: SavedMapping, sheets: tuple[Sheet, ...]) -> bool | None:
    """True: wholly. False: in most columns. None: another table, or a mapping that no longer fits its data set."""
    source = next((source for source in SOURCES if source.data_set == saved.data_set), None)
    try:
        mapping = from_plain(saved.mapping)
    except InvalidMapping:
        return None
    sheet = mapping.choose_sheet(sheets)
    if source is None or sheet is None or not mapping.applies_to(sheet):
        return None
    return not mapping.problems(sheet) and not faults_of_mapping(mapping, source)


def _take(upload: Upload, saved: SavedMapping, *, but_columns: bool = False) -> None:
    """but_columns: they have to be decided again, with the saved rules as what is offered."""
    kept = {key: value for key, value in saved.mapping.items() if not (but_columns and key == "columns")}
    upload.mapping = kept | {"months_asked": True, "words_asked": list(saved.mapping.get("translations", {}))}
    if but_columns:
        upload.mapping = {key: kept[key] for key in ("name", "translations", "constants") if key in kept}
    upload.data_set, upload.saved_mapping = saved.data_set, saved
    upload.agreement, upload.purpose = saved.agreement, saved.purpose
    upload.save(update_fields=["mapping", "data_set", "saved_mapping", "agreement", "purpose"])


def _template(sheets: tuple[Sheet, ...], provider: str) -> tuple[dict[str, object], str] | None:
    for sheet in sheets:
        header = guess_header(sheet)
        names = {normalised(name) for name in headings(sheet, header)}
        for source in SOURCES:
            if _is_partners(source) and names == {normalised(heading) for heading in source.columns}:
                mapping = template_mapping(source, provider, sheet.name if sheet.is_of_workbook else None)
                said = to_plain(mapping) | {"header_line": sheet.lines[header.first_row]}
                return said, source.data_set
    return None


def _is_partners(source: Source) -> bool:
    return bool(source.fields) and not source.is_open


def _require(partnership: Partnership, provider: str, by: Actor) -> None:
    if access.allowed(by, IMPORT, partnership):
        return
    if not organisations_to_send_for(by.user, partnership).filter(key=provider).exists():
        raise access.NotAllowed(IMPORT)
