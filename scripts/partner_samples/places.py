"""Where invented things happen: streets of Dacorum as data.police.uk names them, with its point and small area."""

# Street, easting, northing, LSOA (2021), first half of its postcode.
PLACES = (
    ("Marlowes", 505532, 207263, "E01035562", "HP1"),
    ("King Harry Street", 505598, 206822, "E01035562", "HP2"),
    ("Bridge Street", 505455, 206916, "E01035562", "HP1"),
    ("Moor End Road", 505437, 206585, "E01035562", "HP1"),
    ("Alexandra Road", 505640, 207423, "E01023400", "HP2"),
    ("Broad Street", 505714, 207508, "E01023400", "HP2"),
    ("Jarman Way", 506643, 206681, "E01023387", "HP2"),
    ("Maylands Avenue", 507852, 207994, "E01023346", "HP2"),
    ("Fletcher Way", 506000, 208531, "E01023405", "HP2"),
    ("Warners End Road", 504795, 207550, "E01023391", "HP1"),
    ("Galley Hill", 504341, 208400, "E01023390", "HP1"),
    ("The Embankment", 506922, 204559, "E01023414", "HP3"),
    ("Riverside Gardens", 498250, 208354, "E01023370", "HP4"),
    ("Old Watling Street", 507704, 215462, "E01023430", "AL3"),
)
