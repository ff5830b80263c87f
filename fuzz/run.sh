#!/bin/bash
# Runs all fuzz targets for so many minutes in all, and prints what came of it.
#
#   fuzz/run.sh MINUTES [TARGET...]
#
# Needs stable Rust and a C++ compiler, no cargo-fuzz: what that passes to the compiler stands here.
# Findings are kept in fuzz/artifacts/<target>; fuzz/corpus/<target> grows from run to run.
set -euo pipefail
cd "$(dirname "$0")"
minutes=${1:?so many minutes in all}
shift
all=(text html pdf package xml recognised value extraction patterns worker)
targets=("${@:-${all[@]}}")
host=$(rustc -vV | sed -n 's/^host: //p')
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module \
-Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
-Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares"
features=()
[[ " ${targets[*]} " == *" worker "* ]] && features=(--features worker)
# With the target named, build scripts are left as they are.
cargo build --release --target "$host" "${features[@]}" $(printf -- '--bin %s ' "${targets[@]}")
python3 seeds.py
seconds=$((minutes * 60 / ${#targets[@]}))
bin=${CARGO_TARGET_DIR:-target}/$host/release
printf '%-12s %9s %12s %8s %8s %10s %9s\n' target seconds executions edges corpus findings slowest
for target in "${targets[@]}"; do
    mkdir -p "artifacts/$target" "corpus/$target"
    log=artifacts/$target.log
    status=0
    "$bin/$target" "corpus/$target" -artifact_prefix="artifacts/$target/" \
        -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=200000 \
        -report_slow_units=10 -print_final_stats=1 >"$log" 2>&1 || status=$?
    stat() { sed -n "s/^stat::$1: *//p" "$log" | tail -1; }
    edges=$(grep -o 'cov: [0-9]*' "$log" | tail -1 | tr -dc 0-9 || true)
    corpus=$(grep -o 'corp: [0-9]*' "$log" | tail -1 | tr -dc 0-9 || true)
    found=$(find "artifacts/$target" -type f | wc -l)
    printf '%-12s %9s %12s %8s %8s %10s %8ss\n' "$target" "$seconds" \
        "$(stat number_of_executed_units)" "$edges" "$corpus" "$found" "$(stat slowest_unit_time_sec)"
    ((status == 0)) || echo "  ended with status $status: see fuzz/$log and fuzz/artifacts/$target" >&2
done
