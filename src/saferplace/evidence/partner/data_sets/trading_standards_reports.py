"""Scams, rogue traders and sales that trading standards hear of. Victims are known by area only."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import BY_AGREEMENT
from saferplace.evidence.partner.fields import (
    NUMBER,
    REFERENCE,
    REPORTED_ON,
    WHEN_FROM_TO,
    WHERE_ROUGHLY,
    category,
    sub_category,
)
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

TRADING_STANDARDS_REPORTS = record_source(
    data_set="trading-standards-reports",
    title="scams, rogue traders and other reports to trading standards",
    duty=BY_AGREEMENT,
    fields=(
        REFERENCE,
        *WHEN_FROM_TO,
        REPORTED_ON,
        category(
            "What was reported.",
            (
                "Fraud or scam",
                "Rogue trader",
                "Underage sale",
                "Illicit tobacco or vapes",
                "Counterfeit goods",
                "Unsafe goods",
                "Other",
            ),
            example="Rogue trader",
            also_called=("Report type", "Complaint type"),
        ),
        sub_category(
            "How people were reached.",
            ("Doorstep", "Telephone", "Post", "E-mail or text", "Social media or web", "Shop", "Other"),
            heading="Method",
            also_called=("Contact method", "Channel"),
        ),
        Field(
            "loss",
            "Loss (£)",
            "What was lost, in pounds. 0 where nothing was; blank where it is not known.",
            FieldKind.FIGURE,
            example="1,250",
            also_called=("Amount lost", "Financial loss", "Detriment", "Loss amount"),
        ),
        Field("saved", "Saved (£)", "What was kept from being lost, in pounds.", FieldKind.FIGURE, example="0"),
        Field(
            "is_vulnerable", "Vulnerable victim", "Whether the victim was found to be.", FieldKind.YES_NO, example="yes"
        ),
        NUMBER,
        *WHERE_ROUGHLY,
    ),
)
