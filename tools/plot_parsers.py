#!/usr/bin/env python3
"""plot_parsers.py README.md >PLOT.svg: LAS on EWT dev against tokens a second, from the table of what was tried."""
import math, re, sys

points = []
for line in open(sys.argv[1], encoding="utf-8"):
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if len(cells) == 5 and re.fullmatch(r"0\.\d+", cells[1]) and re.fullmatch(r"[\d,]+", cells[3]):
        points.append((float(cells[3].replace(",", "")), float(cells[1]), cells[0], cells[4].startswith("yes")))
if not points: sys.exit("plot_parsers: found no rows with LAS and speed, expected the table of models/README.md")

width, height, left, bottom = 760, 420, 60, 50
low, high = 0.77, 0.87
x = lambda speed: left + (math.log10(speed) - 4) / (math.log10(400000) - 4) * (width - left - 20)
y = lambda las: height - bottom - (las - low) / (high - low) * (height - bottom - 20)
out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">',
       f'<rect width="{width}" height="{height}" fill="white"/>']
for las in [low + 0.01 * i for i in range(11)]:
    out.append(f'<line x1="{left}" x2="{width - 20}" y1="{y(las):.0f}" y2="{y(las):.0f}" stroke="#ddd"/>'
               f'<text x="{left - 8}" y="{y(las) + 4:.0f}" text-anchor="end">{las:.2f}</text>')
for speed in (10000, 20000, 50000, 100000, 200000, 400000):
    out.append(f'<line x1="{x(speed):.0f}" x2="{x(speed):.0f}" y1="20" y2="{height - bottom}" stroke="#ddd"/>'
               f'<text x="{x(speed):.0f}" y="{height - bottom + 16}" text-anchor="middle">{speed // 1000},000</text>')
out.append(f'<text x="{(left + width) / 2:.0f}" y="{height - 10}" text-anchor="middle">tokens a second, one core</text>')
for number, (speed, las, name, kept) in enumerate(points):
    colour = "#b03060" if kept else "#30608f"
    short = name.split(",")[0].split(":")[-1].strip()
    out.append(f'<circle cx="{x(speed):.0f}" cy="{y(las):.0f}" r="{5 if kept else 4}" fill="{colour}"><title>{name}</title></circle>'
               f'<text x="{x(speed) + 8:.0f}" y="{y(las) + (4 if number % 2 else -6):.0f}" fill="{colour}">{short}</text>')
out.append("</svg>")
print("\n".join(out))
