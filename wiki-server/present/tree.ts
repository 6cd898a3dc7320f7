import { fold } from '../../schema/names.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Chip } from './model.ts';

/** An entry of a tree that can be opened and closed. */
export interface TreeItem {
  ref: Ref;
  text: string;
  href: string;
  note?: string | undefined;
  count?: string | undefined;
  chip?: Chip | undefined;
  parts: TreeItem[];
  /** How many entries directly below are left out. */
  hidden?: number;
  /** It stands here by a dotted line; it is counted elsewhere. */
  dotted?: boolean;
  /** It is what was looked for. */
  found?: boolean;
}

/** The part of a tree that begins at an entry; undefined when it is not in the tree. */
export function subtree(roots: readonly TreeItem[], ref: Ref): TreeItem | undefined {
  for (const item of roots) {
    const found = item.ref === ref && item.dotted !== true ? item : subtree(item.parts, ref);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Only the entries with all of the words, and those that lead to them. */
export function searchTree(roots: readonly TreeItem[], q: string): TreeItem[] {
  const words = fold(q).split(/\s+/).filter(Boolean);
  const search = (item: TreeItem): TreeItem[] => {
    const text = fold([item.text, item.note ?? '', item.chip?.text ?? ''].join(' '));
    const found = words.every((word) => text.includes(word));
    const parts = item.parts.flatMap(search);
    if (!found && parts.length === 0) return [];
    const left = item.parts.length - parts.length;
    return [{ ...item, parts, ...(found && { found }), ...(parts.length === 0 && left > 0 && { hidden: left }) }];
  };
  return words.length === 0 ? [...roots] : roots.flatMap(search);
}

/** How many entries of a tree were looked for. */
export function countFound(roots: readonly TreeItem[]): number {
  return roots.reduce((sum, { found, parts }) => sum + Number(found === true) + countFound(parts), 0);
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
