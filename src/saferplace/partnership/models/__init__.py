"""Partnerships and their areas, organisations and the roles they hold, people and theirs, groups, agreements."""

from saferplace.partnership.models.agreements import AgreementDataSet, Power, SharingAgreement
from saferplace.partnership.models.groups import Group, GroupMember
from saferplace.partnership.models.organisations import Organisation, PartnershipMember, StatutoryRole
from saferplace.partnership.models.partnerships import Partnership, PartnershipArea
from saferplace.partnership.models.people import Role, RoleAssignment, User

__all__ = [
    "AgreementDataSet",
    "Group",
    "GroupMember",
    "Organisation",
    "Partnership",
    "PartnershipArea",
    "PartnershipMember",
    "Power",
    "Role",
    "RoleAssignment",
    "SharingAgreement",
    "StatutoryRole",
    "User",
]
