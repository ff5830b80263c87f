"""``python -m jiaokan`` is the command ``jiaokan``."""

from jiaokan._program import main

main()
