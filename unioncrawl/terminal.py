"""What pages say, shown on a terminal: nothing in it moves the cursor, colours, renames the window or turns the writing round."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

_TELLING = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")  # the last cannot be printed


def harmless(text: str) -> str:
    """A text that may be printed: without controls, marks of direction and lone surrogates; lines and tabs stay."""
    return _TELLING.sub("", text)


class Terminal(Console):
    """Rich's console, whose own colours pass alone."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of whatever is printed; what goes has no width, so that tables stay even."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=harmless(segment.text))
