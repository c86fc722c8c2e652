"""Every data set that partners share, one module each: `PARTNER_SOURCES`, in the order of those who send them."""

from saferplace.evidence.partner.data_sets.catalogue import INDICATORS, PARTNER_SOURCES

__all__ = ["INDICATORS", "PARTNER_SOURCES"]
