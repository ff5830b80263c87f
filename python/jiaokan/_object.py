"""What the classes of `jiaokan.model` have in common."""

from __future__ import annotations

from typing import Any


class Object:
    """An object of the JSON, with its members as attributes.

    Members that the JSON leaves out are ``None``, ``False`` or empty, as their type says. Exact
    decimals are :class:`decimal.Decimal`; :meth:`to_dict` gives everything as the JSON has it.
    """

    __slots__ = ("_data",)

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data

    def to_dict(self) -> dict[str, Any]:
        """The JSON object itself, not a copy."""
        return self._data

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._data == other._data

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        members = ", ".join(f"{key}={_short(value)}" for key, value in self._data.items())
        return f"{type(self).__name__}({members})"


def _short(value: object) -> str:
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return f"[{len(value)}]"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"

