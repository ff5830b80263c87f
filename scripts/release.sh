#!/usr/bin/env bash
# Makes what is published: an archive for each target whose tool chain is on this machine, the
# Python wheel, the container image, SHA256SUMS. What is left out is named with the reason.
#
#   scripts/release.sh [--dry-run] [--out DIR] [--target TRIPLE]... [--only PART]... [--built PROGRAM]
#
#   --dry-run   says what would be done and what not, and does nothing
#   --out DIR   where to (dist)
#   --target T  this target; may repeat (all below)
#   --only P    archives, wheel or image; may repeat (all three)
#   --built P   the program of this machine's target is P; nothing is compiled for it
#
# The archives are the same, byte for byte, each time that they are made from the same programs:
# names are sorted, times are SOURCE_DATE_EPOCH or that of the last commit.
set -eu

cd "$(dirname "$0")/.."

TARGETS="
x86_64-unknown-linux-gnu
aarch64-unknown-linux-gnu
x86_64-unknown-linux-musl
aarch64-unknown-linux-musl
x86_64-apple-darwin
aarch64-apple-darwin
x86_64-pc-windows-msvc
"

dry='' out=dist targets='' parts='' built='' made_here=''
value() { # of option $1, of which $2 are left
  if [ "$2" -lt 2 ]; then
    echo "$1: expected a value" >&2
    exit 2
  fi
}
while [ $# -gt 0 ]; do
  case $1 in
    --dry-run) dry=yes ;;
    --out) value "$1" $# && out=$2 && shift ;;
    --target) value "$1" $# && targets="$targets $2" && shift ;;
    --built) value "$1" $# && built=$2 && shift ;;
    --only)
      value "$1" $#
      case $2 in
        archives | wheel | image) parts="$parts $2" ;;
        *) echo "--only: expected archives, wheel or image, found $2" >&2 && exit 2 ;;
      esac
      shift
      ;;
    -h | --help) sed -n '2,/^set -eu/s/^# \{0,1\}//p' "scripts/$(basename "$0")" && exit 0 ;;
    *) echo "expected an option of scripts/release.sh --help, found $1" >&2 && exit 2 ;;
  esac
  shift
done
targets=${targets:-$TARGETS}
parts=${parts:-archives wheel image}

has() { command -v "$1" >/dev/null 2>&1; }
wanted() { case " $parts " in *" $1 "*) ;; *) return 1 ;; esac }
say() { printf '%s\n' "$*"; }
left_out() { say "left out   $1: $2"; }
# Runs a command, or tells it.
run() {
  if [ -n "$dry" ]; then say "would run  $*"; else "$@"; fi
}

for tool in cargo rustc git; do
  if ! has "$tool"; then
    echo "expected $tool on the PATH, but found none" >&2
    exit 1
  fi
done
python=''
for name in python3 python; do
  if [ -z "$python" ] && has "$name" && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
    python=$name
  fi
done
if [ -z "$python" ]; then
  echo "expected Python 3.10 or later, which packs the archives, but found none" >&2
  exit 1
fi

host=$(rustc -vV | sed -n 's/^host: //p')
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct)}"
export SOURCE_DATE_EPOCH
target_dir=${CARGO_TARGET_DIR:-target}

# A path as the compiler names it: in Windows not as the shell does.
native() { if has cygpath; then cygpath -m "$1"; else printf '%s' "$1"; fi; }
# Options of the compiler are parted by this, so that paths may have blanks.
unit=$(printf '\037')
compiler_options() { # for target $1
  local word
  for word in ${RUSTFLAGS:-}; do printf '%s%s' "$word" "$unit"; done
  # Windows has the C library of Microsoft's compilers only where it was installed.
  case $1 in *-windows-msvc) printf '%s%s%s%s' -C "$unit" target-feature=+crt-static "$unit" ;; esac
  # No folder of this machine stands in what is published. Debug information, which would hold most
  # of them, is stripped by the profile `dist`.
  printf '%s' "--remap-path-prefix=$(native "$PWD")=jiaokan$unit"
  printf '%s' "--remap-path-prefix=$(native "${CARGO_HOME:-$HOME/.cargo}")=cargo"
}

if has rustup; then
  installed=$(rustup target list --installed)
else
  installed=$host
fi
# What shells call a target in the names of variables.
snake() { printf '%s' "$1" | tr '-' '_'; }
upper() { snake "$1" | tr '[:lower:]' '[:upper:]'; }
set_for() { eval "[ -n \"\${$1:-}\" ]"; }

# Why a target cannot be built here; nothing if it can.
obstacle() {
  local compiler
  if ! printf '%s\n' "$installed" | grep -qx "$1"; then
    say "its standard library is not installed (rustup target add $1)"
    return
  fi
  case $1 in
    "$host")
      case $1 in
        *-msvc) ;;
        *) has cc || say "there is no C compiler (cc), which links and compiles the allocator" ;;
      esac
      ;;
    *-apple-darwin)
      case $host in
        *-apple-darwin) ;;
        *) say "it is linked with Apple's tools, which are on macOS alone" ;;
      esac
      ;;
    *-windows-msvc)
      case $host in
        *-windows-msvc) ;;
        *) say "it is linked with Microsoft's tools, which are on Windows alone" ;;
      esac
      ;;
    *)
      # Another processor or C library: a compiler that makes code for it.
      compiler=$(cross_compiler "$1")
      if ! set_for "CC_$(snake "$1")" && ! has "$compiler"; then
        say "there is no C compiler for it ($compiler, or CC_$(snake "$1"))"
      elif needs_linker "$1" && ! set_for "CARGO_TARGET_$(upper "$1")_LINKER" && ! has "$compiler"; then
        say "there is no linker for it ($compiler, or CARGO_TARGET_$(upper "$1")_LINKER)"
      fi
      ;;
  esac
}
cross_compiler() {
  case $1 in
    "${host%%-*}"-*-musl) say musl-gcc ;;
    aarch64-*-linux-gnu) say aarch64-linux-gnu-gcc ;;
    aarch64-*-linux-musl) say aarch64-linux-musl-gcc ;;
    x86_64-*-linux-gnu) say x86_64-linux-gnu-gcc ;;
    x86_64-*-linux-musl) say x86_64-linux-musl-gcc ;;
    x86_64-pc-windows-gnu) say x86_64-w64-mingw32-gcc ;;
    *) say "$1-gcc" ;;
  esac
}
# Rust brings what links musl, for the processor of this machine.
needs_linker() { case $1 in "${host%%-*}"-*-musl) return 1 ;; esac }

program_of() {
  local name
  case $1 in
    *-windows-*) name=jiaokan.exe ;;
    *) name=jiaokan ;;
  esac
  if [ -n "$built" ] && [ "$1" = "$host" ]; then say "$built"; else say "$target_dir/$1/dist/$name"; fi
}

build() {
  local compiler
  if [ -n "$built" ] && [ "$1" = "$host" ]; then return; fi
  compiler=$(cross_compiler "$1")
  if [ "$1" != "$host" ] && has "$compiler"; then
    # What the user has set counts.
    set_for "CC_$(snake "$1")" || export "CC_$(snake "$1")=$compiler"
    if needs_linker "$1" && ! set_for "CARGO_TARGET_$(upper "$1")_LINKER"; then
      export "CARGO_TARGET_$(upper "$1")_LINKER=$compiler"
    fi
  fi
  compile "$1"
}
compile() {
  CARGO_ENCODED_RUSTFLAGS=$(compiler_options "$1") \
    run cargo build --locked --profile dist --bin jiaokan --target "$1"
}

# Completions and manual pages, which any program of this version can write.
words() { # with program $1 into folder $2
  local shell file
  mkdir -p "$2/completions" "$2/man/man1" "$2/man/zh_CN/man1"
  for shell in bash elvish fish powershell zsh; do
    case $shell in
      powershell) file=_jiaokan.ps1 ;;
      zsh) file=_jiaokan ;;
      *) file=jiaokan.$shell ;;
    esac
    "$1" --lang en completions "$shell" >"$2/completions/$file"
  done
  "$1" --lang en --quiet man "$2/man/man1"
  "$1" --lang zh --quiet man "$2/man/zh_CN/man1"
}

archive() {
  local name file exe program work folder teller
  name=jiaokan-$version-$1
  case $1 in
    *-windows-*) file=$name.zip exe=jiaokan.exe ;;
    *) file=$name.tar.gz exe=jiaokan ;;
  esac
  build "$1"
  if [ -n "$dry" ]; then
    say "would make $out/$file"
    return
  fi
  program=$(program_of "$1")
  work=$(mktemp -d)
  folder=$work/$name
  mkdir -p "$folder/docs"
  cp "$program" "$folder/$exe"
  cp README.md README.zh-CN.md CHANGELOG.md SECURITY.md LICENSE-MIT LICENSE-APACHE "$folder"
  cp docs/*.md "$folder/docs"
  if [ "$1" = "$host" ]; then made_here=$(cd "$(dirname "$program")" && pwd)/$(basename "$program"); fi
  "$python" scripts/third_party.py "$1" >"$folder/THIRD-PARTY.txt"
  # A program for another system does not run here: then the one of this machine speaks for it.
  teller=$program
  "$teller" --version >/dev/null 2>&1 || teller=$(program_of "$host")
  if ! "$teller" --version >/dev/null 2>&1; then
    compile "$host"
  fi
  words "$teller" "$folder"
  case $1 in
    *-windows-*)
      # With the line ends of Windows, and a mark without which old editors take it for GBK.
      sed 's/$/\r/' scripts/windows/start.cmd >"$folder/双击打开.cmd"
      { printf '\357\273\277' && sed 's/$/\r/' scripts/windows/read-me-first.txt; } >"$folder/使用说明.txt"
      ;;
  esac
  "$python" scripts/pack.py "$folder" "$out/$file" --epoch "$SOURCE_DATE_EPOCH"
  rm -r "$work"
  say "made       $out/$file"
}

# Module and program in one, by python/backend.py.
wheel() {
  if [ -z "$dry" ]; then
    "$python" scripts/third_party.py "$host" Cargo.toml python/Cargo.toml >python/LICENSE-THIRD-PARTY.txt
  fi
  # The program of the archive, if it was made; else the wheel builds its own.
  if [ -n "$made_here" ]; then export JIAOKAN_PROGRAM="$made_here"; fi
  # Without the compatibility, maturin calls it one for this machine alone.
  JIAOKAN_PROFILE=dist CARGO_ENCODED_RUSTFLAGS=$(compiler_options "$host") \
    run "$python" -m pip wheel ./python --no-deps --no-build-isolation --wheel-dir "$out" \
    --config-settings "build-args=--compatibility pypi"
}

say "jiaokan $version, as of $SOURCE_DATE_EPOCH, into $out"
[ -n "$dry" ] || mkdir -p "$out"

if wanted archives; then
  for target in $targets; do
    why=$(obstacle "$target")
    if [ -n "$why" ]; then left_out "$target" "$why"; else archive "$target"; fi
  done
fi

if wanted wheel; then
  if [ ! -f python/pyproject.toml ]; then
    left_out "the wheel" "there is no python/pyproject.toml"
  elif ! "$python" -c 'import maturin, pip' 2>/dev/null || ! has maturin; then
    left_out "the wheel" "$python has no pip, or no maturin ($python -m pip install maturin)"
  else
    wheel
  fi
fi

if wanted image; then
  if ! has docker; then
    left_out "the image" "there is no docker"
  elif ! docker info >/dev/null 2>&1; then
    left_out "the image" "docker is here, but its engine does not answer (docker info)"
  else
    run docker build --target cli --tag "jiaokan:$version" .
    # The one place of wheels that .dockerignore lets through.
    if [ -n "$(find dist -name "jiaokan-$version-*manylinux*.whl" 2>/dev/null)" ]; then
      run docker build --target spark --tag "jiaokan:$version-spark" .
    else
      left_out "the image for Spark" "there is no manylinux wheel of $version in dist"
    fi
  fi
fi

if [ -n "$dry" ]; then
  say "would make $out/SHA256SUMS"
else
  "$python" scripts/pack.py --sums "$out"
  say "made       $out/SHA256SUMS"
fi
