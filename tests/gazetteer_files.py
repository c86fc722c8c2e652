"""Invented files in the documented layouts of ONS and Ordnance Survey, for tests. No real postcode's place is meant."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from saferplace.evidence.places.gazetteers.gazetteer import OPEN_NAMES

# The headings of the ONS Postcode Directory of February 2024, and of the National Statistics Postcode Lookup of 2026.
ONSPD_2024 = (
    "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,oshlthau,nhser,"
    "ctry,rgn,streg,pcon,eer,teclec,ttwa,pct,itl,statsward,oa01,casward,npark,lsoa01,msoa01,ur01ind,oac01,oa11,lsoa11,"
    "msoa11,wz11,sicbl,bua11,buasd11,ru11ind,oac11,lat,long,lep1,lep2,pfa,imd,calncv,icb,oa21,lsoa21,msoa21"
)
NSPL_2026 = (
    "pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,cty26cd,ced25cd,lad26cd,wd26cd,nhser24cd,"
    "ctry26cd,rgn26cd,pcon24cd,ttwa15cd,itl25cd,npark16cd,lsoa21cd,msoa21cd,wz11cd,sicbl26cd,bua24cd,ruc21ind,oac21ind,"
    "lat,long,lep21cd1,lep21cd2,pfa23cd,imd25ind,icb26cd"
)
POSTCODES = (
    # postcode, easting, northing, quality, lsoa of 2021, district, ended
    ("HP1 1HH", 505532, 207263, 1, "E01035562", "E07000096", ""),
    ("HP1 1AA", 505600, 207300, 1, "E01035562", "E07000096", ""),
    ("HP4 3QA", 498384, 208228, 4, "E01023370", "E07000096", ""),
    ("HP4 9ZZ", 498400, 208240, 5, "E01023370", "E07000096", ""),
    ("HP23 5AA", 492397, 211396, 1, "E01023420", "E07000096", "199606"),
    ("SW1A 1AA", 529090, 179645, 1, "E01004736", "E09000033", ""),
    ("BT1 1AA", 333900, 374500, 1, "", "N09000003", ""),
    ("HP99 1AA", 0, 0, 9, "", "E07000096", ""),
)


def ons_postcodes(path: Path, header: str = ONSPD_2024) -> Path:
    """Eight postcodes under ONS's headings."""
    columns = header.split(",")
    rows = []
    for postcode, easting, northing, quality, lsoa, district, ended in POSTCODES:
        said = {
            "pcds": postcode,
            "pcd": postcode.replace(" ", "").ljust(7),
            "pcd7": postcode.replace(" ", "").ljust(7),
            "dointr": "198001",
            "doterm": ended,
            **dict.fromkeys(("oseast1m", "east1m"), str(easting or "")),
            **dict.fromkeys(("osnrth1m", "north1m"), f"{northing:07d}" if northing else ""),
            **dict.fromkeys(("osgrdind", "gridind"), str(quality)),
            **dict.fromkeys(("lsoa21", "lsoa21cd"), lsoa),
            **dict.fromkeys(("oslaua", "lad26cd"), district),
        }
        rows.append([said.get(column, "") for column in columns])
    path.write_bytes(_csv([columns, *rows], is_quoted=True))
    return path


def code_point_open(path: Path) -> Path:
    """The archive as it comes: no headings, a file for each postcode area, and documents beside them."""
    rows = [
        [p, 10 * quality, easting, northing, "E92000001", "E19000002", "E18000006", "E10000015", district, "E05000001"]
        for p, easting, northing, quality, _, district, _ in POSTCODES
        if not p.startswith("BT")
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Doc/Code-Point_Open_Column_Headers.csv", "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n")
        archive.writestr("Data/CSV/hp.csv", _csv([row for row in rows if str(row[0]).startswith("HP")]))
        archive.writestr("Data/CSV/sw.csv", _csv([row for row in rows if str(row[0]).startswith("SW")]))
    return path


UPRNS = ((100080700001, 505532.0, 207263.0), (10094000002, 498384.0, 208228.0), (1, 358260.66, 172796.5))


def open_uprn(path: Path, rows: Sequence[tuple[int, float, float]] = UPRNS) -> Path:
    """One national CSV with a byte order mark, packed."""
    table = [["UPRN", "X_COORDINATE", "Y_COORDINATE", "LATITUDE", "LONGITUDE"]]
    table += [[str(uprn), f"{x:.2f}", f"{y:.2f}", "51.75", "-0.47"] for uprn, x, y in rows]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("osopenuprn_202602.csv", b"\xef\xbb\xbf" + _csv(table))
        archive.writestr("licence.txt", "Open Government Licence")
    return path


def open_names(path: Path) -> Path:
    """Roads and settlements of two grid squares, no headings; the headings lie beside them as a document."""
    squares = {
        "TL00": [
            _name("Marlowes", "Named Road", 505530, 207260, "Hemel Hempstead", "HP1"),
            _name("Invented Ride", "Named Road", 506000, 207000, "Hemel Hempstead", "HP2"),
            _name("Hemel Hempstead", "Town", 505500, 207000, "", "", type_="populatedPlace"),
            _name("Endless Road", "Named Road", 504000, 206000, "Hemel Hempstead", "HP1", length=4000),
            _name("River Gade", "Watercourse", 505400, 207100, "", "", type_="hydrography"),
        ],
        "SP91": [
            _name("Cow Lane", "Section Of Named Road", 493500, 211900, "Tring", "HP23"),
            _name("Cow Lane", "Section Of Named Road", 505900, 207900, "Hemel Hempstead", "HP2"),
            _name("Markyate", "Village", 506200, 216500, "", "", type_="populatedPlace"),
        ],
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Doc/OS_Open_Names_Header.csv", b"\xef\xbb\xbf" + _csv([OPEN_NAMES.headings]))
        for square, rows in squares.items():
            archive.writestr(f"Data/{square}.csv", _csv(rows))
    return path


def _name(
    name: str,
    kind: str,
    easting: int,
    northing: int,
    town: str,
    outward: str,
    *,
    type_: str = "transportNetwork",
    length: int = 200,
) -> list[str]:
    said = {
        "ID": f"osgb4{easting}{northing}",
        "NAMES_URI": f"http://data.ordnancesurvey.co.uk/id/4{easting}{northing}",
        "NAME1": name,
        "TYPE": type_,
        "LOCAL_TYPE": kind,
        "GEOMETRY_X": str(easting),
        "GEOMETRY_Y": str(northing),
        "MBR_XMIN": str(easting - length // 2),
        "MBR_XMAX": str(easting + length // 2),
        "MBR_YMIN": str(northing),
        "MBR_YMAX": str(northing),
        "POSTCODE_DISTRICT": outward,
        "POPULATED_PLACE": town,
        "DISTRICT_BOROUGH": "Dacorum",
        "COUNTRY": "England",
    }
    return [said.get(heading, "") for heading in OPEN_NAMES.headings]


def _csv(rows: Sequence[Sequence[object]], *, is_quoted: bool = False) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL if is_quoted else csv.QUOTE_MINIMAL)
    writer.writerows(rows)
    return out.getvalue().encode()
