"""Breaches of public spaces protection orders (Anti-social Behaviour, Crime and Policing Act 2014, s.59 and on)."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import BY_AGREEMENT
from saferplace.evidence.partner.fields import NUMBER, REFERENCE, WHEN, WHERE, category, sub_category
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

COUNCIL_PSPO_BREACHES = record_source(
    data_set="council-pspo-breaches",
    title="breaches of public spaces protection orders",
    duty=BY_AGREEMENT,
    fields=(
        REFERENCE,
        *WHEN,
        category(
            "What the order forbids, or asks for.",
            (
                "Alcohol",
                "Begging",
                "Cycling or scooters",
                "Dogs",
                "Gathering or intimidation",
                "Psychoactive substances",
                "Urination or defecation",
                "Vehicle nuisance",
                "Other",
            ),
            heading="Prohibition",
            also_called=("Breach type", "Prohibition breached"),
        ),
        sub_category(
            "What was done.",
            ("Advice", "Warning", "Alcohol surrendered", "Moved on", "Fixed penalty notice", "Prosecution", "Other"),
            heading="Action",
            example="Fixed penalty notice",
            also_called=("Action taken",),
        ),
        Field("order_name", "Order", "Which order it is.", FieldKind.TEXT, example="Hemel Hempstead town centre"),
        Field("is_penalty_paid", "Penalty paid", "Of a fixed penalty, whether it is.", FieldKind.YES_NO, example="yes"),
        NUMBER,
        *WHERE,
    ),
)
