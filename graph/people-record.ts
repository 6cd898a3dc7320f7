import type { Actor } from '../schema/actor.ts';
import { type Audience, everyone } from '../schema/audience.ts';
import { type Claim, type PassageDraft, peopleSource, type RecordDraft, recordId } from '../schema/record.ts';
import type { Ref } from '../schema/ref.ts';
import type { Viewer } from '../schema/viewer.ts';
import type { Guard } from './apply/write-records.ts';
import { refNamespace } from './compute/identity.ts';
import type { GraphStore } from './store.ts';

/** What a person says of one entity, changed. */
export interface PeopleEdit {
  actor: Actor;
  viewer: Viewer;
  ref: Ref;
  kind: string;
  /** The claims after the edit, from those before. */
  edit: (claims: readonly Claim[]) => Claim[];
  /** The prose after the edit; as it was when left out. */
  passages?: PassageDraft[] | undefined;
  /** The entity must still be at this revision. */
  revision?: number | undefined;
  reason?: string | undefined;
}

/**
 * Changes what people say of an entity: claims in a record of the built-in source `people`, one record per entity. With nothing
 * said any more there is no record.
 *
 * @throws Conflict when the record, or the entity, was changed meanwhile
 */
export function createPeopleRecords({
  store,
  now = () => new Date(),
}: {
  store: Pick<GraphStore, 'record' | 'apply' | 'testimonies'>;
  now?: () => Date;
}): (edit: PeopleEdit) => Promise<void> {
  const prepare = createPeopleDrafts({ store, now });
  return async (edit) => {
    const { upsert, removal, guard } = await prepare(edit);
    await store.apply(edit.actor, {
      upserts: upsert === undefined ? [] : [{ draft: upsert }],
      removals: removal === undefined ? [] : [removal],
      guards: [guard],
      reason: edit.reason,
    });
  };
}

/** An edit as a change of the one record in which people say what they say of the entity. */
export interface PreparedEdit {
  /** The record after the edit. */
  upsert?: RecordDraft;
  /** Id of the record: nothing is said any more. */
  removal?: string;
  guard: Guard;
}

/** Makes the change of records that an edit is, and writes nothing. */
export function createPeopleDrafts({
  store,
  now = () => new Date(),
}: {
  store: Pick<GraphStore, 'record' | 'testimonies'>;
  now?: () => Date;
}): (edit: PeopleEdit) => Promise<PreparedEdit> {
  /** What is said of a thing that only some may read is for those alone, or the edit would show the thing to all. */
  const audienceFor = async (viewer: Viewer, ref: Ref): Promise<Audience> => {
    const audiences = (await store.testimonies(viewer, ref)).map(({ audience }) => audience);
    return audiences.includes(everyone) ? everyone : (audiences[0] ?? everyone);
  };
  return async ({ actor, viewer, ref, kind, edit, passages, revision }) => {
    const blank = blankRecord(ref, kind);
    const stored = await store.record(recordId(blank));
    const before = stored?.draft.claims ?? [];
    const at = now().toISOString();
    const claims = edit(before).map((claim) => signed(claim, { before, actor, at }));
    const draft: RecordDraft = {
      ...(stored?.draft ?? { ...blank, audience: await audienceFor(viewer, ref) }),
      claims,
      ...(passages !== undefined && { passages }),
      // Who verifies a page does not become the author of what others pinned on it.
      ...((passages !== undefined || !saysTheSame(claims, before)) && {
        statedAt: at,
        ...(actor.type === 'person' && { statedBy: actor.name }),
      }),
    };
    const guard = {
      record: { id: recordId(draft), hash: stored?.hash },
      ...(revision !== undefined && { entity: { ref, revision } }),
    };
    if (draft.claims.length > 0 || draft.passages.length > 0) return { upsert: draft, guard };
    return stored === undefined ? { guard } : { removal: recordId(draft), guard };
  };
}

/** A new claim with who makes it. One that was there, in the same words, stays the work of who made it then. */
function signed(claim: Claim, { before, actor, at }: { before: readonly Claim[]; actor: Actor; at: string }): Claim {
  if (claim.about !== 'field' && claim.about !== 'relation' && claim.about !== 'redirect') return claim;
  const words = unsigned(claim);
  const known = before.find((each) => unsigned(each) === words);
  return known ?? { ...claim, on: at, ...(actor.type === 'person' && { by: actor.name }) };
}

function unsigned(claim: Claim): string {
  const words = Object.entries(claim).filter(([name, part]) => name !== 'by' && name !== 'on' && part !== undefined);
  return JSON.stringify(words.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The id of the record that holds what people say of an entity. */
export function peopleRecordId(ref: Ref, kind: string): string {
  return recordId(blankRecord(ref, kind));
}

function blankRecord(ref: Ref, kind: string): RecordDraft {
  return {
    source: peopleSource,
    kind,
    key: ref,
    ids: { [refNamespace]: [ref] },
    claims: [],
    passages: [],
    path: '',
    audience: everyone,
  };
}

/** Whether only verifications differ, of a record that says other things too. */
function saysTheSame(next: readonly Claim[], before: readonly Claim[]): boolean {
  const rest = (claims: readonly Claim[]) => JSON.stringify(claims.filter(({ about }) => about !== 'verified'));
  return before.some(({ about }) => about !== 'verified') && rest(next) === rest(before);
}
