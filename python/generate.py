"""Writes the classes of `jiaokan.model`, `jiaokan.comparison` and `jiaokan.collation` from the
JSON Schemas that `jiaokan schema` prints.

    python generate.py PROGRAM [FOLDER]

FOLDER is `jiaokan` beside this file without one. tests/test_types.py holds what is there against
what would be written.
"""

import json
import keyword
import subprocess
import sys
import textwrap
from pathlib import Path

MODULES = {
    # schema: its module, the class of its root
    "report": ("model", "Report"),
    "diff": ("comparison", "Diff"),
    "collation": ("collation", "Apparatus"),
}
HEAD = '''"""{title}

Written by generate.py from `jiaokan schema {of}`: not to be changed by hand.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal, TypeAlias

from jiaokan._object import Object
'''
TITLES = {
    "report": "The types of an extraction (提取结果), jiaokan.report/1.",
    "diff": "The types of a comparison (年度对比), jiaokan.diff/1.",
    "collation": "The types of an apparatus (校勘记), jiaokan.collation/1.",
}


def written(program):
    """The text of each module, by its name."""
    texts, known = {}, {}
    for of, (module, root) in MODULES.items():
        printed = subprocess.run([program, "schema", of], check=True, capture_output=True)
        schema = json.loads(printed.stdout)
        kinds = {name: kind for name, kind in schema.pop("$defs").items()}
        kinds[root] = schema
        shared = shared_with(kinds, known)
        text = HEAD.format(title=TITLES[of], of=of)
        if shared:
            names = "".join(f"    {name},\n" for name in sorted(shared))
            text += f"from jiaokan.model import (\n{names})\n"
        own = {name: kind for name, kind in kinds.items() if name not in shared}
        # Aliases stand before they are used: they are values, not only annotations.
        words = [alias(name, kind) for name, kind in own.items() if is_alias(kind)]
        things = [thing(name, kind, kinds) for name, kind in own.items() if not is_alias(kind)]
        texts[module] = "\n".join([text, *words]) + "\n\n" + "\n\n".join(things)
        texts[module] += "\n\n__all__ = [\n"
        texts[module] += "".join(f'    "{name}",\n' for name in sorted(kinds)) + "]\n"
        known = known or kinds
    return texts


def shared_with(kinds, known):
    """The names that mean the same in both, down to what they are made of."""
    shared = {name for name in kinds if known.get(name) == kinds[name]}
    while True:
        left = {name for name in shared if not references(kinds[name]) <= shared}
        if not left:
            return shared
        shared -= left


def references(kind):
    if isinstance(kind, dict):
        found = {named(kind["$ref"])} if "$ref" in kind else set()
        return found.union(*(references(part) for part in kind.values()))
    if isinstance(kind, list):
        return set().union(*(references(part) for part in kind))
    return set()


def named(reference):
    return reference.rsplit("/", 1)[1]


def is_alias(kind):
    return "properties" not in kind


def constants(kind):
    """The words of which a value is one."""
    if "const" in kind:
        return [kind["const"]]
    if "enum" in kind:
        return list(kind["enum"])
    if "oneOf" in kind:
        parts = [constants(part) for part in kind["oneOf"]]
        return [word for part in parts for word in part] if all(parts) else []
    return []


def alias(name, kind):
    if words := constants(kind):
        listed = "".join(f'    "{word}",\n' for word in words)
        text = f"{name}: TypeAlias = Literal[\n{listed}]\n"
    else:
        text = f"{name}: TypeAlias = {plain(kind)}\n"
    return text + docstring(kind, "")


def plain(kind):
    """The Python type of a JSON value that is no object of ours."""
    types = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
    return types.get(kind.get("type"), "Any")


def docstring(kind, indent):
    text = kind.get("description", "").strip().replace("\\", "\\\\").replace('"""', "'''")
    if not text:
        return ""
    lines = []
    for paragraph in text.split("\n\n"):
        paragraph = " ".join(paragraph.split("\n"))
        lines += ["", *textwrap.wrap(paragraph, 96 - len(indent), break_long_words=False)]
    lines = lines[1:]
    if len(lines) == 1:
        return f'{indent}"""{lines[0]}"""\n'
    body = "".join(f"{indent}{line}\n" if line else "\n" for line in lines)
    return f'{indent}"""{body[len(indent):]}{indent}"""\n'


def thing(name, kind, kinds):
    text = f"class {name}(Object):\n"
    text += docstring(kind, "    ")
    text += "\n    __slots__ = ()\n"
    required = kind.get("required", ())
    for key, value in kind["properties"].items():
        text += member(key, value, key in required, kinds)
    more = kind.get("additionalProperties")
    if isinstance(more, dict):
        own = ", ".join(f'"{key}"' for key in kind["properties"])
        given, type_, _ = read("value", more, kinds)
        text += f'''
    @property
    def others(self) -> dict[str, {type_}]:
        """Further members, by their keys."""
        own = {{{own}}}
        return {{key: {given} for key, value in self._data.items() if key not in own}}
'''
    return text


def member(key, kind, required, kinds):
    attribute = key + "_" if keyword.iskeyword(key) else key
    expression, type_, absent = read("value", kind, kinds)
    found = f'self._data["{key}"]' if required else f'self._data.get("{key}")'
    text = f"\n    @property\n    def {attribute}(self) -> {{type}}:\n" + docstring(kind, "        ")
    if required and absent is None:
        if expression == "value":
            text += f"        value: {type_} = {found}\n"
        elif " for " in expression:
            text += f"        value = {found}\n"
        else:
            expression = expression.replace("value", found)
        return text.format(type=type_) + f"        return {expression}\n"
    # What the JSON leaves out: a list is empty, a flag false, all else None.
    if absent is None:
        absent = {"bool": "False"}.get(type_, "[]" if type_.startswith("list[") else "None")
    if absent == "None" and "None" not in type_:
        type_ += " | None"
    text = text.format(type=type_)
    if expression == "value":
        text += f"        value: {type_.removesuffix(' | None')} | None = {found}\n"
        return text + ("        return value\n" if absent == "None" else f"        return value or {absent}\n")
    text += f"        value = {found}\n"
    return text + f"        return {absent} if value is None else {expression}\n"


def read(value, kind, kinds):
    """An expression for what the JSON holds, its type, and what stands for null."""
    if "anyOf" in kind:
        branches = [branch for branch in kind["anyOf"] if branch.get("type") != "null"]
        if len(branches) == 1:
            expression, type_, _ = read(value, branches[0], kinds)
            return expression, type_, "None"
        return value, "Any", "None"
    if "$ref" in kind:
        name = named(kind["$ref"])
        return (value if is_alias(kinds[name]) else f"{name}({value})"), name, None
    type_ = kind.get("type")
    if isinstance(type_, list):
        left = [part for part in type_ if part != "null"]
        expression, type_, _ = read(value, {**kind, "type": left[0]}, kinds)
        return expression, type_, "None"
    if type_ == "array":
        item, item_type, absent = read("item", kind.get("items", {}), kinds)
        if absent:
            item_type += " | None"
            item = f"None if item is None else {item}"
        if item == "item":
            return value, f"list[{item_type}]", None
        return f"[{item} for item in {value}]", f"list[{item_type}]", None
    if type_ == "object":
        more = kind.get("additionalProperties")
        inner, inner_type, _ = read("item", more, kinds) if isinstance(more, dict) else ("item", "Any", None)
        if inner == "item":
            return value, f"dict[str, {inner_type}]", None
        return f"{{key: {inner} for key, item in {value}.items()}}", f"dict[str, {inner_type}]", None
    if type_ == "string" and kind.get("format") == "decimal":
        return f"Decimal({value})", "Decimal", None
    if words := constants(kind):
        return value, "Literal[" + ", ".join(json.dumps(word) for word in words) + "]", None
    return value, plain(kind), None


def main():
    program = sys.argv[1]
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parent / "jiaokan"
    for module, text in written(program).items():
        (folder / f"{module}.py").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
