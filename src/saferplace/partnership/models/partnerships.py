"""A Community Safety Partnership and the areas it covers."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models

# Words that begin an address of the product itself, so no partnership may be called that.
RESERVED_SLUGS = frozenset(
    {"sign-in", "sign-out", "signed-out", "password", "audit", "receipts", "static", "accessibility", "welcome"}
)


class Partnership(models.Model):
    """One CSP. Its file (``partnerships/*.yaml``) is where these fields come from."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    csp_code = models.CharField(max_length=9, blank=True)
    # The territorial police force: its GSS code, and the word in its data.police.uk file names.
    police_force_code = models.CharField(max_length=9, blank=True)
    police_force_slug = models.SlugField(max_length=40, blank=True)
    statutory_basis = models.TextField(blank=True)
    contact_email = models.EmailField(blank=True)
    colour = models.CharField(
        max_length=7,
        default="#1d3557",
        validators=[RegexValidator(r"^#[0-9a-f]{6}$", "Write the colour as # and six hexadecimal digits.")],
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(slug__in=sorted(RESERVED_SLUGS)), name="partnership_slug_is_not_reserved"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PartnershipArea(models.Model):
    """A district that a partnership covers, and since when: areas change with local government."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="areas")
    code = models.CharField(max_length=9)  # GSS code of a local authority district
    name = models.CharField(max_length=120)
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "code"], name="area_once_in_a_partnership"),
            models.CheckConstraint(
                condition=models.Q(to_date__isnull=True) | models.Q(to_date__gte=models.F("from_date")),
                name="area_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"
