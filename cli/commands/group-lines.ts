/** Lines of one reason: where it is so first, and in how many places more. */
interface Group {
  where: string;
  reason: string;
  count: number;
}

/** `where: reason` lines, each reason once with its first place: `team/a.yml: The key is empty. (and 161 more)`. */
export function groupLines(lines: readonly string[]): string[] {
  const groups = new Map<string, Group>();
  for (const line of lines) {
    const end = line.indexOf(': ');
    const [where, reason] = end === -1 ? ['', line] : [line.slice(0, end), line.slice(end + 2)];
    const known = groups.get(reason);
    if (known === undefined) groups.set(reason, { where, reason, count: 1 });
    else known.count += 1;
  }
  return [...groups.values()].map(
    ({ where, reason, count }) =>
      `${where === '' ? '' : `${where}: `}${reason}${count === 1 ? '' : ` (and ${count - 1} more)`}`,
  );
}
