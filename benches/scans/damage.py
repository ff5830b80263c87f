"""What printers, paper, scanners and cameras do to a page, each as a function of a picture and a source of chance."""

import io

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from draw import font


def array(picture):
    return np.asarray(picture.convert("RGB"), dtype=np.float32)


def picture(values):
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def skew(page, rng, degrees=2.0):
    return page.convert("RGB").rotate(rng.uniform(-degrees, degrees), resample=Image.BICUBIC, expand=False, fillcolor=(255, 255, 255))


def perspective(page, rng, share=0.03):
    w, h = page.size
    jitter = lambda: rng.uniform(0, share)
    corners = [(jitter() * w, jitter() * h), (jitter() * w, h - jitter() * h), (w - jitter() * w, h - jitter() * h), (w - jitter() * w, jitter() * h)]
    flat = [(0, 0), (0, h), (w, h), (w, 0)]
    rows = []
    for (x, y), (u, v) in zip(corners, flat):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    a, b = np.array(rows), np.array([value for point in flat for value in point])
    return page.convert("RGB").transform((w, h), Image.PERSPECTIVE, np.linalg.solve(a, b), Image.BICUBIC, fillcolor=(225, 225, 222))


def blur(page, rng, dpi):
    return page.filter(ImageFilter.GaussianBlur(rng.uniform(0.8, 1.5) * dpi / 200))


def noise(page, rng):
    values = array(page)
    chance = np.random.default_rng(rng.randrange(1 << 30))
    values += chance.normal(0, rng.uniform(10, 22), values.shape[:2])[:, :, None]
    # Specks of toner and dust.
    for _ in range(rng.randint(100, 300)):
        y, x = chance.integers(0, values.shape[0] - 3), chance.integers(0, values.shape[1] - 3)
        values[y:y + chance.integers(1, 3), x:x + chance.integers(1, 3)] = chance.choice([40, 245])
    return picture(values)


def light(page, rng):
    values = array(page)
    h, w = values.shape[:2]
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    cx, cy = rng.uniform(0, w), rng.uniform(0, h)
    far = np.hypot((x - cx) / w, (y - cy) / h)
    return picture(values * (1 - rng.uniform(0.3, 0.5) * np.clip(far, 0, 1))[:, :, None])


def stamp(page, rng, cells, dpi):
    """One or two red seals, at least one of them over value cells."""
    page = page.convert("RGB")
    values = [box for (row, column), box in cells.items() if row and column in (3, 4, 5, 6)]
    for _ in range(rng.randint(1, 2)):
        box = rng.choice(values)
        size = round(rng.uniform(95, 120) / 72 * dpi)
        seal = Image.new("RGBA", (size, size), (0, 0, 0, 0))
        draw = ImageDraw.Draw(seal)
        red = (rng.randint(185, 225), rng.randint(20, 60), rng.randint(30, 60), rng.randint(130, 200))
        pen = max(2, size // 30)
        draw.ellipse([pen, pen, size - pen, size - pen], outline=red, width=pen)
        face = font("serif", size // 8)
        for n, char in enumerate("青溪市绩效自评专用章"):
            turned = Image.new("RGBA", (size, size), (0, 0, 0, 0))
            ImageDraw.Draw(turned).text((size / 2, size * 0.1), char, font=face, fill=red, anchor="ma")
            seal = Image.alpha_composite(seal, turned.rotate(110 - n * 24.5, resample=Image.BICUBIC))
        draw = ImageDraw.Draw(seal)
        draw.text((size / 2, size / 2), "★", font=ImageFont.truetype("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", size // 3), fill=red, anchor="mm")
        seal = seal.rotate(rng.uniform(-30, 30), resample=Image.BICUBIC)
        at = (round((box[0] + box[2] - size) / 2 + rng.uniform(-0.3, 0.3) * size), round((box[1] + box[3] - size) / 2 + rng.uniform(-0.3, 0.3) * size))
        # Ink on ink multiplies.
        values_of = array(page)
        layer = Image.new("RGBA", page.size, (0, 0, 0, 0))
        layer.paste(seal, at)
        over = np.asarray(layer, dtype=np.float32)
        alpha = over[:, :, 3:] / 255
        page = picture(values_of * (1 - alpha) + values_of * over[:, :, :3] / 255 * alpha)
    return page


def fold(page, rng):
    """Creases across and down the page: a dark line, a light one beside it, a shade."""
    values = array(page)
    h, w = values.shape[:2]
    for axis, length in ((0, h), (1, w)):
        place = int(length * rng.uniform(0.3, 0.7))
        reach = np.arange(length) - place
        shade = 1 - 0.18 * np.exp(-(reach / (length * 0.01)) ** 2) + 0.12 * np.exp(-((reach - length * 0.004) / (length * 0.002)) ** 2)
        values *= shade[:, None, None] if axis == 0 else shade[None, :, None]
    return picture(values)


def bleed(page, rng, other):
    """The print of the other side, mirrored and faint."""
    behind = array(other.convert("L").filter(ImageFilter.GaussianBlur(2)).transpose(Image.FLIP_LEFT_RIGHT).resize(page.size))
    return picture(array(page) - (255 - behind) * rng.uniform(0.1, 0.2))


def grey(page, _rng):
    return page.convert("L")


def bilevel(page, rng):
    threshold = rng.randint(120, 180)
    return page.convert("L").point(lambda v: 255 if v > threshold else 0).convert("1")


def jpeg(page, quality):
    out = io.BytesIO()
    page.convert("L" if page.mode in ("L", "1") else "RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()
