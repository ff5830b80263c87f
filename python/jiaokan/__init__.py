"""Restores China's budget performance self-evaluation reports (绩效自评报告) to typed data. Every
value keeps its raw text, place, status and evidence; what cannot be read with certainty is absent,
never a guess.

>>> import jiaokan
>>> report = jiaokan.extract("report.pdf")
>>> for row in report.indicators:
...     print(row.name.value, row.target.number, row.actual.number)

:func:`extract`, :func:`check`, :func:`diff` and :func:`collate` work in this process;
:func:`extract_many` and :mod:`jiaokan.spark` read in worker processes with bounds of time and
memory. :mod:`jiaokan.model` has the types.
"""

from jiaokan import _jiaokan, model
from jiaokan._api import Collation, check, collate, diff, extract, extract_many, schema
from jiaokan._arrow import extract_batch, rows, table_schema
from jiaokan._batches import read_batches
from jiaokan._errors import Error
from jiaokan._program import program
from jiaokan._report import Outcome, Report

__version__: str = _jiaokan.VERSION

__all__ = [
    "Collation",
    "Error",
    "Outcome",
    "Report",
    "check",
    "collate",
    "diff",
    "extract",
    "extract_batch",
    "extract_many",
    "model",
    "program",
    "read_batches",
    "rows",
    "schema",
    "table_schema",
]
