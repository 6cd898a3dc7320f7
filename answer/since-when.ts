import type { Edge } from '../graph/store.ts';
import type { Ref } from '../schema/ref.ts';
import type { End } from '../schema/relations.ts';
import type { Exact, ExactParts } from './exact.ts';
import { edgeSources } from './look-up/edge-sources.ts';
import { hasRole } from './look-up/edges.ts';
import type { Query } from './look-up/query.ts';
import { bold, relationSentence } from './look-up/wording.ts';
import type { Memory } from './understand/understand.ts';

/** In characters: a longer question tells a story. */
const longest = 200;

/** Ways to ask since when something is so, each with the question whether it is, or who it is. One more is a row. */
const ways: readonly (readonly [written: RegExp, asks: string])[] = [
  // "since when has Ada been chair of Risk", "since when does Ada chair Risk"
  [/^(?:and )?(?:since|from) when (?:has|have) ([^,;?]{2,80}?) been ([^,;?]{2,80}?)\s*\?*$/iu, 'is $1 $2?'],
  [/^(?:and )?(?:since|from) when (is|are|does|do|has) ([^,;?]{3,160}?)\s*\?*$/iu, '$1 $2?'],
  // "how long has Ada been in Risk"
  [/^(?:and )?(?:for )?how long (?:has|have) ([^,;?]{2,80}?) been ([^,;?]{2,80}?)\s*\?*$/iu, 'is $1 $2?'],
  [/^(?:and )?(?:for )?how long (?:has|have) ([^,;?]{2,60}?) (\p{L}+ed) ([^,;?]{2,60}?)\s*\?*$/iu, 'does $1 $2 $3?'],
  // "when did Ada become chair of Risk", "when did she join Risk"
  [
    /^(?:and )?when did ([^,;?]{2,60}?) (?:become|get to be|start as|begin as|take over as) ([^,;?]{2,80}?)\s*\?*$/iu,
    'is $1 $2?',
  ],
  [/^(?:and )?when did ([^,;?]{2,60}?) join ([^,;?]{2,60}?)\s*\?*$/iu, 'is $1 in $2?'],
  // "who chairs Risk, and since when"
  [
    /^((?:who|which|what)\b[^,;?]{3,100}?),? (?:and |& )?(?:since when|from when|from what date|since what date|how long(?: already)?)(?: (?:is|are|has|have) [^,;?]{2,40})?\s*\?*$/iu,
    '$1?',
  ],
];

/** What is asked, without since when; undefined for any other question. */
export function askedSince(question: string): string | undefined {
  if (question.length > longest) return undefined;
  const way = ways.find(([written]) => written.test(question));
  return way && question.replace(...way);
}

/** Ways to understand it that are tried. */
const attempts = 4;

/** Since when something is so, of what a source says so with its day. Undefined where none does: then it may be told elsewhere. */
export async function sinceWhen(
  question: string,
  memory: Memory,
  { understander, context }: ExactParts,
): Promise<Exact | undefined> {
  const asked = askedSince(question);
  if (asked === undefined) return undefined;
  const { store, viewer, on } = context;
  const { interpretations, mentioned } = await understander.understand(viewer, asked, { memory, on });
  const whole = interpretations.filter(({ unexplained, ignored }) => unexplained.length + ignored.length === 0);
  for (const { query, subjects } of whole.slice(0, attempts)) {
    const found: { edge: Edge; end: End; role?: string }[] = [];
    for (const { relation, of, end, role, to } of edgesAsked(query)) {
      const edges = await store.edges(viewer, { relation, of, end, on });
      const meant = edges.filter((edge) => hasRole(edge, role) && (to ?? otherOf(edge, end)) === otherOf(edge, end));
      found.push(...meant.map((edge) => ({ edge, end, ...(role !== undefined && { role }) })));
    }
    const dated = found.filter(({ edge }) => edge.since !== undefined);
    if (dated.length === 0) continue;
    const cards = await store.cards(viewer, [...new Set(found.flatMap(({ edge }) => [edge.from, edge.to]))]);
    const nameOf = (ref: Ref) => cards.find((card) => card.ref === ref)?.name ?? '';
    const others = [...new Set(found.map(({ edge, end }) => otherOf(edge, end)))];
    return {
      finding: {
        statements: await Promise.all(
          found.map(async ({ edge, role }) => {
            const said = relationSentence({
              relation: store.ontology.relation(edge.relation),
              end: 'from',
              subject: nameOf(edge.from),
              others: [nameOf(edge.to)],
              role,
            });
            const since = edge.since === undefined ? 'no source says since when' : `since ${bold(edge.since)}`;
            return {
              text: `${said.replace(/\.$/, '')}, ${since}.`,
              about: { ref: edge.to, title: nameOf(edge.to) },
              sources: await edgeSources([edge], context),
            };
          }),
        ),
        value: query.look === 'holds' ? (dated[0]?.edge.since ?? null) : others.map(nameOf),
        found: query.look === 'holds' ? [query.subject] : others,
      },
      mentioned,
      memory: { subjects, answers: others },
    };
  }
  return undefined;
}

function otherOf(edge: Edge, end: End): Ref {
  return end === 'from' ? edge.to : edge.from;
}

/** The edges that a query looks at: from one thing to another, or all of one. */
function edgesAsked(query: Query): { relation: string; of: Ref[]; end: End; role?: string; to?: Ref }[] {
  if (query.look === 'holds') {
    const { subject, object, role, relations, ended, others } = query;
    return ended === true || others !== undefined
      ? []
      : relations.map((each) => ({ ...each, of: [subject], to: object, ...(role !== undefined && { role }) }));
  }
  if (query.look !== 'related' || query.filter?.having !== undefined || query.ended === true) return [];
  const { relation, of, end, role } = query;
  return [{ relation, of, end, ...(role !== undefined && { role }) }];
}
