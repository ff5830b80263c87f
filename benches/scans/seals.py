"""Seals of all kinds over a page: round, oval, square and oblong ones, stars and characters without a frame, in colours and without.

A page scanned in grey or in one bit has seals that no colour tells from its print: their rings and frames look like table lines.
"""

import numpy as np
from PIL import Image, ImageDraw

from damage import array, picture
from draw import font

INKS = ["red", "blue", "purple", "grey", "dark"]
SHAPES = ["round", "oval", "square", "oblong", "star"]
# Where on the page the middle of a seal lies.
PLACES = ["target", "actual", "weight", "score", "name", "labels", "heads", "left edge", "right edge", "foot"]


def ink(rng, kind):
    near = lambda *levels: tuple(max(0, min(255, level + rng.randint(-15, 15))) for level in levels)
    if kind == "red":
        return near(205, 40, 45)
    if kind == "blue":
        return near(40, 60, 190)
    if kind == "purple":
        return near(130, 45, 165)
    level = rng.randint(95, 165) if kind == "grey" else rng.randint(15, 70)
    return (level, level, level)


def turned(size, text, face, colour, degrees, off):
    """One character on the ring of a seal."""
    layer = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(layer).text((size[0] / 2, off), text, font=face, fill=colour, anchor="ma")
    return layer.rotate(degrees, resample=Image.BICUBIC)


def seal(rng, shape, colour, dpi):
    """A seal on nothing."""
    mm = dpi / 25.4
    colour = colour + (rng.randint(150, 255),)
    if shape in ("round", "star", "oval"):
        across = rng.uniform(30, 45) * mm
        side = round(across)
        layer = Image.new("RGBA", (side, side), (0, 0, 0, 0))
        draw = ImageDraw.Draw(layer)
        pen = max(1, round(rng.uniform(0.5, 1.3) * mm))
        if shape != "star":
            draw.ellipse([pen, pen, side - pen, side - pen], outline=colour, width=pen)
            if rng.random() < 0.3:
                draw.ellipse([3 * pen, 3 * pen, side - 3 * pen, side - 3 * pen], outline=colour, width=max(1, pen // 2))
        face = font("serif", side // 8)
        name = rng.choice(["青溪市水务局", "松溪市民政局绩效专用章", "云岚区财政评审中心"])
        step = rng.uniform(20, 30)
        for n, char in enumerate(name):
            layer = Image.alpha_composite(layer, turned((side, side), char, face, colour, (len(name) - 1) * step / 2 - n * step, side * 0.12))
        draw = ImageDraw.Draw(layer)
        if shape != "oval":
            draw.text((side / 2, side / 2), "★", font=font("hei", side // 3), fill=colour, anchor="mm")
        draw.text((side / 2, side * 0.74), rng.choice(["合同专用章", "（3）", "3301040012345", "财务专用章"]), font=font("sans", side // 11), fill=colour, anchor="mm")
        if shape == "oval":
            layer = layer.resize((side, round(side * rng.uniform(0.62, 0.8))), Image.BICUBIC)
    else:
        wide, high = (round(rng.uniform(18, 26) * mm),) * 2 if shape == "square" else (round(rng.uniform(35, 50) * mm), round(rng.uniform(14, 22) * mm))
        layer = Image.new("RGBA", (wide, high), (0, 0, 0, 0))
        draw = ImageDraw.Draw(layer)
        pen = max(1, round(rng.uniform(0.4, 1.1) * mm))
        draw.rectangle([0, 0, wide - 1, high - 1], outline=colour, width=pen)
        if rng.random() < 0.4:
            draw.rectangle([2 * pen, 2 * pen, wide - 1 - 2 * pen, high - 1 - 2 * pen], outline=colour, width=max(1, pen // 2))
        if shape == "square":
            for n, char in enumerate("林初夏印"):
                at = (wide * (0.74 if n < 2 else 0.26), high * (0.28 if n % 2 == 0 else 0.72))
                draw.text(at, char, font=font("serif", round(high * 0.36)), fill=colour, anchor="mm")
        else:
            draw.text((wide / 2, high / 2), rng.choice(["已审核", "同意上报", "2025年3月12日", "核对无误"]), font=font("sans", round(high * 0.36)), fill=colour, anchor="mm")
    lean = rng.uniform(-25, 25) if shape in ("round", "star", "oval") else rng.choice([0.0, rng.uniform(-6, 6)])
    return layer.rotate(lean, resample=Image.BICUBIC, expand=True)


def middle(rng, place, cells):
    """A point of the place that is named."""
    columns = {"labels": (0, 1), "name": (2,), "target": (3,), "actual": (4,), "weight": (5,), "score": (6,)}
    body = [box for (row, _), box in cells.items() if row]
    left, right = min(b[0] for b in body), max(b[2] for b in body)
    if place == "heads":
        box = rng.choice([box for (row, _), box in cells.items() if not row])
    elif place in columns:
        box = rng.choice([box for (row, column), box in cells.items() if row and column in columns[place]])
    else:
        box = rng.choice(body)
    x, y = rng.uniform(box[0], box[2]), rng.uniform(box[1], box[3])
    if place == "left edge":
        x = left
    elif place == "right edge":
        x = right
    elif place == "foot":
        y = max(b[3] for b in body)
    return x, y


def over(page, rng, cells, dpi, kind, shape, place):
    """A page with a seal; ink on ink multiplies."""
    page = page.convert("RGB")
    mark = seal(rng, shape, ink(rng, kind), dpi)
    x, y = middle(rng, place, cells)
    return laid(page, mark, (round(x - mark.width / 2), round(y - mark.height / 2)))


def framed(page, rng, cells, dpi, kind):
    """A page with a square seal of any size, pen and lean; half of them lie straight on the lines of the table, which are then hardest to tell from it."""
    page = page.convert("RGB")
    mm = dpi / 25.4
    body = [box for (row, _), box in cells.items() if row]
    wide = rng.uniform(9, 34) * mm
    high = wide * rng.choice([1, 1, 1, rng.uniform(0.5, 1.8)])
    x, y = middle(rng, rng.choice(PLACES), cells)
    left, top = x - wide / 2, y - high / 2
    straight = rng.random() < 0.5
    if straight:
        near = lambda value, places: min(places, key=lambda place: abs(place - value)) + rng.choice([0, rng.uniform(-1.5, 1.5) * mm])
        tops = sorted({box[1] for box in body} | {box[3] for box in body})
        sides = sorted({box[0] for box in body} | {box[2] for box in body})
        sides_too = rng.random() < 0.4
        top, bottom = near(top, tops), near(top + high, tops)
        if bottom - top > 6 * mm:
            high = bottom - top
        if sides_too:
            left, right = near(left, sides), near(left + wide, sides)
            if right - left > 6 * mm:
                wide = right - left
    colour = ink(rng, kind) + (rng.randint(140, 255),)
    size = (max(8, round(wide)), max(8, round(high)))
    layer = Image.new("RGBA", size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    pen = max(1, round(rng.uniform(0.15, 1.5) * mm))
    draw.rectangle([0, 0, size[0] - 1, size[1] - 1], outline=colour, width=pen)
    gap = pen + round(rng.uniform(0.4, 2) * mm)
    if rng.random() < 0.4 and min(size) > 4 * gap:
        draw.rectangle([gap, gap, size[0] - 1 - gap, size[1] - 1 - gap], outline=colour, width=max(1, round(pen * rng.choice([0.5, 1]))))
    face = font("serif", max(6, round(min(size) * rng.uniform(0.25, 0.4))))
    for n, char in enumerate(rng.choice(["林初夏印", "周砚秋印", "青溪", "审"])):
        at = (size[0] * (0.74 if n < 2 else 0.26), size[1] * (0.28 if n % 2 == 0 else 0.72))
        draw.text(at, char, font=face, fill=colour, anchor="mm")
    if not straight:
        layer = layer.rotate(rng.choice([0.0, rng.uniform(-1.5, 1.5), rng.uniform(-9, 9)]), resample=Image.BICUBIC, expand=True)
    return laid(page, layer, (round(left), round(top)))


def laid(page, layer, at):
    """A layer over a page; ink on ink multiplies."""
    whole = Image.new("RGBA", page.size, (0, 0, 0, 0))
    whole.paste(layer, at)
    above = np.asarray(whole, dtype=np.float32)
    alpha = above[:, :, 3:] / 255
    values = array(page)
    return picture(values * (1 - alpha) + values * above[:, :, :3] / 255 * alpha)
