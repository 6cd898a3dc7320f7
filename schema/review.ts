import { z } from 'zod';
import { invalid } from './errors.ts';
import type { KindReview } from './freshness.ts';
import { fold } from './names.ts';
import type { Ontology } from './ontology.ts';

const daysOf = { d: 1, w: 7, m: 30, y: 365 } as const;
const form = /^(\d{1,4})\s?(d|w|m|y)$/;

/** `180d`, `26w`, `6m` (of 30 days), `1y` (of 365 days), or `never`. As a number of days; null for never. */
const interval = z.unknown().transform((raw, context): number | null => {
  if (raw === 'never') return null;
  const [, number = '', unit] = (typeof raw === 'string' ? form.exec(raw.trim()) : null) ?? [];
  const days = Number(number) * (unit === undefined ? 0 : daysOf[unit as keyof typeof daysOf]);
  if (days > 0) return days;
  context.addIssue({ code: 'custom', message: 'must be a time such as 180d, 26w, 6m or 1y, or never' });
  return z.NEVER;
});

/** After which time what is to be looked at again, by kind: the `review:` part of kiki.yaml. */
export const reviewSettings = z.record(z.string(), z.union([z.record(z.string(), interval), interval]));
export type ReviewSettings = z.output<typeof reviewSettings>;

/**
 * What holds for kinds that kiki.yaml does not name. A procedure that nobody has looked at for half a year is followed at one's
 * own risk, an article for a year; the rest is mostly kept by systems that are right by themselves.
 */
const builtIn: Readonly<Record<string, number>> = { Procedure: 180, Article: 365 };

/** Key of the page as a whole among the parts of a kind. */
const wholePage = 'page';

/** How often the kinds of this company are to be looked at. */
export interface ReviewRules {
  of(kind: string): KindReview;
}

/**
 * The intervals of a company: the built-in ones and those of its config.
 *
 * @throws Invalid, with the place in kiki.yaml, for a kind, field or relation that there is not
 */
export function createReviewRules(ontology: Ontology, settings: ReviewSettings = {}): ReviewRules {
  const none: KindReview = { parts: new Map() };
  const rules = new Map<string, KindReview>(
    Object.entries(builtIn).map(([kind, page]) => [kind, { page, parts: new Map() }]),
  );
  for (const [name, setting] of Object.entries(settings)) {
    const kind = ontology.findKind(name)?.name;
    if (kind === undefined)
      throw invalid(`There is no kind "${name}"`, {
        where: `kiki.yaml: review.${name}`,
        fix: `The kinds are ${ontology.kinds.map((known) => known.name).join(', ')}`,
      });
    const given = setting === null || typeof setting === 'number' ? { [wholePage]: setting } : setting;
    rules.set(kind, kindReview(kind, given, rules.get(kind)?.page, ontology));
  }
  return { of: (kind) => rules.get(kind) ?? none };
}

function kindReview(
  kind: string,
  given: Readonly<Record<string, number | null>>,
  usual: number | undefined,
  ontology: Ontology,
): KindReview {
  const parts = new Map<string, number>();
  let page = usual;
  for (const [word, days] of Object.entries(given)) {
    if (word === wholePage) {
      page = days ?? undefined;
    } else {
      const part = partOf(kind, word, ontology);
      if (parts.has(part))
        throw invalid(`${kind}: ${part} has two intervals`, { where: `kiki.yaml: review.${kind}.${word}` });
      if (days !== null) parts.set(part, days);
    }
  }
  return { ...(page !== undefined && { page }), parts };
}

/** The field or relation that is called so by a kind. */
function partOf(kind: string, word: string, ontology: Ontology): string {
  const where = `kiki.yaml: review.${kind}.${word}`;
  if (ontology.findField(kind, word) !== undefined) return word;
  const found = ontology.findRelationOf(kind, word) ?? relationByNoun(kind, word, ontology);
  if (found === undefined)
    throw invalid(`A ${kind} has no field or relation "${word}"`, {
      where,
      fix: `Its fields are ${ontology
        .fields(kind)
        .map(({ name }) => name)
        .join(', ')}; relations are named as in docs/configuration.md; ${wholePage} is the page as a whole`,
    });
  const { relation } = found;
  if (ontology.otherKinds(relation, relation.subject, kind).length === 0)
    throw invalid(`${relation.key} is not kept by a ${kind}`, {
      where,
      fix: `Give the interval to the kind at the other end of "${relation.name}"`,
    });
  return relation.key;
}

/** "manager" is what the one at the left end of "reports to" calls the other. */
function relationByNoun(kind: string, word: string, ontology: Ontology) {
  const wanted = fold(word).trim();
  for (const relation of ontology.relations) {
    const nouns = relation.nouns?.[relation.subject] ?? [];
    if (nouns.some((noun) => fold(noun) === wanted) && ontology.otherKinds(relation, relation.subject, kind).length > 0)
      return { relation };
  }
  return undefined;
}
