import type { Ontology } from '../../schema/ontology.ts';
import { type Claim, type RecordDraft, recordId } from '../../schema/record.ts';
import { invalid } from '../../schema/errors.ts';
import { isBlank } from '../../schema/field-values.ts';
import { scalarText } from '../../schema/value.ts';
import type { FileChange } from '../files/file-history.ts';
import type { Mapping } from '../mapping/compile-mapping.ts';
import type { Expression } from '../mapping/expressions.ts';
import { type Item, mapItem } from '../mapping/map-item.ts';
import { sectionsOfMarkdown } from '../pages/sections.ts';
import type { TableRow } from './tables.ts';

/** What rows are mapped with. */
export interface RowContext {
  source: string;
  ontology: Ontology;
  /** Last changes of files, by path, where they have a history. */
  changes?: ReadonlyMap<string, FileChange>;
}

/** The item of a mapping that is about rows as they are. */
export function wholeRow({ data, path, index }: TableRow): Item {
  const file = (path.split('/').pop() ?? path).replace(/\.[^.]+$/, '');
  return { context: data, variables: { row: data, path, file, index } };
}

/** The items of a row that `each` of a mapping finds. @throws Invalid when it fails */
export async function itemsOf(each: Expression, row: TableRow): Promise<Item[]> {
  const { context: data, variables } = wholeRow(row);
  const items = [await each.evaluate(data, variables)].flat().filter((item) => item !== undefined);
  return items.map((context) => ({ context, variables }));
}

/** What a mapping makes of an item, and what of it was left out, and why. @throws Invalid when it has no key, or an expression fails */
export async function mapRowItem(
  mapping: Mapping,
  row: TableRow,
  item: Item,
  { source, ontology, changes }: RowContext,
): Promise<{ draft: RecordDraft; problems: string[] }> {
  const key = await keyOf(mapping, row, item);
  const { draft, problems } = await mapItem(mapping, item, ontology);
  const markdown = await mapping.text?.evaluate(item.context, item.variables);
  const passages =
    typeof markdown === 'string' ? sectionsOfMarkdown(markdown, { withSteps: mapping.kind === 'Procedure' }) : [];
  const at = row.isOnly && mapping.each === undefined ? undefined : key;
  const change = changes?.get(row.path);
  const [statedAt, statedBy] = [draft.statedAt ?? change?.at, draft.statedBy ?? change?.by];
  return {
    draft: {
      source,
      key,
      path: row.path,
      ...(at !== undefined && { at }),
      ...draft,
      ...(statedAt !== undefined && { statedAt }),
      ...(statedBy !== undefined && { statedBy }),
      passages,
    },
    problems,
  };
}

async function keyOf(mapping: Mapping, row: TableRow, item: Item): Promise<string> {
  if (mapping.key === undefined) {
    if (row.isOnly && mapping.each === undefined) return row.path;
    throw invalid('The mapping has no key', { fix: 'Add key: with what identifies a row' });
  }
  const key = await mapping.key.evaluate(item.context, item.variables);
  const text = scalarText(key);
  if (text !== undefined) return text.slice(0, 500);
  if (Array.isArray(item.context))
    throw invalid(`The row is a list of ${item.context.length}, and one thing is expected`, {
      fix: 'Have rows: or each: give one list: list ~> $reduce($append) makes one of lists within it',
    });
  throw invalid(`The key is ${isBlank(key) ? 'empty' : 'not a text'}`, {
    fix: 'Fill it in, or leave the row out with when:',
  });
}

/** Several rows about one thing are one record: the first row's place, all their claims. @throws RangeError for none */
export function mergeDrafts([first, ...others]: readonly RecordDraft[]): RecordDraft {
  if (first === undefined) throw new RangeError('No drafts to merge');
  return others.reduce(merged, first);
}

function merged(first: RecordDraft, next: RecordDraft): RecordDraft {
  const place = next.at === undefined ? next.path : `${next.path}#${next.at}`;
  const isElsewhere = next.path !== first.path || next.at !== first.at;
  const known = new Set(first.claims.map(comparable));
  const added = next.claims.filter((claim) => !known.has(comparable(claim)));
  const placed = added.map((claim): Claim =>
    isElsewhere && (claim.about === 'field' || claim.about === 'relation') ? { ...claim, at: place } : claim,
  );
  const ids = { ...first.ids };
  for (const [namespace, values] of Object.entries(next.ids))
    ids[namespace] = [...new Set([...(ids[namespace] ?? []), ...values])];
  return {
    ...first,
    ids,
    claims: [...first.claims, ...placed],
    passages: [...first.passages, ...next.passages],
  };
}

function comparable(claim: Claim): string {
  return JSON.stringify(claim, (key, value: unknown) => (key === 'at' ? undefined : value));
}

/** Drafts put together by the record they are of, in the order of its first. */
export function groupDrafts(drafts: readonly RecordDraft[]): RecordDraft[] {
  const groups = new Map<string, RecordDraft[]>();
  for (const draft of drafts) {
    const id = recordId(draft);
    const known = groups.get(id);
    if (known === undefined) groups.set(id, [draft]);
    else known.push(draft);
  }
  return [...groups.values()].map(mergeDrafts);
}
