import { z } from 'zod';
import type { Change, ChangedEntity, Revision } from '../../schema/entity.ts';
import { invalid } from '../../schema/errors.ts';
import type { Ref } from '../../schema/ref.ts';
import { value } from '../../schema/value.ts';
import type { Statement } from '../look-up/finding.ts';
import { type CatalogueContext, defineLookUp } from './look-up.ts';
import { clip, clipValue } from './shapes.ts';
import { findThing } from './things.ts';
import { limitOf, thing, type Words } from './words.ts';

/** Things that changed last, among which is looked; revisions of one thing; changes of one revision. */
const mostThings = 300;
const mostRevisions = 50;
const mostChanges = 12;

const change = z.object({
  about: z.string().describe('field, relation, passage, entity, verified or redirect.'),
  name: z.string(),
  other: z.string().optional().describe('For a relation: the name at the other end.'),
  before: value.nullable(),
  after: value.nullable(),
});

/** What changed since a day. */
export const listChanges = ({ kind }: Words) =>
  defineLookUp({
    name: 'list_changes',
    description: `Lists what changed in what Kiki knows since a day, newest first: of one thing, of a kind, or of all, with what it was and became, who changed it (a person or the reading of a source) and when. It is the day on which Kiki learned it, which may be later than when it happened. Without \`of\`, the ${mostThings} things that changed last are looked at.`,
    input: z.strictObject({
      since: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a day such as 2026-03-31')
        .describe('Day, YYYY-MM-DD.'),
      until: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a day such as 2026-03-31')
        .describe('Day, YYYY-MM-DD; today when left out.')
        .optional(),
      of: thing.optional(),
      kind: kind.optional(),
      limit: limitOf(20, 60),
    }),
    output: z.object({
      revisions: z.array(
        z.object({
          ref: z.string(),
          name: z.string(),
          at: z.string(),
          actor: z.string(),
          actorType: z.enum(['person', 'run', 'kiki']),
          reason: z.string().optional(),
          changes: z.array(change),
          moreChanges: z.number().int().describe('Changes that are left out.'),
        }),
      ),
    }),
    async run({ since, until = '9999-12-31', of, kind: only, limit }, context) {
      if (until < since) throw invalid('until is before since', { where: 'until' });
      const { store, viewer } = context;
      const cards =
        of === undefined
          ? (await store.recentlyChanged(viewer, mostThings)).filter(
              (card) => card.changedAt.slice(0, 10) >= since && (only === undefined || card.kind === only),
            )
          : [await findThing(of, context)];
      const isIn = ({ at }: Revision) => at.slice(0, 10) >= since && at.slice(0, 10) <= until;
      const found: { card: ChangedEntity; revision: Revision }[] = [];
      // Those that changed last have the newest revisions, so what is behind enough of them is older than all that is shown.
      for (const card of cards) {
        if (of === undefined && until === '9999-12-31' && found.length > limit) break;
        const revisions = (await store.history(viewer, card.ref, mostRevisions)).filter(isIn);
        found.push(...revisions.map((revision) => ({ card, revision })));
      }
      found.sort((a, b) => (a.revision.at < b.revision.at ? 1 : a.revision.at > b.revision.at ? -1 : 0));
      const shown = found.slice(0, limit);
      const names = await namesOf(
        shown.flatMap(({ revision }) => revision.changes.flatMap(({ other }) => other ?? [])),
        context,
      );
      // Of a relation to what the viewer may not read, nothing is told.
      const readable = ({ changes }: Revision) =>
        changes.filter(({ other }) => other === undefined || names.has(other));
      return {
        result: {
          revisions: shown.map(({ card, revision }) => ({
            ref: card.ref,
            name: card.name,
            at: revision.at,
            actor: revision.actor,
            actorType: revision.actorType,
            ...(revision.reason !== undefined && { reason: clip(revision.reason, 300) }),
            changes: readable(revision)
              .slice(0, mostChanges)
              .map((each) => told(each, names)),
            moreChanges: Math.max(0, readable(revision).length - mostChanges),
          })),
        },
        statements: shown.map(({ card, revision }) =>
          statement(card, revision, readable(revision).slice(0, mostChanges), names),
        ),
        rules: ['Days are those on which Kiki learned it'],
        ...(found.length > shown.length && { cut: `The newest ${shown.length} are given; there are more` }),
      };
    },
  });

async function namesOf(refs: readonly Ref[], { store, viewer }: CatalogueContext): Promise<Map<Ref, string>> {
  return new Map((await store.cards(viewer, [...new Set(refs)])).map(({ ref, name }) => [ref, name]));
}

function told({ about, name, other, before, after }: Change, names: ReadonlyMap<Ref, string>) {
  return {
    about,
    name,
    ...(other !== undefined && { other: names.get(other) ?? other }),
    before: before === null ? null : clipValue(before, 300),
    after: after === null ? null : clipValue(after, 300),
  };
}

/** A revision in words. It is from Kiki's own history of the thing. */
function statement(
  card: ChangedEntity,
  { at, actor }: Revision,
  changes: readonly Change[],
  names: ReadonlyMap<Ref, string>,
): Statement {
  const words = changes.map((each) => {
    const { name, other, before, after } = told(each, names);
    const what = other === undefined ? name : `${name} ${other}`;
    if (before === null) return `${what} added${after === null ? '' : `: ${String(after)}`}`;
    return after === null ? `${what} removed` : `${what} changed from ${String(before)} to ${String(after)}`;
  });
  return {
    text: `${at.slice(0, 10)}, ${card.name} (by ${actor}): ${words.join('; ')}.`,
    about: { ref: card.ref, title: card.name },
    sources: [{ record: '', source: 'Kiki', path: '', url: `/wiki/${card.ref}/history`, date: at.slice(0, 10) }],
  };
}
