"""Under which agreement and for which purpose the file was shared."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from saferplace.intelligence.uploads.answers.question import Question, Refused
from saferplace.intelligence.uploads.drafting import Draft
from saferplace.intelligence.uploads.models import Upload

_LONGEST = {"agreement": 200, "purpose": 300}
_MISSING = {
    "agreement": "Enter the agreement under which the file was shared.",
    "purpose": "Enter what the file may be used for.",
}


def _show(draft: Draft, refused: QueryDict | None) -> dict[str, Any]:
    """Offers what was said of this provider's last file."""
    upload = draft.upload
    if refused is not None:
        return {name: refused.get(name, "") for name in _LONGEST}
    of_provider = Upload.objects.filter(partnership=upload.partnership, provider=upload.provider)
    last = upload if upload.agreement else of_provider.exclude(agreement="").first() or upload
    return {name: getattr(last, name) for name in _LONGEST}


def _read(draft: Draft, answered: QueryDict) -> dict[str, Any] | tuple[Refused, ...]:
    said = {name: " ".join(answered.get(name, "").split()) for name in _LONGEST}
    wrong = [Refused(name, _MISSING[name]) for name, words in said.items() if not words]
    wrong += [
        Refused(name, f"Use at most {_LONGEST[name]} letters.") for name, w in said.items() if len(w) > _LONGEST[name]
    ]
    return tuple(wrong) or said


QUESTION = Question("terms", _show, _read, lambda draft: True)
