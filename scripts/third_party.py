#!/usr/bin/env python3
"""Writes the licences of all that is compiled into the program, which have to go with it.

    third_party.py TARGET [MANIFEST]... > THIRD-PARTY.txt

MANIFEST is the Cargo.toml of what is published; without one, that of the program.

Asks `cargo metadata` what is linked on TARGET and takes the texts from the sources of each
package; packages with the same text stand over it together. Fails where a package neither has a
text nor names its licence.
"""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

TEXTS = ("licen", "copying", "copyright", "notice", "unlicense")


def linked(metadata: dict) -> set[str]:
    """The packages that are linked into this one: not those that only build or test it."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    found, open_ = set(), [metadata["resolve"]["root"]]
    while open_:
        package = open_.pop()
        if package in found:
            continue
        found.add(package)
        for dependency in nodes[package]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                open_.append(dependency["pkg"])
    return found - {metadata["resolve"]["root"]}


def texts(package: dict) -> list[str]:
    folder = Path(package["manifest_path"]).parent
    named = package.get("license_file")
    paths = {path for path in folder.iterdir() if path.name.lower().startswith(TEXTS)}
    paths |= {path for path in folder.glob("LICENSES/*")}
    if named:
        paths.add(folder / named)
    files = sorted(path for path in paths if path.is_file() and path.suffix not in (".rs", ".html"))
    return [path.read_text("utf-8", "replace").replace("\r\n", "\n").strip() for path in files]


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    target, manifests = sys.argv[1], sys.argv[2:] or ["Cargo.toml"]
    packages = {}
    for manifest in manifests:
        command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target]
        command += ["--manifest-path", manifest]
        metadata = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        wanted = linked(metadata)
        packages |= {package["id"]: package for package in metadata["packages"] if package["id"] in wanted}
    # What has no source is a package of this project.
    packages = sorted(
        (package for package in packages.values() if package["source"]),
        key=lambda package: (package["name"], package["version"]),
    )
    together, without = defaultdict(list), []
    for package in packages:
        name = f"{package['name']} {package['version']} ({package['license'] or 'see its text'})"
        found = texts(package)
        if not found and not package["license"]:
            sys.exit(f"{name}: expected a licence, found neither a text nor its name")
        if not found:
            without.append(name)
        for text in found:
            together[text].append(name)
    print("jiaokan contains the following packages, under the licences below.\n")
    if without:
        print("Their sources hold no text; the licence is the one that they name:")
        print("\n".join(f"  {name}" for name in without))
    for text, names in sorted(together.items(), key=lambda entry: entry[1]):
        print("\n" + "=" * 80)
        print("\n".join(names))
        print("-" * 80)
        print(text)


if __name__ == "__main__":
    main()
