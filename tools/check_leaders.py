#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints which share of the world's leaders the tables of people name, by region.

usage: tools/check_leaders.py [--since 1990] [--least 0.95] [REIGN.csv]

The list of leaders is OEF REIGN (MIT licence), by default build/data/actors/reign-leaders-to-2021.csv.
A leader counts as named when a person of the tables with the same country has a role that overlaps
the time in office, and a part of a name in common; accents, case, order and small differences of
spelling do not matter. Ends with 1 when the share is below --least.
"""
import argparse
import csv
import datetime
import difflib
import pathlib
import re
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
FAR = datetime.date(9999, 12, 31)
FIRST = datetime.date(1, 1, 1)
PARTICLES = {"al", "el", "de", "da", "la", "van", "von", "bin", "ibn", "abu", "der", "di", "jr", "dos",
             "ben", "os", "as", "ul", "the", "and", "acting", "iii", "time", "lyonpo"}

# Country abbreviations of REIGN, the code of the tables, and the region.
REGIONS = {
    "Africa": "ALG DZA, ANG AGO, BEN BEN, BFO BFA, BUI BDI, BOT BWA, CAO CMR, CAP CPV, CDI CIV, CEN CAF, "
              "CHA TCD, COM COM, CON COG, DRC COD, DJI DJI, EGY EGY, EQG GNQ, ERI ERI, ETH ETH, ETI ETH, "
              "GAB GAB, GAM GMB, GHA GHA, GNB GNB, GUI GIN, IVO CIV, KEN KEN, LBR LBR, LES LSO, LIB LBY, "
              "MAA MRT, MAG MDG, MAS MUS, MAW MWI, MLI MLI, MOR MAR, MZM MOZ, NAM NAM, NIG NGA, NIR NER, "
              "RWA RWA, SAF ZAF, SEN SEN, SEY SYC, SIE SLE, SOM SOM, SSD SSD, STP STP, SUD SDN, SWA SWZ, "
              "TAN TZA, TAZ TZA, TOG TGO, TUN TUN, UGA UGA, ZAM ZMB, ZIM ZWE",
    "Americas": "AAB ATG, ARG ARG, BAR BRB, BHM BHS, BLZ BLZ, BOL BOL, BRA BRA, CAN CAN, CHL CHL, COL COL, "
                "COS CRI, CUB CUB, DMA DMA, DOM DOM, ECU ECU, GRN GRD, GUA GTM, GUY GUY, HAI HTI, HON HND, "
                "JAM JAM, MEX MEX, NIC NIC, PAN PAN, PAR PRY, PER PER, SAL SLV, SKN KNA, SLU LCA, SUR SUR, "
                "SVG VCT, TRI TTO, URU URY, USA USA, VEN VEN",
    "Asia and Pacific": "AFG AFG, AUL AUS, BHU BTN, BNG BGD, BRU BRN, CAM KHM, CHN CHN, DRV VNM, ETM TLS, "
                        "FIJ FJI, FSM FSM, IND IND, INS IDN, JPN JPN, KIR KIR, KYR KGZ, KZK KAZ, LAO LAO, "
                        "MAD MDV, MAL MYS, MON MNG, MSI MHL, MYA MMR, NAU NRU, NEP NPL, NEW NZL, PAK PAK, "
                        "PAL PLW, PHI PHL, PNG PNG, PRK PRK, ROK KOR, SIN SGP, SOL SLB, SRI LKA, TAJ TJK, "
                        "TAW TWN, THI THA, TKM TKM, TON TON, TUV TUV, UZB UZB, VAN VUT, WSM WSM",
    "Europe": "ALB ALB, AND AND, ARM ARM, AUS AUT, AZE AZE, BEL BEL, BLR BLR, BOS BIH, BUL BGR, CRO HRV, "
              "CYP CYP, CZE CZE, CZR CZE, DEN DNK, EST EST, FIN FIN, FRN FRA, GDR DEU, GMY DEU, GRC GRC, "
              "GRG GEO, HUN HUN, ICE ISL, IRE IRL, ITA ITA, KOS XKX, LAT LVA, LIE LIE, LIT LTU, LUX LUX, "
              "MAC MKD, MLD MDA, MLT MLT, MNC MCO, MNG MNE, NOR NOR, NTH NLD, POL POL, POR PRT, ROM ROU, "
              "RUM ROU, RUS RUS, SLO SVK, SLV SVN, SNM SMR, SPN ESP, SWD SWE, SWZ CHE, TUR TUR, UKG GBR, "
              "UKR UKR, YUG SRB, SRB SRB",
    "Middle East": "BAH BHR, IRN IRN, IRQ IRQ, ISR ISR, JOR JOR, KUW KWT, LEB LBN, OMA OMN, QAT QAT, "
                   "SAU SAU, SYR SYR, UAE ARE, YAR YEM, YEM YEM, YPR YEM",
}


def words_of(name):
    """The words of a name that tell it from others, without accents, in lower case."""
    plain = unicodedata.normalize("NFKD", name.translate(str.maketrans("łøđıßð", "lodisd")))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    plain = re.sub(r"\(.*?\)", " ", plain).replace("'", "").replace("’", "")
    words = re.findall(r"[a-z]+", plain)
    return [w for w in words if len(w) > 2 and w not in PARTICLES] or words


def alike(a, b):
    """Whether two words are spellings of one name."""
    if a == b:
        return True
    if min(len(a), len(b)) < 4:
        return False
    return difflib.SequenceMatcher(None, a, b).ratio() >= (0.8 if min(len(a), len(b)) < 7 else 0.74)


def read_people(folder):
    """Country code -> list of (words of all names, first day, last day)."""
    people = {}
    tables = [folder / "people.tsv"] + sorted((folder / "people").glob("*.tsv"))
    for table in tables:
        columns = None
        for line in table.read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if columns is None:
                columns = {name: i for i, name in enumerate(cells)}
                continue
            cell = lambda name: cells[columns[name]] if columns[name] < len(cells) else ""
            names = {w for part in [cell("name")] + cell("also").split("; ") for w in words_of(part)}
            first = datetime.date.fromisoformat(cell("from")) if cell("from") else FIRST
            last = datetime.date.fromisoformat(cell("until")) if cell("until") else FAR
            people.setdefault(cell("code"), []).append((names, first, last))
    return people


def read_leaders(path, since):
    """(abbreviation, name, first day, last day) of each leader in office on or after 1 January `since`."""
    leaders = []
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            try:
                first = datetime.date(int(row["syear"]), int(row["smonth"]), 1)
                year = int(row["eyear"]) if row["eyear"].strip() else 2021
                month = int(row["emonth"]) if row["emonth"].strip() else 8
            except ValueError:
                continue
            last = datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(1)
            if last.year >= since:
                leaders.append((row["stateabb"].strip(), row["leader"].strip(), first, last))
    return leaders


def is_named(people, code, name, first, last):
    words = words_of(name)
    for names, begin, end in people.get(code, []):
        if begin <= last and first <= end and any(alike(w, n) for w in words for n in names):
            return True
    return False


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("leaders", nargs="?", type=pathlib.Path,
                         default=ROOT / "build/data/actors/reign-leaders-to-2021.csv")
    options.add_argument("--since", type=int, default=1990)
    options.add_argument("--least", type=float, default=0.95)
    chosen = options.parse_args()
    if not chosen.leaders.exists():
        sys.exit(f"{chosen.leaders}: no such file; it is OEF REIGN's list of leaders")
    place = {}
    for region, pairs in REGIONS.items():
        for pair in pairs.split(","):
            abbreviation, code = pair.split()
            place[abbreviation] = (region, code)
    people = read_people(ROOT / "data/actors")
    found, all_of, misses = {}, {}, []
    for abbreviation, name, first, last in read_leaders(chosen.leaders, chosen.since):
        region, code = place.get(abbreviation, ("unknown", "?"))
        all_of[region] = all_of.get(region, 0) + 1
        if is_named(people, code, name, first, last):
            found[region] = found.get(region, 0) + 1
        else:
            misses.append(f"{abbreviation}\t{name}\t{first:%Y-%m} to {last:%Y-%m}")
    for region in sorted(all_of):
        share = found.get(region, 0) / all_of[region]
        print(f"{region:18} {found.get(region, 0):5} of {all_of[region]:5}  {share:.3f}")
    share = sum(found.values()) / max(1, sum(all_of.values()))
    print(f"{'all':18} {sum(found.values()):5} of {sum(all_of.values()):5}  {share:.3f}")
    for miss in misses:
        print("missing\t" + miss)
    return 0 if share >= chosen.least else 1


if __name__ == "__main__":
    sys.exit(main())
