"""Reports in a folder or an object store to Parquet, with Ray Data.

    python examples/ray_extract.py INPUT OUTPUT
"""

import sys

import pyarrow
import ray

from jiaokan import read_batches


def extract(table: pyarrow.Table) -> pyarrow.Table:
    """Worker processes read: Ray would start a crashed task again for ever."""
    batches = table.rename_columns({"bytes": "content"}).select(["path", "content"])
    return pyarrow.Table.from_batches(read_batches(batches.to_batches(), jobs=1))


def main(source: str, output: str) -> None:
    files = ray.data.read_binary_files(source, include_paths=True)
    files.map_batches(extract, batch_format="pyarrow", batch_size=64).write_parquet(output)


if __name__ == "__main__":
    main(*sys.argv[1:3])
