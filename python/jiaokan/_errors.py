"""What can go wrong, as an exception."""

from __future__ import annotations


class Error(Exception):
    """A document that could not be read, or an argument that cannot be used.

    ``code`` is stable and the same in every language (docs/errors.md lists them); the text says
    what was expected and found, where, and what to do.
    """

    code: str
    """Such as ``E_EMPTY``."""
    message: str
    """The whole sentence, in English."""
    message_zh: str
    """The same in Chinese."""
    name: str
    """The document or argument that is to blame, where there is one."""
    page: int | None
    """The page that is to blame, from 1, where there is one."""

    def __init__(
        self,
        code: str,
        message: str,
        message_zh: str | None = None,
        name: str = "",
        page: int | None = None,
    ) -> None:
        super().__init__(code, message, message_zh or message, name, page)
        self.code = code
        self.message = message
        self.message_zh = message_zh or message
        self.name = name
        self.page = page

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

    @property
    def what(self) -> str:
        """What was expected, and what was found."""
        return self._parts()[0]

    @property
    def where(self) -> str:
        """The document, with the page where one is to blame."""
        return self.name if self.page is None else f"{self.name}, page {self.page}"

    @property
    def advice(self) -> str:
        """What to do."""
        return self._parts()[1]

    def _parts(self) -> tuple[str, str]:
        # Every message ends in its advice, after a semicolon; a name may hold one too.
        start = self.message.find(self.name) + len(self.name) if self.name else 0
        at = self.message.find("; ", max(start, 0))
        return (self.message, "") if at < 0 else (self.message[:at], self.message[at + 2 :])
