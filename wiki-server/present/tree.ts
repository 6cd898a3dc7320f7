import type { Chip } from './model.ts';

/** An entry of a tree that can be opened and closed. */
export interface TreeItem {
  text: string;
  href: string;
  note?: string | undefined;
  count?: string | undefined;
  chip?: Chip | undefined;
  parts: TreeItem[];
  /** How many entries directly below are left out. */
  hidden?: number;
}

/** The tree with at most about so many entries: whole levels from the top, so that what is left out is the deepest. */
export function limitTree(roots: readonly TreeItem[], most: number): TreeItem[] {
  const depth = deepestWithin(roots, most);
  const cut = (item: TreeItem, level: number): TreeItem =>
    level >= depth && item.parts.length > 0
      ? { ...item, parts: [], hidden: item.parts.length }
      : { ...item, parts: item.parts.map((part) => cut(part, level + 1)) };
  return roots.map((root) => cut(root, 1));
}

/** How many levels have together no more than `most` entries; at least one. */
function deepestWithin(roots: readonly TreeItem[], most: number): number {
  let level = [...roots];
  let total = level.length;
  let depth = 1;
  for (;;) {
    const next = level.flatMap(({ parts }) => parts);
    if (next.length === 0 || total + next.length > most) return depth;
    total += next.length;
    depth += 1;
    level = next;
  }
}
