"""Invented self-evaluation tables: rows with known values, set on a page.

All names and figures are made up by chance from the lists below; nothing is taken from any report.
"""

import random

OFFICES = ["青溪市水务局", "云岚区文化和旅游局", "松溪市民政局", "青屿市档案馆", "望川县农业农村局", "临澜市卫生健康委员会"]
PROJECTS = ["河道管护补助", "社区食堂运营补助", "乡村阅读点建设", "档案数字化", "高标准农田管护", "基层医疗设备购置"]

# level 1, level 2, names with the unit in which they are counted
LEVELS = [
    ("产出指标", "数量指标", [
        ("巡查河道次数", "次"), ("培训技术人员", "人次"), ("清淤疏浚长度", "公里"), ("发放宣传手册", "份"), ("新建阅读点", "个"),
        ("检修泵站", "座"), ("数字化档案", "卷"), ("采购医疗设备", "台"), ("改造农田面积", "亩"), ("开放食堂数量", "家"),
        ("服务老年人", "人次"), ("举办展览", "场"), ("补植行道树", "株"), ("抽检食品批次", "批次"), ("更新路灯", "盏"),
    ]),
    ("产出指标", "质量指标", [
        ("工程验收合格率", "%"), ("设备完好率", "%"), ("培训合格率", "%"), ("档案著录差错率", "%"), ("水质达标率", "%"),
    ]),
    ("产出指标", "时效指标", [("任务按期完成率", "%"), ("资金拨付及时率", "%")]),
    ("产出指标", "成本指标", [("单位管护成本", "万元/公里"), ("项目总成本", "万元"), ("人均培训成本", "元"), ("单册加工成本", "元")]),
    ("效益指标", "社会效益指标", [("受益群众人数", "人"), ("就业岗位增加", "个"), ("投诉处理率", "%")]),
    ("效益指标", "生态效益指标", [("水土流失治理面积", "平方公里"), ("污水减排量", "吨")]),
    ("满意度指标", "服务对象满意度指标", [("群众满意度", "%"), ("参训人员满意度", "%")]),
]


def number(rng, unit):
    """A figure as it might be printed with a unit: its digits, with or without separators."""
    if unit == "%":
        return rng.choice(["100", "%d" % rng.randint(80, 99), "%.1f" % rng.uniform(80, 99.9), "%.2f" % rng.uniform(80, 99.99), "%.2f" % rng.uniform(0.01, 2)])
    if "元" in unit:
        value = rng.choice([rng.uniform(0.05, 9), rng.uniform(10, 999), rng.uniform(1000, 98765)])
        return ("{:,.2f}" if rng.random() < 0.4 else "{:.2f}").format(value)
    value = rng.choice([rng.randint(1, 9), rng.randint(10, 99), rng.randint(100, 999), rng.randint(1000, 98765)])
    if unit in ("公里", "亩", "平方公里", "吨") and rng.random() < 0.5:
        return "%.1f" % (value / 10)
    return "{:,}".format(value) if value >= 1000 and rng.random() < 0.4 else str(value)


def value(rng, unit):
    """A printed value and what it says: comparator, number."""
    mark, comparator = rng.choices([("", None), ("≥", ">="), ("≤", "<="), ("=", "="), (">", ">"), ("<", "<")], [5, 5, 2, 0.6, 0.4, 0.3])[0]
    digits = number(rng, unit)
    shown = unit if rng.random() < 0.75 else ""
    if unit == "%":
        shown = "%"
    return mark + digits + shown, {"comparator": comparator, "number": digits.replace(",", "")}


def report(seed, rows):
    """A report: its head, and rows of cells with what each value says."""
    rng = random.Random(seed)
    office, project, year = rng.choice(OFFICES), rng.choice(PROJECTS), rng.randint(2021, 2025)
    chosen, names = [], set()
    pool = [(l1, l2, name, unit) for l1, l2, many in LEVELS for name, unit in many]
    for entry in sorted(rng.sample(range(len(pool)), rows)):
        chosen.append(pool[entry])
    table = []
    for l1, l2, name, unit in chosen:
        if name in names:
            continue
        names.add(name)
        target, target_says = value(rng, unit)
        actual, actual_says = value(rng, unit)
        if rng.random() < 0.8:
            # What was done is mostly a plain figure.
            digits = number(rng, unit)
            actual, actual_says = digits + ("%" if unit == "%" else rng.choice(["", unit])), {"comparator": None, "number": digits.replace(",", "")}
        weight = rng.choice([1, 2, 3, 4, 5, 6, 8, 10, 2.5, 7.5])
        score = weight if rng.random() < 0.5 else round(weight * rng.uniform(0.3, 1), rng.choice([0, 1, 2]))
        text = lambda v: ("%.2f" % v).rstrip("0").rstrip(".")
        table.append({
            "level1": l1, "level2": l2, "name": name, "unit": unit, "target": target, "actual": actual, "weight": text(weight), "score": text(score),
            "says": {"target": target_says, "actual": actual_says, "weight": {"number": text(weight)}, "score": {"number": text(score)}},
        })
    return {"office": office, "project": project, "year": year, "title": f"{year}年度{project}项目支出绩效自评表", "rows": table}
