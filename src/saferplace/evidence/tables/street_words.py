"""Words of British places, buildings and traders: a text that has them is no person's name."""

from __future__ import annotations

STREET_WORDS = frozenset(
    """
    street st road rd avenue ave lane ln close cl drive dr way court ct crescent cres gardens gdns grove terrace walk
    row square sq mews green rise mead meadow meadows hill park place parade approach broadway causeway chase croft dene
    drove field fields gate garth glade heath high highway lea link mount orchard passage path quay ridge view vale
    wharf yard alley
    """.split()  # noqa: SIM905 - a list of quoted words is harder to read
)
BUILDING_WORDS = frozenset(
    """
    house school academy centre surgery pharmacy bridge well wells wood woods lodge hall farm cottage common estate
    point church chapel hospital library station inn arms hotel club store stores shop shops garage tower towers heights
    """.split()  # noqa: SIM905
)
# Businesses and goods called like people: “Miss Selfridge”, “Dr Martens”, “Mr Whippy”.
TRADERS = frozenset(
    {"selfridge", "selfridges", "martens", "whippy", "kipling", "clutch", "minit", "pepper", "muscle", "beeton"}
    | {"porky", "tyre", "tyres", "chippy", "kebab", "bun", "buns", "motors", "godiva", "sparkle"}
)
