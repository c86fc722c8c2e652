"""Under which agreement and for which purpose the file was shared: one that is in force, or another by its name."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils import timezone

from saferplace.intelligence.uploads.answers.question import Question, Refused
from saferplace.intelligence.uploads.drafting import Draft
from saferplace.intelligence.uploads.models import Upload
from saferplace.partnership.models import SharingAgreement
from saferplace.partnership.queries import agreements_in_force

_LONGEST_AGREEMENT, _LONGEST_PURPOSE = 200, 300


def _in_force(draft: Draft) -> list[SharingAgreement]:
    """That cover this data set today."""
    upload = draft.upload
    return list(agreements_in_force(upload.partnership, upload.data_set, timezone.localdate()))


def _show(draft: Draft, refused: QueryDict | None) -> dict[str, Any]:
    """Offers what was said of this provider's last file of the kind, or the one agreement that there is."""
    agreements = _in_force(draft)
    if refused is not None:
        said = {name: refused.get(name, "") for name in ("cited", "agreement", "purpose")}
    else:
        said = _offered(draft.upload, agreements)
    return {"agreements": agreements, **said}


def _offered(upload: Upload, agreements: list[SharingAgreement]) -> dict[str, str]:
    of_the_kind = Upload.objects.filter(
        partnership=upload.partnership, provider=upload.provider, data_set=upload.data_set
    )
    last = upload if upload.agreement else of_the_kind.exclude(agreement="").first()
    if last is None:
        cited = agreements[0] if len(agreements) == 1 else None
        return {
            "cited": str(cited or ""),
            "agreement": "",
            "purpose": cited.purpose[:_LONGEST_PURPOSE] if cited else "",
        }
    is_cited = last.agreement in {str(agreement) for agreement in agreements}
    cited_words, other_words = (last.agreement, "") if is_cited else ("", last.agreement)
    return {"cited": cited_words, "agreement": other_words, "purpose": last.purpose}


def _read(draft: Draft, answered: QueryDict) -> dict[str, Any] | tuple[Refused, ...]:
    cited, other = answered.get("cited", ""), " ".join(answered.get("agreement", "").split())
    purpose = " ".join(answered.get("purpose", "").split())
    wrong = []
    if cited and cited not in {str(agreement) for agreement in _in_force(draft)}:
        wrong.append(Refused("cited", "Choose an agreement that is in force, or name another."))
    if not cited and not other:
        wrong.append(Refused("agreement", "Enter the agreement under which the file was shared."))
    if not purpose:
        wrong.append(Refused("purpose", "Enter what the file may be used for."))
    if len(other) > _LONGEST_AGREEMENT:
        wrong.append(Refused("agreement", f"Use at most {_LONGEST_AGREEMENT} letters."))
    if len(purpose) > _LONGEST_PURPOSE:
        wrong.append(Refused("purpose", f"Use at most {_LONGEST_PURPOSE} letters."))
    return tuple(wrong) or {"agreement": cited or other, "purpose": purpose}


QUESTION = Question("terms", _show, _read, lambda draft: bool(draft.upload.data_set))
