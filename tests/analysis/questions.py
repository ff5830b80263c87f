"""Runs the lines of docs/analysis.md in pandas, in DuckDB and as filters of the workbook, and
holds the answers against each other and against the JSON of the reports.

    python questions.py DOCUMENT FOLDER [COMPARED]

FOLDER holds `out`, what `jiaokan --lang en extract … -o out --format json,csv,parquet,xlsx` wrote, COMPARED
what `jiaokan --lang en diff … -o COMPARED --format xlsx` wrote of the same reports.
"""

import json
import os
import pathlib
import re
import sys
from decimal import Decimal

import duckdb
import openpyxl
import pandas as pd


def lines_of(document):
    """The code under each heading of the document: heading -> language -> text."""
    found, heading = {}, None
    for part in re.split(r"^(## .*)$", document, flags=re.M):
        if part.startswith("## "):
            heading = part[3:].strip()
        else:
            for language, code in re.findall(r"```(\w+)\n(.*?)```", part, flags=re.S):
                found.setdefault(heading, {}).setdefault(language, code.strip())
    return found


def in_pandas(code, names):
    """The value of the last line of a piece of Python, after the lines before it."""
    *before, last = code.splitlines()
    exec("\n".join(before), names)
    return eval(last, names)


def in_duckdb(code):
    cursor = duckdb.connect().execute(code)
    heads = [column[0] for column in cursor.description]
    return [dict(zip(heads, row)) for row in cursor.fetchall()]


class Workbook:
    """Sheets as lists of rows by heading."""

    def __init__(self, path):
        # As people see it: what formulas show, and not the formulas.
        self.book = openpyxl.load_workbook(path, data_only=True)

    def rows(self, sheet):
        cells = list(self.book[sheet].iter_rows(values_only=True))
        return [dict(zip(cells[0], row)) for row in cells[1:]]


def plain(value):
    """A value without the differences of types between readers."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    if isinstance(value, (bool,)):
        return value
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, str):
        return float(value)
    return str(value)


def keyed(rows, columns):
    """Rows as comparable tuples, in a fixed order."""
    return sorted(tuple(repr(plain(row[column])) for column in columns) for row in rows)


def same(what, answers):
    (first, expected), *others = answers.items()
    for name, found in others:
        if found != expected:
            missing = [row for row in expected if row not in found][:3]
            more = [row for row in found if row not in expected][:3]
            sys.exit(f"{what}: {first} has {len(expected)}, {name} {len(found)}; "
                     f"not in {name}: {missing}; only there: {more}")
    print(f"{what}: {len(expected)} rows, the same in {', '.join(answers)}")
    return len(expected)


def reports(folder):
    for path in sorted((folder / "out/reports").rglob("*.json")):
        yield str(path.relative_to(folder / "out/reports"))[:-5], json.loads(path.read_bytes())


def value(text):
    return text and text.get("value")


def main():
    document, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    compared = pathlib.Path(sys.argv[3]).resolve() if len(sys.argv) > 3 else None
    os.chdir(folder)
    code = lines_of(document.read_text("utf-8"))
    headings = [heading for heading in code if heading and "sql" in code[heading]]
    if len(headings) != 5:
        sys.exit(f"expected five questions in {document}, but found {headings}")
    missed, spent, lowered, review, where = (code[heading] for heading in headings)
    names = {"pd": pd}
    exec(code[None]["python"], names)
    book = Workbook("out/jiaokan.xlsx")
    extracted = list(reports(folder))

    # Who missed targets without giving a reason?
    columns = ["source", "indicator_no", "indicator_name"]
    counts = {}
    counts["missed"] = same("missed without a reason", {
        "JSON": keyed(
            ({"source": source, "indicator_no": number, "indicator_name": value(row["name"])}
             for source, report in extracted
             for number, row in enumerate(report["indicators"], 1)
             if row["completion"]["met"] is False and not value(row["reason"])), columns),
        "pandas": keyed(in_pandas(missed["python"], names).to_dict("records"), columns),
        "DuckDB": keyed(in_duckdb(missed["sql"]), columns),
        "Excel": keyed((row for row in book.rows("Indicators")
                        if row["met"] is False and row["unmet_reason"] is None), columns),
    })

    # What did each department spend in each year?
    columns = ["department", "fiscal_year", "yuan"]
    sums = {}
    for row in book.rows("Reports"):
        if row["in_total"] is True and row["department"] and row["fiscal_year"]:
            key = (row["department"], row["fiscal_year"])
            sums[key] = sums.get(key, Decimal(0)) + Decimal(str(row["spending_yuan"]))
    series = in_pandas(spent["python"], names)
    counts["spent"] = same("spending by department and year", {
        "pandas": keyed(({"department": d, "fiscal_year": y, "yuan": round(yuan, 2)}
                         for (d, y), yuan in series.items()), columns),
        "DuckDB": keyed(({**row, "yuan": round(float(row["yuan"]), 2)}
                         for row in in_duckdb(spent["sql"])
                         if row["department"] and row["fiscal_year"]), columns),
        "Excel": keyed(({"department": d, "fiscal_year": y, "yuan": round(float(yuan), 2)}
                        for (d, y), yuan in sums.items()), columns),
    })
    overview(book, sums)

    # Which targets were lowered?
    columns = ["department", "fiscal_year", "indicator_name"]
    counts["lowered"] = same("lowered targets", {
        "JSON": keyed(lowered_in(extracted), columns),
        "pandas": keyed(in_pandas(lowered["python"], names).to_dict("records"), columns),
        "DuckDB": keyed(in_duckdb(lowered["sql"]), columns),
    })
    if compared:
        kinds = [str(cell) for path in compared.glob("*.xlsx")
                 for sheet in openpyxl.load_workbook(path).worksheets
                 for row in sheet.iter_rows(values_only=True) for cell in row if cell]
        if not any("target lowered" in kind for kind in kinds):
            sys.exit("expected `target lowered` in the workbooks of the comparison")

    # Which cells need a person?
    columns = ["source", "indicator_name", "item", "printed", "page", "line"]
    words = {row["item"] for row in book.rows("Review")}
    counts["review"] = same("cells for a person", {
        "pandas": keyed(in_pandas(review["python"], names).to_dict("records"), columns),
        "DuckDB": keyed(in_duckdb(review["sql"]), columns),
        "Excel": keyed(book.rows("Review"), columns),
    })
    damaged = sum(1 for _, report in extracted for row in report["indicators"]
                  for cell in [row["level1"], row["level2"], row["name"], row["target"], row["actual"],
                               *row.get("damaged", {}).values(), *row.get("extra", {}).values(),
                               *([row["reason"]] if row["reason"] else [])]
                  if cell["status"] == "damaged")
    in_rows = sum(1 for row in book.rows("Review")
                  if row["indicator_no"] is not None and row["status"] == "damaged")
    if damaged != in_rows:
        sys.exit(f"the JSON has {damaged} damaged cells of indicators, the workbook {in_rows}; {words}")

    # Where does it stand in the source?
    name = next(value(row["name"]) for _, report in extracted for row in report["indicators"]
                if value(row["name"]) and "'" not in value(row["name"]))
    asked = {language: text.replace("巡查河道次数", name) for language, text in where.items()}
    columns = ["source", "page", "line"]
    counts["where"] = same(f"where {name} stands", {
        "JSON": keyed(({"source": source, "page": row["at"].get("page"), "line": row["at"].get("line")}
                       for source, report in extracted for row in report["indicators"]
                       if value(row["name"]) == name), columns),
        "pandas": keyed(in_pandas(asked["python"], names).to_dict("records"), columns),
        "DuckDB": keyed(in_duckdb(asked["sql"]), columns),
        "Excel": keyed((row for row in book.rows("Indicators")
                        if row["indicator_name"] == name), columns),
    })
    numbers(names)
    print(json.dumps(counts))


def lowered_in(extracted):
    """Targets of which more is better that are lower than the year before, by name."""
    of_year = {}
    for source, report in extracted:
        for row in report["indicators"]:
            base = row.get("base")
            if row.get("direction") != "more" or not base or base.get("target") is None:
                continue
            fields = report["fields"]
            key = (value(fields.get("department")), value(fields.get("project")), value(row["name"]),
                   base["unit"])
            year = report["fiscal_year"]["value"]
            if key[0] and key[2] and year:
                of_year.setdefault((key, year), []).append(Decimal(base["target"]))
    for (key, year), targets in of_year.items():
        for target in targets:
            for before in of_year.get((key, year - 1), []):
                if target < before:
                    yield {"department": key[0], "fiscal_year": year, "indicator_name": key[2]}


def overview(book, sums):
    """The last part of the first sheet has the same sums."""
    sheet = [list(row) for row in book.book["Overview"].iter_rows(values_only=True)]
    at = next((n for n, row in enumerate(sheet) if row[0] == "department"), None)
    if at is None:
        if sums:
            sys.exit("the overview has no spending")
        return
    years = [int(year) for year in sheet[at][1:] if year]
    shown = {(row[0], year): row[1 + n] for row in sheet[at + 1:] if row[0]
             for n, year in enumerate(years) if row[1 + n] is not None}
    for key, yuan in sums.items():
        if key[1] in years and abs(Decimal(str(shown[key])) - yuan) > Decimal("0.01"):
            sys.exit(f"the overview has {shown.get(key)} for {key}, the reports {yuan}")


def numbers(names):
    """Decimals are numbers to every reader."""
    table = pd.read_parquet("out/indicators.parquet", dtype_backend="pyarrow")
    (table.target_number * table.actual_number).sum()
    divisible = table[table.target_number != 0]
    (divisible.actual_number / divisible.target_number).mean()
    if not pd.api.types.is_numeric_dtype(table.target_number):
        sys.exit(f"pandas takes {table.target_number.dtype} for no number")
    rows = in_duckdb("SELECT SUM(target_number) AS total, AVG(actual_number) AS mean, "
                     "SUM(target_number::DOUBLE * actual_number) AS product, "
                     "AVG(actual_number / NULLIF(target_number, 0)) AS rate FROM 'out/indicators.parquet'")
    if any(value is None for value in rows[0].values()):
        sys.exit(f"DuckDB computes nothing: {rows[0]}")
    try:
        import polars
    except ImportError:
        print("polars is absent: not tried")
        return
    frame = polars.read_parquet("out/indicators.parquet")
    if not frame["target_number"].dtype.is_numeric():
        sys.exit(f"polars takes {frame['target_number'].dtype} for no number")
    frame.select((polars.col("target_number") * 2).sum(), polars.col("actual_number").mean())


main()
