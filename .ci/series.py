"""Compare series of a panel with figures read by hand: ``series.py PANEL.csv FIGURES``; status 1 where they differ.

A line of FIGURES is indicator, measure, year, promised, delivered; ``-`` where a side is missing, which the panel must
give a reason for.
"""

import csv
import sys


def told(row: dict[str, str], side: str, comparator: str) -> str:
    if row[f"{side}_value"]:
        return row[comparator] + row[f"{side}_value"]
    return "-" if row[f"{side}_missing"] else "a gap without a reason"


def main(panel: str, figures: str) -> int:
    with open(figures, encoding="utf-8") as lines:
        wanted = [tuple(line.split()) for line in lines]
    with open(panel, encoding="utf-8-sig", newline="") as lines:
        rows = {
            (row["indicator_id"], row["measure"], row["year"]): row
            for row in csv.DictReader(lines)
            if row["jurisdiction"] == "全国" and not row["basis"]
        }
    wrong = 0
    for *key, promised, delivered in wanted:
        row = rows.get(tuple(key))
        found = (told(row, "target", "comparator"), told(row, "result", "qualifier")) if row else "no row"
        if found != (promised, delivered):
            print(" ".join(key), "should be", (promised, delivered), "and is", found)
            wrong += 1
    print(f"{len(wanted) - wrong} of {len(wanted)} years of the series are as the reports say")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
