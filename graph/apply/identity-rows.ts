import { claimedName, type Claim, contentHash, identities, type RecordDraft, recordId } from '../../schema/record.ts';
import type { Ref } from '../../schema/ref.ts';
import { identityRows, identityRowsOf } from '../cypher/records.ts';
import type { Row, Run } from '../engine.ts';
import type { IdentityRow } from '../compute/identity.ts';
import { deniedAliases } from '../compute/denied-aliases.ts';
import { recordMentions, type Token } from '../compute/mentions.ts';
import { flag, ofWhatIsThere, optional, optionalText, text, texts } from '../reads/row.ts';
import { inBatches } from './batches.ts';

/** An identity row with where its record stands in the work that is still to be done. */
export interface StoredRow extends IdentityRow {
  /** The entity it describes so far: that of `ref`, or the one that this is merged into. A record that comes back describes none yet. */
  entity?: Ref | undefined;
  /** Of what the record says. */
  hash: string;
  /** Of what it was read from: a file, or rows of one. */
  inputHash?: string | undefined;
  /** Whose work the version is, or that it is gone: a run, or the account of a person. */
  writer?: string | undefined;
  /** Written, but the graph is not computed from it yet. */
  pending: boolean;
  /** Gone at its source; the record is deleted once the graph is computed without it. */
  removed: boolean;
  /** Tokens the record answered to before, or answers to newly: whoever asks with one of them may now mean another thing. */
  touched: readonly Token[];
}

/** Rank of a source that the config does not name (any more): after all others. */
export const lastRank = 1_000_000;

/** @param ids only these; all without it */
export async function loadIdentityRows(
  run: Run,
  rankOf: (source: string) => number,
  ids?: readonly string[],
): Promise<StoredRow[]> {
  const found = ids === undefined ? await run({ text: identityRows }) : [];
  for (const batch of inBatches(ids ?? []))
    found.push(...(await run({ text: identityRowsOf, parameters: { ids: batch } })));
  return ofWhatIsThere(found, 'id', 'source', 'kind', 'key', 'hash').map((row) => toStoredRow(row, rankOf));
}

function toStoredRow(row: Row, rankOf: (source: string) => number): StoredRow {
  const source = text(row, 'source');
  return {
    id: text(row, 'id'),
    source,
    kind: text(row, 'kind'),
    key: text(row, 'key'),
    identities: texts(row, 'identities'),
    names: texts(row, 'names'),
    deniedNames: texts(row, 'deniedNames'),
    formerNames: texts(row, 'formerNames'),
    mentions: texts(row, 'mentions'),
    matchName: typeof row.matchName === 'boolean' ? row.matchName : undefined,
    rank: rankOf(source),
    ref: optionalText(row, 'ref'),
    entity: optionalText(row, 'entity'),
    hash: text(row, 'hash'),
    inputHash: optionalText(row, 'inputHash'),
    writer: optionalText(row, flag(row, 'removed') ? 'endedBy' : 'run'),
    pending: flag(row, 'pending'),
    removed: flag(row, 'removed'),
    touched: texts(row, 'touched'),
  };
}

/** The row of a draft that is not written yet. */
export function rowOfDraft(draft: RecordDraft, rank: number, before: StoredRow | undefined): StoredRow {
  const names = writtenNames(draft.claims);
  return {
    id: recordId(draft),
    source: draft.source,
    kind: draft.kind,
    key: draft.key,
    identities: identities(draft),
    names,
    deniedNames: deniedAliases(draft.claims),
    formerNames: before === undefined ? [] : namesBefore(names, before),
    mentions: recordMentions(draft),
    rank,
    ...optional('matchName', draft.matchName),
    ...optional('ref', before?.ref),
    ...optional('entity', before?.entity),
    hash: contentHash(draft),
    pending: true,
    removed: false,
    touched: [],
  };
}

/** Names that a record called its thing in earlier versions, and does not now. */
export function namesBefore(
  now: readonly string[],
  before: { names: readonly string[]; formerNames?: readonly string[] | undefined },
): string[] {
  const names = [...(before.formerNames ?? []), ...before.names.slice(0, 1)];
  return [...new Set(names)].filter((name) => !now.includes(name));
}

/** Names as the record writes them, the name first. */
export function writtenNames(claims: readonly Claim[]): string[] {
  const name = claimedName(claims);
  const aliases = claims.flatMap((claim) =>
    claim.about === 'field' && claim.field === 'aliases' && !claim.not && claim.value !== undefined
      ? [claim.value].flat().map(String)
      : [],
  );
  return [...new Set([...(name === undefined ? [] : [name]), ...aliases])];
}
