import type { Ref } from '../../schema/ref.ts';
import { sortOut } from './counting.ts';
import { distinct, edgeSources } from './edge-sources.ts';
import type { Finding, LookUpContext } from './finding.ts';
import { namesIn, othersOf } from './having.ts';
import type { Query } from './query.ts';
import { bold, havingWords, relationSentence } from './wording.ts';

/**
 * Whether one of some things has others of a relation: "does Ada lead more than two teams", "does the liaison of Risk also chair a
 * circle". Where sources never say the relation of anything of the kind, that they do not say it of this one is no "no".
 */
export async function does(
  { of, filter }: Extract<Query, { look: 'does' }>,
  context: LookUpContext,
): Promise<Finding | undefined> {
  const { store, viewer, on } = context;
  const { having = [], ...plain } = filter;
  const cards = sortOut(await store.cards(viewer, of), plain, store.ontology).counted;
  const [wanted, ...others] = having;
  if (cards.length === 0 || wanted === undefined || others.length > 0) return undefined;
  const all = await othersOf(wanted, context);
  const ofKind = beginningOf(of[0] ?? '');
  if (![...all.keys()].some((ref) => ref.startsWith(ofKind))) return undefined;
  const { least = 1, most = Infinity } = wanted;
  const found = cards.map((card) => ({ card, ...(all.get(card.ref) ?? { others: [], edges: [] }) }));
  const fitting = found.filter((one) => one.others.length >= least && one.others.length <= most);
  const told = (fitting.length > 0 ? fitting : found).filter((one) => one.others.length > 0);
  const relation = store.ontology.relation(wanted.relation);
  const sentences = await Promise.all(
    told.map(async ({ card, others: refs }) =>
      relationSentence({
        relation,
        end: wanted.end,
        subject: card.name,
        others: (await store.cards(viewer, refs)).map(({ name }) => name),
        role: wanted.role,
      }),
    ),
  );
  const names = found.map(({ card }) => card.name).join(', ');
  const none = `${names}: not ${havingWords(wanted, store.ontology, await namesIn(filter, context))}.`;
  const [first] = fitting.length > 0 ? fitting : found;
  const views = await Promise.all(cards.slice(0, 3).map(({ ref }) => store.entity(viewer, ref, on)));
  return {
    statements: [
      {
        text: `${bold(fitting.length > 0 ? 'Yes' : 'No')}. ${[...(fitting.length > 0 ? [] : [none]), ...sentences].join(' ')} (As of ${on}.)`,
        ...(first && { about: { ref: first.card.ref, title: first.card.name } }),
        sources: distinct([
          ...(await edgeSources(
            told.flatMap(({ edges }) => edges),
            context,
          )),
          ...(told.length > 0 ? [] : views.flatMap((view) => view?.facts.name?.sources ?? [])),
        ]),
      },
    ],
    value: fitting.length > 0,
    found: (fitting.length > 0 ? fitting : found).map(({ card }) => card.ref),
  };
}

/** How the refs of all things of a kind begin: `team:`. */
function beginningOf(ref: Ref): string {
  return ref.slice(0, ref.indexOf(':') + 1);
}
