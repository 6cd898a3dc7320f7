import type { Ontology } from '../../schema/ontology.ts';
import type { RecordDraft } from '../../schema/record.ts';
import type { Refusal } from '../reading.ts';

/** What became of one file of a source of pages. */
export interface ReadPage {
  path: string;
  /** The records that the graph has of it. */
  before: readonly { id: string }[];
  /** It is as it was, so it was not read again. */
  isUnchanged?: true;
  /** Undefined when it could not be read. */
  inputHash?: string;
  /** Undefined when it is left out, refused or unchanged. */
  draft?: RecordDraft;
  /** Path of the page above it. */
  parent?: string;
  warnings: Refusal[];
}

/** Makes each page a part of the page above it, where a thing of its kind can be a part of one of that kind. */
export function addParents(pages: readonly ReadPage[], ontology: Ontology): void {
  const spec = ontology.relation('PART_OF');
  const at = new Map(pages.map((page) => [page.path, page]));
  for (const { draft, parent } of pages) {
    const above = parent === undefined ? undefined : at.get(parent);
    const record = above === undefined || draft === undefined ? undefined : recordOf(above, draft.source);
    if (draft === undefined || record === undefined || record.key === draft.key) continue;
    if (!ontology.otherKinds(spec, 'from', draft.kind).includes(record.kind)) continue;
    // What the page or its mapping says goes before where it is filed.
    if (draft.claims.some((claim) => claim.about === 'relation' && claim.relation === spec.key && claim.end === 'from'))
      continue;
    draft.claims.push({
      about: 'relation',
      relation: spec.key,
      end: 'from',
      other: { namespace: 'key', value: record.key, kinds: [record.kind] },
    });
  }
}

/** Kind and key of a page's record; of one that was not read again, from its id. */
function recordOf({ draft, before, inputHash }: ReadPage, source: string): { kind: string; key: string } | undefined {
  if (draft !== undefined || inputHash !== undefined) return draft;
  const [first] = before;
  if (first === undefined || !first.id.startsWith(`${source}:`)) return undefined;
  const rest = first.id.slice(source.length + 1);
  const colon = rest.indexOf(':');
  return { kind: rest.slice(0, colon), key: rest.slice(colon + 1) };
}
