"""Reports in a folder or an object store to Parquet, with Daft.

    python examples/daft_extract.py 'INPUT/**' OUTPUT
"""

import sys

import daft
import pyarrow
from daft import DataType, col

from jiaokan import read_batches

FIELDS = ("path", "sha256", "error_code", "error", "version", "json")


@daft.udf(
    return_dtype=DataType.struct({field: DataType.string() for field in FIELDS}), batch_size=64
)
def extract(paths, contents):
    """Worker processes read, so that a bad file is a row."""
    batch = pyarrow.RecordBatch.from_pydict(
        {
            "path": pyarrow.array(paths.to_pylist(), pyarrow.string()),
            "content": pyarrow.array(contents.to_pylist(), pyarrow.binary()),
        }
    )
    rows = [row for read in read_batches([batch], jobs=1) for row in read.to_pylist()]
    return [{field: row[field] for field in FIELDS} for row in rows]


def main(source: str, output: str) -> None:
    files = daft.from_glob_path(source)
    read = extract(col("path"), col("path").download(on_error="null"))
    reports = files.select(read.alias("report"))
    reports = reports.select(*(col("report").get(field).alias(field) for field in FIELDS))
    reports.write_parquet(output)


if __name__ == "__main__":
    main(*sys.argv[1:3])
