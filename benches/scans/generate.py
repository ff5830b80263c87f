#!/usr/bin/env python3
"""Invents self-evaluation tables, draws them, damages them as printing, paper and scanning do, and writes pictures with their truth.

    python generate.py OUT [--pages N] [--seed S] [--kinds skew,stamp,…]

OUT/KIND-NNN.jpg (or .png) is a page, OUT/KIND-NNN.json its truth. The same seed gives the same pages. `score.py` reads them with jiaokan.
"""

import argparse
import json
import pathlib
import random

from PIL import Image

import damage
import draw
import reports
import seals

ROWS = 20


def drawn(seed, dpi, form=False):
    rng = random.Random(seed * 7919 + 1)
    report = reports.report(seed, ROWS)
    face = rng.choice(["serif", "serif", "sans", "ming", "hei"])
    page, cells = draw.page(report, face, dpi, rng.choice([9, 10, 10.5, 11]), rng.choice([0.5, 0.75, 1.0]), form)
    return report, page, cells, rng


def usual(page, rng):
    """What every scanner does: a little blur, a little skew."""
    return damage.skew(page.convert("L").filter(damage.ImageFilter.GaussianBlur(0.5)), rng, 0.4)


def make(kind, seed):
    dpi = {"dpi300": 300, "dpi150": 150, "dpi100": 100}.get(kind, 200)
    report, page, cells, rng = drawn(seed, dpi, kind in FRAMES and seed % 2 == 1)
    quality = rng.randint(60, 80)
    if kind == "stamp":
        page = damage.stamp(page, rng, cells, dpi)
    if kind in SEALS:
        ink, shape = kind.split("-")
        for more in range(rng.choice([1, 1, 2])):
            page = seals.over(page, rng, cells, dpi, ink, shape, seals.PLACES[(seed + more * 3) % len(seals.PLACES)])
        page = damage.skew(page, rng, 0.4)
        if ink == "dark" and rng.random() < 0.5:
            page = damage.bilevel(page, rng)
        if ink == "grey":
            page = damage.grey(page, rng)
    elif kind in FRAMES:
        ink = kind.split("-")[1]
        for _ in range(rng.choice([1, 1, 2])):
            page = seals.framed(page, rng, cells, dpi, ink)
        if rng.random() < 0.2:
            page = seals.over(page, rng, cells, dpi, ink, "round", rng.choice(seals.PLACES))
        page = damage.skew(page, rng, 0.4)
        if ink in ("grey", "dark") or rng.random() < 0.3:
            page = damage.bilevel(page, rng) if ink == "dark" and rng.random() < 0.5 else damage.grey(page, rng)
    elif kind == "skew":
        page = damage.skew(page, rng)
    elif kind == "perspective":
        page = damage.perspective(page, rng)
    else:
        page = usual(page, rng) if kind != "stamp" else damage.skew(page, rng, 0.4)
    if kind == "blur":
        page = damage.blur(page, rng, dpi)
    elif kind == "noise":
        page = damage.noise(page, rng)
    elif kind == "light":
        page = damage.light(page, rng)
    elif kind == "fold":
        page = damage.fold(page, rng)
    elif kind == "bleed":
        page = damage.bleed(page, rng, drawn(seed + 100_000, dpi)[1])
    elif kind == "jpeg30":
        quality = 30
    elif kind == "grey":
        page = damage.grey(page, rng)
    elif kind == "bilevel":
        page = damage.bilevel(page, rng)
    elif kind == "all":
        page = damage.stamp(page, rng, cells, dpi)
        page = damage.light(damage.perspective(page, rng, 0.015), rng)
        page, quality = damage.noise(damage.blur(page, rng, 100), rng), 50
    return report, page, quality


KINDS = ["dpi300", "dpi200", "dpi150", "dpi100", "skew", "perspective", "blur", "noise", "light", "stamp", "fold", "bleed", "jpeg30", "grey", "bilevel", "all"]
# Left out unless they are asked for by `--kinds seals`: each seal at ten places.
SEALS = [f"{ink}-{shape}" for shape in seals.SHAPES for ink in seals.INKS]
# Square seals of all sizes and pens, on lines of the table as well; every second page has a form over its table, whose cells are split otherwise.
FRAMES = [f"framed-{ink}" for ink in seals.INKS]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("out", type=pathlib.Path)
    arguments.add_argument("--pages", type=int, default=8, help="of each kind")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--kinds", default=",".join(KINDS))
    given = arguments.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    kinds = {"seals": SEALS, "frames": FRAMES}.get(given.kinds) or given.kinds.split(",")
    for kind in kinds:
        for number in range(given.pages):
            report, page, quality = make(kind, given.seed * 1_000_000 + (KINDS + SEALS + FRAMES).index(kind) * 10_000 + number)
            name = f"{kind}-{number:03}"
            if page.mode == "1":
                page.save(given.out / f"{name}.png")
            else:
                (given.out / f"{name}.jpg").write_bytes(damage.jpeg(page, quality))
            truth = json.dumps({"kind": kind, **report}, ensure_ascii=False, indent=1)
            (given.out / f"{name}.json").write_text(truth + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
