# pandas, DuckDB and openpyxl, for the five questions of docs/analysis.md (tests/it/analysis.rs).
# Sourced by .ci/run.

analysis=target/analysis
if ! "$analysis/bin/python" -c 'import pandas, pyarrow, duckdb, openpyxl' 2>/dev/null; then
  if ! { python3 -m venv "$analysis" \
    && "$analysis/bin/python" -m pip install -q pandas pyarrow duckdb openpyxl polars; }; then
    echo "pandas, DuckDB and openpyxl could not be installed: tests/it/analysis.rs is skipped"
  fi
fi
if "$analysis/bin/python" -c 'import pandas, pyarrow, duckdb, openpyxl' 2>/dev/null; then
  JIAOKAN_PYTHON="$PWD/$analysis/bin/python"
  export JIAOKAN_PYTHON
fi
