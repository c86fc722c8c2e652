"""The parts that every item of a plan has: its printed words, and where they stand."""

from __future__ import annotations

from django.db import models

MONTH_LENGTH = 7  # YYYY-MM


class Sourced(models.Model):
    """Where in which document the words stand. document: a key of the file's documents; blank for the plan itself."""

    source_document = models.CharField(max_length=80, blank=True)
    source_section = models.CharField(max_length=300, blank=True)
    source_page = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def source_in_words(self) -> str:
        page = f", page {self.source_page}" if self.source_page else ""
        return f"{self.source_section}{page}"


class Printed(models.Model):
    """text: the source's own words. read_as: our reading, only where they are garbled. note: ours."""

    text = models.TextField()
    read_as = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """What a person should read: the printed words, or the reading of garbled ones."""
        return self.read_as or self.text
