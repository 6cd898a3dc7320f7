import { findQuote, spaced } from '../../graph/proposals/quote.ts';
import { proposalId } from '../../graph/proposals/decisions.ts';
import type { Section } from '../../graph/proposals/sections.ts';
import { fold } from '../../schema/names.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { ProposalDraft } from '../../schema/proposal.ts';
import type { Ref } from '../../schema/ref.ts';
import type { RelationSpec } from '../../schema/relations.ts';
import type { NameFinder } from './names.ts';
import { type Fact, proposable } from './prompt.ts';
import { drop, type Dropped, type DropReason } from './report.ts';

export interface CheckInput {
  facts: readonly Fact[];
  page: Ref;
  sections: readonly Section[];
  names: NameFinder;
  ontology: Ontology;
}

/** The facts that may be proposed, and why the others may not. What the graph knows is not looked at here. */
export function checkFacts({ facts, ...context }: CheckInput): { drafts: ProposalDraft[]; dropped: Dropped } {
  const drafts = new Map<string, ProposalDraft>();
  const dropped: Dropped = {};
  for (const fact of facts) {
    const checked = checkFact(fact, context);
    if (typeof checked === 'string') drop(dropped, checked);
    else if (drafts.has(proposalId(checked))) drop(dropped, 'twice');
    else drafts.set(proposalId(checked), checked);
  }
  return { drafts: [...drafts.values()], dropped };
}

function checkFact(fact: Fact, context: Omit<CheckInput, 'facts'>): ProposalDraft | DropReason {
  const { page, sections, names, ontology } = context;
  const relation = findRelation(fact.relation, ontology);
  if (relation === undefined) return 'relation';
  const place = findQuote(sections, fact.quote);
  if (place === undefined) return 'quote';
  const ends = findEnds(fact, relation, context);
  if (typeof ends === 'string') return ends;
  // A page speaks of its own thing as "we" or "it"; anything else must be named where it is spoken of.
  const isNamed = (ref: Ref) => ref === page || names.isNamedIn(ref, place.quote);
  if (!isNamed(ends.subject) || !isNamed(ends.object)) return 'unnamed';
  const role = roleIn(fact.role, place.quote);
  return { ...ends, relation: relation.key, ...(role !== undefined && { role }), ...place };
}

function findRelation(key: string, ontology: Ontology): RelationSpec | undefined {
  return proposable(ontology).find((relation) => relation.key === key || fold(relation.key) === fold(key));
}

/** The one pair of things of these names between which the relation may hold. */
function findEnds(
  { subject, object }: Fact,
  relation: RelationSpec,
  { names, ontology }: Pick<CheckInput, 'names' | 'ontology'>,
): { subject: Ref; object: Ref } | DropReason {
  const [left, right] = [names.find(subject), names.find(object)];
  if (left.length === 0 || right.length === 0) return 'unknown';
  const pairs = left.flatMap((from) => {
    const kinds = ontology.otherKinds(relation, 'from', from.kind);
    return right
      .filter((to) => to.ref !== from.ref && kinds.includes(to.kind))
      .map((to) => ({ subject: from.ref, object: to.ref }));
  });
  const [only] = pairs;
  if (only === undefined) return 'kinds';
  return pairs.length === 1 ? only : 'ambiguous';
}

/** A role that the quote does not say is the model's own. */
function roleIn(role: string | null, quote: string): string | undefined {
  const said = spaced(role ?? '');
  return said !== '' && quote.toLowerCase().includes(said.toLowerCase()) ? said : undefined;
}
