#!/usr/bin/env python3
"""Made-up rows in GDELT 1.0's form (58 columns), for measurements of size: gdelt_rows.py ROWS [SEED] > FILE.

Days spread over the year 2021; countries by a falling share, as in the press; every fourth report has
several rows. The rows say nothing about the world.
"""
import datetime
import random
import sys

COUNTRIES = ("USA RUS UKR CHN GBR ISR IRN FRA DEU IND PAK AFG SYR TUR POL SAU IRQ EGY JPN KOR PRK AUS CAN ITA "
             "ESP NGA ETH SDN MLI BFA NER TCD GIN BLR KAZ AZE ARM GEO MDA ROU HUN SRB VEN COL MEX BRA ARG ZAF "
             "KEN SOM YEM LBN JOR LBY TUN DZA MAR MMR THA VNM PHL IDN MYS BGD LKA NPL").split()
SECTORS = ["", "", "GOV", "GOV", "MIL", "OPP", "COP", "BUS", "CVL", "MED"]
CODES = ["010", "020", "036", "040", "042", "043", "046", "051", "057", "060", "070", "080", "084", "090", "100",
         "111", "112", "120", "128", "130", "138", "141", "145", "150", "152", "154", "160", "163", "172", "173",
         "180", "186", "190", "193", "194", "195"]
OUTLETS = ["press%d.example" % i for i in range(400)]


def rows(count, seed):
    rng = random.Random(seed)
    weights = [1 / (1 + i) for i in range(len(COUNTRIES))]
    first = datetime.date(2021, 1, 1)
    url, day = "", first
    for i in range(count):
        if not url or rng.random() > 0.4:
            day = first + datetime.timedelta(rng.randrange(365))
            url = "https://%s/%s/%08d" % (rng.choice(OUTLETS), day.strftime("%Y/%m/%d"), i)
        one, two = rng.choices(COUNTRIES, weights, k=2)
        a, b = one + rng.choice(SECTORS), two + rng.choice(SECTORS) if rng.random() < 0.8 else ""
        code = rng.choice(CODES)
        day8 = day.strftime("%Y%m%d")
        cell = [""] * 58
        cell[0:5] = [str(900000000 + i), day8, day8[:6], day8[:4], day8[:4] + ".5"]
        cell[5:8] = [a, one, a[:3]]
        cell[15:18] = [b, two if b else "", b[:3]]
        cell[25:30] = ["1", code, code, code[:2], "1"]
        cell[30:35] = ["0.0", str(rng.randrange(1, 40)), "1", str(rng.randrange(1, 10)), "-1.5"]
        cell[49:56] = ["1", rng.choice([one, two]) + "ville, X", "RS", "", "55.7", "37.6", "-1"]
        cell[56:58] = [day8, url]
        yield "\t".join(cell)


if __name__ == "__main__":
    for row in rows(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1):
        print(row)
