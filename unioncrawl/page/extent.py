"""How far an article's text reaches: what goes on with it beside its element, behind 展开全文, after an advertisement."""

from __future__ import annotations

from itertools import groupby

from unioncrawl.items import Block
from unioncrawl.lines.folding import fold
from unioncrawl.lines.furniture import is_comment_heading, is_related_heading
from unioncrawl.page.boxes import PART, Boxes, stands_in
from unioncrawl.page.region import Path, Region, depth_shared
from unioncrawl.page.signs import is_links, is_signature

LONE_PART = 100  # characters that a part must have if it is but one line: an invitation of the template is shorter
GAP_LINES, GAP_CHARS = 8, 150  # the most that may stand between two parts of a text
LONGEST_HEADING = 24  # characters
SIGNED = 3  # lines at a text's end: an editor named there closes it


class Extent:
    """Where a text stands with its parts: an element beside it is one with PART of its running text, or if it looks like its twin."""

    def __init__(self, blocks: list[Block], region: Region, boxes: Boxes) -> None:
        self.blocks, self.outline, self.region, self.boxes = blocks, boxes.outline, region, boxes
        self.element = region.element  # the elements around all parts
        self.first, self.last = region.first, region.last
        if not (region.is_marked or region.is_little):
            self._widen(range(self.last + 1, len(blocks)))
            head = max((place for place in (region.title, region.dateline) if place is not None), default=-1)
            self._widen(range(self.first - 1, head, -1))

    def _widen(self, positions: range) -> None:
        """Take in the parts of the text that stand below or above its element."""
        if not self._may_widen(positions):
            return
        gap_lines = gap_chars = 0
        for path, run in groupby(positions, key=self._neighbour):
            segment = list(run)
            if segment[0] > self.last and (self._is_signed() or self._heads_others(segment)):
                break
            if self._is_part(path, segment):
                self.first, self.last = min(self.first, *segment), max(self.last, *segment)
                self.element = self.element[: depth_shared(self.element, path)]
                gap_lines = gap_chars = 0
            else:
                gap_lines += len(segment)
                gap_chars += sum(len(self.blocks[position].text) for position in segment)
                if gap_lines > GAP_LINES or gap_chars > GAP_CHARS:
                    break

    def _may_widen(self, positions: range) -> bool:
        """Whether the next running text stands near, or in an element that begins near."""
        mass = self.region.mass
        away = next((away for away, position in enumerate(positions) if mass[position]), None)
        if away is None or away <= GAP_LINES:
            return away is not None
        return self._neighbour(positions[GAP_LINES]) == self._neighbour(positions[away])

    def _neighbour(self, position: int) -> Path:
        """The outermost element around a line that is not around the text; where there is none, the innermost around both."""
        path = self.blocks[position].path
        return path[: depth_shared(path, self.region.element) + 1]

    def _is_part(self, path: Path, segment: list[int]) -> bool:
        """Whether the lines of a neighbouring element go on with the text: running text, much of it or in a twin of the text's."""
        prose = [self.blocks[position] for position in segment if self.region.mass[position]]
        if len(prose) * 2 < len(segment):
            return False
        blocks = [self.blocks[position] for position in segment]
        chars = sum(len(block.text) for block in prose)
        if chars * 2 < sum(len(block.text) for block in blocks):
            return False
        if sum(block.link_chars for block in prose) * 8 > chars or sum(map(is_links, blocks)) * 4 > len(blocks):
            return False
        if self.boxes.around(blocks[0].path):
            return False
        if stands_in(self.region.element, path):  # directly in an element around the text: other such lines speak for it
            return self.boxes.direct_prose.get(path, 0) >= max(PART * self.boxes.text, LONE_PART)
        return self._is_twin(path) or (chars >= PART * self.boxes.text and (len(prose) > 1 or chars >= LONE_PART))

    def _is_twin(self, path: Path) -> bool:
        """Whether the element beside the text is one more of the text's own: of the same name, or next to it."""
        depth, text = len(path) - 1, self.region.element
        if depth >= len(text) or self.outline[path[depth]] != self.outline[text[depth]]:
            return False
        return is_named(self.outline[path[depth]]) or depth >= len(text) - 2

    def _heads_others(self, segment: list[int]) -> bool:
        """Whether the first of these lines heads comments or other articles."""
        text = self.blocks[segment[0]].text
        if len(text) > LONGEST_HEADING:
            return False
        line = fold(text)
        return is_comment_heading(line) or is_related_heading(line)

    def _is_signed(self) -> bool:
        """Whether the text's last lines name its editor."""
        return any(map(is_signature, self.blocks[max(self.first, self.last - SIGNED + 1) : self.last + 1]))


def is_named(label: str) -> bool:
    """Whether an element has a name beside its tag."""
    return "#" in label or "." in label
