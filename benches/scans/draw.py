"""A report on an A4 page: title, form head, table with drawn lines and spanning cells."""

from PIL import Image, ImageDraw, ImageFont

FONTS = {
    "serif": ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    "sans": ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    "ming": ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
    "hei": ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
}
HEADS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
WIDTHS = [0.12, 0.14, 0.24, 0.17, 0.17, 0.08, 0.08]


def font(name, size):
    path, index = FONTS[name]
    return ImageFont.truetype(path, size, index=index)


def wrapped(draw, text, face, width):
    lines, line = [], ""
    for char in text:
        if line and draw.textlength(line + char, font=face) > width:
            lines.append(line)
            line = char
        else:
            line += char
    return lines + [line]


def form_rows(draw, report, face, place, measures):
    """The rows of a form, each with borders of its own: its place is left, right and top. Where they end."""
    (left, right, y), (pen, high) = place, measures
    rows = [
        [(0.15, "项目名称"), (0.35, report["project"]), (0.2, "主管部门"), (0.3, report["office"])],
        [(0.15, "联系人"), (0.2, "林初夏"), (0.15, "联系电话"), (0.2, "0570-55501"), (0.12, "属性"), (0.18, "经常性")],
        [(0.3, "年度总体目标"), (0.7, "按计划完成全部任务")],
    ]
    for row in rows:
        x = left
        for share, text in row:
            end = x + (right - left) * share
            draw.rectangle([round(x), y, round(end), y + high], outline=0, width=pen)
            draw.text(((x + end) / 2, y + high / 2), text, font=face, fill=0, anchor="mm")
            x = end
        y += high
    return y


def page(report, face="serif", dpi=300, points=10.5, line=1.0, form=False):
    """The page as a grey picture, and the box of each value cell in pixels. With a form, rows stand over the table whose cells are split otherwise."""
    unit = dpi / 72
    width, height = round(595 * unit), round(842 * unit)
    picture = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(picture)
    size = round(points * unit)
    small, title = font(face, size), font(face, round(16 * unit))
    left, right, y = round(50 * unit), width - round(50 * unit), round(60 * unit)
    draw.text(((left + right) / 2, y), report["title"], font=title, fill=0, anchor="ma")
    y += round(34 * unit)
    draw.text((left, y), f"主管部门：{report['office']}", font=small, fill=0)
    draw.text((right, y), f"填报日期：{report['year'] + 1}年3月18日", font=small, fill=0, anchor="ra")
    y += round(24 * unit)
    edges = [left]
    for share in WIDTHS:
        edges.append(edges[-1] + (right - left) * share)
    edges = [round(edge) for edge in edges]
    pen, pad, pitch = max(1, round(line * unit)), round(3 * unit), round(points * 1.35 * unit)
    if form:
        y = form_rows(draw, report, small, (left, right, y), (pen, pitch + 2 * pad))
    cells, tops = {}, [y]
    rows = [HEADS] + [[r["level1"], r["level2"], r["name"], r["target"], r["actual"], r["weight"], r["score"]] for r in report["rows"]]
    spans = [[0] * 2 for _ in rows]
    for column in (0, 1):
        start = 1
        for row in range(1, len(rows) + 1):
            last = row == len(rows) or rows[row][:column + 1] != rows[start][:column + 1]
            if last:
                spans[start][column] = row - start
                start = row
    heights = []
    for number, row in enumerate(rows):
        lines = max(len(wrapped(draw, text, small, edges[c + 1] - edges[c] - 2 * pad)) for c, text in enumerate(row) if c > 1 or number == 0)
        heights.append(lines * pitch + 2 * pad)
    # A label must find room in the rows that it spans.
    for number in range(1, len(rows)):
        for column in (0, 1):
            span = spans[number][column]
            if span:
                need = len(wrapped(draw, rows[number][column], small, edges[column + 1] - edges[column] - 2 * pad)) * pitch + 2 * pad
                short = need - sum(heights[number:number + span])
                for extra in range(span):
                    heights[number + extra] += max(0, -(-short // span))
    for h in heights:
        tops.append(tops[-1] + h)

    def put(text, column, top, bottom):
        lines = wrapped(draw, text, small, edges[column + 1] - edges[column] - 2 * pad)
        start = (top + bottom - len(lines) * pitch) / 2
        for n, part in enumerate(lines):
            draw.text(((edges[column] + edges[column + 1]) / 2, start + n * pitch + pitch / 2), part, font=small, fill=0, anchor="mm")

    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if number and column < 2:
                span = spans[number][column]
                if not span:
                    continue
                bottom = tops[number + span]
            else:
                bottom = tops[number + 1]
            put(text, column, tops[number], bottom)
            draw.rectangle([edges[column], tops[number], edges[column + 1], bottom], outline=0, width=pen)
            cells[(number, column)] = [edges[column], tops[number], edges[column + 1], bottom]
    y = tops[-1] + round(16 * unit)
    draw.text((left, y), "填报人：林初夏", font=small, fill=0)
    return picture, cells
