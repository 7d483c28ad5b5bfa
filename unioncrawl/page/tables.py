"""Tables of data, told from tables that lay a page out: their rows become lines."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from unioncrawl.items import Block

MAX_CELL = 60  # characters of a cell; what is longer is running text


@dataclass(slots=True)
class Table:
    """A table that is open in the walk."""

    first: int  # number of the first line inside
    rows: list[list[int]] = field(default_factory=list)  # of each row, the number of each cell's line
    cell: int = 0  # number of the first line of the open cell
    data: bool = True  # so far no cell holds several lines, a picture or another table

    def begin(self, tag: str, line: int) -> None:
        """A row ("tr") or a cell begins before this line."""
        if tag == "tr":
            self.rows.append([])
        self.cell = line

    def end_cell(self, line: int) -> None:
        """A cell ends before this line."""
        if line - self.cell > 1:
            self.data = False
        elif line - self.cell == 1 and self.rows:
            self.rows[-1].append(self.cell)
        self.cell = line

    def join_rows(self, lines: list[Block]) -> dict[int, int]:
        """Make each row of a table of data one line, its cells parted by tabs; leave any other table alone.

        The new numbers of its lines by the old ones: none if it is left alone. A table of data has two rows or more of two cells or more,
        each cell one short line.
        """
        rows = [row for row in self.rows if len(row) > 1]
        if not self.data or len(rows) < 2 or any(len(lines[number].text) > MAX_CELL for row in rows for number in row):
            return {}
        rest = {row[0]: row for row in rows}
        heads = {number: row[0] for row in rows for number in row}
        kept = [block for block in lines[self.first :] if heads.get(block.number, block.number) == block.number]
        moved = {block.number: number for number, block in enumerate(kept, self.first)}
        moved |= {number: moved[head] for number, head in heads.items()}
        joined = [_joined([lines[number] for number in rest[block.number]]) if block.number in rest else block for block in kept]
        lines[self.first :] = [replace(block, number=number) for number, block in enumerate(joined, self.first)]
        return moved


def _joined(cells: list[Block]) -> Block:
    first, second = cells[0].path, cells[1].path
    shared = next(
        (depth for depth, (one, other) in enumerate(zip(first, second, strict=False)) if one != other), min(len(first), len(second))
    )
    return replace(
        cells[0],
        text="\t".join(cell.text for cell in cells),
        tag="tr",
        link_chars=sum(cell.link_chars for cell in cells),
        path=first[:shared],
    )
