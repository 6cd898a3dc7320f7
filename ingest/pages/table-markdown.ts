/** Most columns a table has; a page that says otherwise is broken. */
const mostColumns = 200;

/**
 * A table of HTML as one of Markdown. Markdown has a head above every table and one line for each row: a table without a head gets an
 * empty one, lines within a cell are parted by `<br>`, and what spans several rows is said in each.
 *
 * @param convert gives the Markdown of a cell
 */
export function tableMarkdown(table: Element, convert: (cell: Element) => string): string {
  const rows = Array.from(table.querySelectorAll('tr')); // a list that has no iterator
  const [only] = rows;
  // A frame around one cell: its content is what counts.
  if (only !== undefined && rows.length === 1 && cellsOf(only).length === 1) return convert(cellsOf(only)[0] ?? only);
  const grid: string[][] = rows.map(() => []);
  rows.forEach((row, index) => {
    let column = 0;
    for (const cell of cellsOf(row)) {
      const line = grid[index] ?? [];
      while (line[column] !== undefined) column += 1;
      if (column >= mostColumns) break;
      const text = inOneLine(convert(cell));
      const [down, across] = [span(cell, 'rowspan', rows.length - index), span(cell, 'colspan', mostColumns - column)];
      for (let below = 0; below < down; below += 1)
        for (let right = 0; right < across; right += 1) {
          const filled = grid[index + below];
          if (filled !== undefined) filled[column + right] = right === 0 ? text : '';
        }
      column += across;
    }
  });
  const width = grid.reduce((most, line) => Math.max(most, line.length), 0);
  const lines = grid.filter((line) => line.some((text) => text !== ''));
  if (lines.length === 0) return '';
  const hasHead =
    only !== undefined &&
    lines[0] === grid[0] &&
    (cellsOf(only).every(({ nodeName }) => nodeName === 'TH') || readsLikeHead(lines));
  const head = hasHead ? (lines.shift() ?? []) : [];
  const drawn = (line: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, at) => line[at] ?? '').join(' | ')} |`;
  return [drawn(head), `|${' --- |'.repeat(width)}`, ...lines.map(drawn)].join('\n');
}

/** Longer is a text and no head. */
const longestHead = 60;

/** Whether a first row that is not marked as one reads like a head: short words above columns of numbers, or the only row in bold. */
function readsLikeHead([first = [], ...others]: readonly (readonly string[])[]): boolean {
  const isBold = (line: readonly string[]) => line.every((text) => /^\*\*[^*]+\*\*$/.test(text));
  const isNumber = (text: string) => /^[\d\s.,%$€£+<>~-]*\d[\d\s.,%$€£+-]*$/.test(text);
  const isOfWords = first.every((text) => text !== '' && text.length <= longestHead && !isNumber(text));
  if (others.length < 2 || first.length < 2 || !isOfWords || new Set(first).size < first.length) return false;
  const isOfNumbers = first.some((_, at) =>
    others.every((line) => (line[at] ?? '') === '' || isNumber(line[at] ?? '')),
  );
  return isOfNumbers || (isBold(first) && !others.some(isBold));
}

function cellsOf(row: Element): Element[] {
  const cells: Element[] = [];
  for (let cell = row.firstElementChild; cell !== null; cell = cell.nextElementSibling)
    if (/^T[DH]$/.test(cell.nodeName)) cells.push(cell);
  return cells;
}

function span(cell: Element, name: string, most: number): number {
  const said = Number(cell.getAttribute(name) ?? 1);
  return Number.isInteger(said) && said >= 1 ? Math.min(said, Math.max(most, 1)) : 1;
}

function inOneLine(markdown: string): string {
  return markdown
    .trim()
    .replace(/^>[ \t]?/gm, '')
    .replace(/^\s*-\s+/gm, '• ')
    .replace(/(?<!\\)\|/g, '\\|')
    .replace(/ *\n\s*/g, '<br>');
}
