# The wheel, in a Python environment with what its tests need (tests/it/python.rs). Sourced by
# .ci/run. Its program is the one of the tests, which takes the faults that they plant, and the
# libraries of its module are theirs too.

wheel=target/python
python_packages() {
  python3 -m venv "$wheel" || return
  # pyspark is made for pandas 2.
  "$wheel/bin/python" -m pip install -q 'maturin<2' pytest mypy 'pandas<3' pyarrow || return
  if ! { command -v java >/dev/null 2>&1 || { apt-get update -q && apt-get install -qy default-jre-headless; }; } \
    || ! "$wheel/bin/python" -m pip install -q pyspark; then
    echo "Spark could not be installed: its tests are skipped"
  fi
}
python_wheel() {
  JIAOKAN_PROFILE=dev JIAOKAN_PROGRAM="$PWD/target/debug/jiaokan" \
    PATH="$PWD/$wheel/bin:$PATH" "$wheel/bin/python" -m pip install -q --no-build-isolation \
    --no-deps --force-reinstall ./python
}
# Python 3.10 is the least that the wheel is for.
if ! python_packages; then
  echo "the packages of the wheel could not be installed: tests/it/python.rs is skipped"
elif [ -n "$fetch_only" ]; then
  :
elif python_wheel; then
  JIAOKAN_WHEEL_PYTHON="$PWD/$wheel/bin/python"
  export JIAOKAN_WHEEL_PYTHON
else
  echo "the wheel could not be built: tests/it/python.rs is skipped"
fi
