"""Make texts and tables of the cells of a sheet: rows that hang together are one block."""

from collections.abc import Iterator

from manuals.importing.reading.excel.grid import Grid, Seen
from manuals.importing.reading.tree import Item, Place, Run, Table, Text

Row = tuple[int, dict[int, Seen]]
LONGEST_HEADING = 60


def blocks_of(grid: Grid) -> Iterator[list[Row]]:
    """Yield the rows of each block: a blank row parts two, unless a merged cell reaches over it."""
    block: list[Row] = []
    for number in sorted(grid.rows):
        if block and not all(grid.above[between] for between in range(block[-1][0] + 1, number)):
            yield block
            block = []
        block.append((number, grid.rows[number]))
    if block:
        yield block


def items_of(block: list[Row], grid: Grid, position: int) -> list[Item]:
    """Return texts before, a table or texts, and texts after; `position` is that of the first row."""
    first, last = _table_bounds(block, grid)
    rows = block[first:last]
    if len(rows) < 2:
        return [text for number, row in block for text in _texts(number, row, position)]
    found: list[Item] = [text for number, row in block[:first] for text in _texts(number, row, position)]
    found.append(_table(rows, grid, position))
    found += [text for number, row in block[last:] for text in _texts(number, row, position)]
    return found


def _table_bounds(block: list[Row], grid: Grid) -> tuple[int, int]:
    """Return where the rows with more than one cell begin and end; a cell merged from above counts."""
    wide = [index for index, (number, row) in enumerate(block) if len(row) + grid.above[number] > 1]
    return (wide[0], wide[-1] + 1) if wide else (0, 0)


def _texts(number: int, row: dict[int, Seen], position: int) -> Iterator[Text]:
    """Yield the row as one paragraph."""
    cells = [row[column] for column in sorted(row)]
    place = Place(position + number, f"{number}行目")
    joined = "　".join(cell.text for cell in cells)
    first = cells[0]
    is_heading = (
        len(cells) == 1
        and (first.is_bold or first.is_large)
        and len(joined) <= LONGEST_HEADING
        and not joined.endswith("。")
        and "\n" not in joined
    )
    runs = []
    for index, cell in enumerate(cells):
        bold = cell.is_bold and not is_heading
        runs.append(Run(("　" if index else "") + cell.text, bold=bold, href=cell.href))
    yield Text(runs, place, heading=2 if is_heading else 0, is_indented=first.is_indented)


def _table(rows: list[Row], grid: Grid, position: int) -> Table:
    """Return the table of some rows: empty columns left out, merged cells filled in downwards."""
    columns = sorted({column for _, row in rows for column in row})
    numbers = {number for number, _ in rows}
    lines = [
        [_cell(number, column, row, grid, numbers, is_header=index == 0) for column in columns]
        for index, (number, row) in enumerate(rows)
    ]
    start, end = rows[0][0], rows[-1][0]
    return Table(lines, Place(position + start, f"{start}行目から{end}行目の表"))


def _cell(
    number: int, column: int, row: dict[int, Seen], grid: Grid, numbers: set[int], *, is_header: bool
) -> str:
    if column in row:
        cell = row[column]
        return f"{cell.text}（{cell.href}）" if cell.href and cell.href != cell.text else cell.text
    holder = grid.covered.get((number, column))
    if holder is None or holder[0] not in numbers or (holder[1] != column and not is_header):
        return ""
    return grid.rows[holder[0]][holder[1]].text
