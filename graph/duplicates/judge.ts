import type { Ref } from '../../schema/ref.ts';
import type { Candidate, Counter, Reason } from './candidate.ts';
import type { Census } from './census.ts';
import { comparePersonNames, haveOtherGivenNames, type NameVerdict } from './compare-person-names.ts';
import { compareThingNames } from './compare-thing-names.ts';
import { commonSource, conflictingIds, sharedHandle } from './identities.ts';
import type { Profile } from './profile.ts';
import { factors, scoreOf, weights } from './score.ts';

export interface Judging {
  census: Census;
  /** What a group or manager is called. */
  nameOf(ref: Ref): string;
  /** Equal names mean one thing for this kind; not so for pages, whose titles repeat. */
  nameIdentifies: boolean;
  /** Cosine of the two cards. */
  likeness: number | undefined;
  /** Cosine from which two cards of the kind say the same. */
  alikeFrom: number;
}

/** Cosine from which likeness alone is a reason: below it, parts of one thing (a linker, a debugger) are alike as well. */
const aloneFrom = 0.98;

/** A group with more in it says little about two of them. */
const largestGroup = 40;

/** How likely two entities of a kind are one, and why. */
export function judge(a: Profile, b: Profile, judging: Judging): { score: number; reasons: string[] } {
  const [one, other] = [a.candidate, b.candidate];
  const found = bestName(a, b, judging);
  const handle = sharedHandle(a.ids, b.ids);
  const meaning = alikeCards(judging, found !== undefined || handle !== undefined);
  const evidence = [found?.reason, handle, meaning].filter((reason) => reason !== undefined);
  if (evidence.length === 0) return { score: 0, reasons: [] };

  const source = commonSource(a.ids, b.ids);
  const isEqualName = found?.isEqual === true;
  const bothActive = one.isActive && other.isActive;
  const reasons: Reason[] = [...evidence, ...context(one, other, judging)];
  const counters: Counter[] = [...(found?.counters ?? []), ...above(one, other)];
  if (source !== undefined && isEqualName && judging.nameIdentifies)
    reasons.push({ sort: 'name', weight: weights.name.sameSource, text: `Both stand in ${source}, under two keys` });
  else if (source !== undefined && bothActive && !source.includes('/'))
    counters.push({ factor: factors.oneSource, text: `${source} has both, and a source seldom has one thing twice` });
  if (bothActive) counters.push(...conflictingIds(a.ids, b.ids));
  if (bothActive && !isEqualName) counters.push(...otherSurroundings(one, other));
  if (found === undefined && a.sort === 'person' && b.sort === 'person') counters.push(...otherGivenName(a, b));

  const strongest = [...reasons].sort((x, y) => y.weight - x.weight);
  return {
    score: scoreOf(reasons, counters),
    reasons: [
      ...strongest.map(({ text }) => `${text}.`),
      ...[...new Set(counters.map(({ text }) => text))].map(
        (text) => `Against it: ${text.charAt(0).toLowerCase()}${text.slice(1)}.`,
      ),
    ],
  };
}

type FoundName = NameVerdict & { isEqual: boolean };

/** The best of all ways in which a name of one may be a name of the other. */
function bestName(a: Profile, b: Profile, judging: Judging): FoundName | undefined {
  let best: FoundName | undefined;
  const consider = (verdict: NameVerdict | undefined, isOwn: boolean, isEqual: boolean) => {
    if (verdict === undefined) return;
    const { reason, counters } = verdict;
    const weight = (isOwn ? 1 : weights.name.alias) * reason.weight * (judging.nameIdentifies ? 1 : 0.4);
    if (best !== undefined && best.reason.weight >= weight) return;
    const text = isOwn ? reason.text : `${reason.text} (one of them is another name)`;
    best = { reason: { ...reason, weight, text }, counters, isEqual: isOwn && isEqual };
  };
  a.names.forEach((one, i) => {
    b.names.forEach((other, j) => {
      const verdict =
        a.sort === 'person' && b.sort === 'person'
          ? comparePersonNames(a.names[i] ?? never(), b.names[j] ?? never(), judging.census)
          : a.sort === 'thing' && b.sort === 'thing'
            ? compareThingNames(a.names[i] ?? never(), b.names[j] ?? never(), judging.census)
            : undefined;
      consider(verdict, i === 0 && j === 0, one.normal === other.normal);
    });
  });
  return best;
}

function never(): never {
  throw new RangeError('No such name');
}

function alikeCards({ likeness, alikeFrom }: Judging, supports: boolean): Reason | undefined {
  if (likeness === undefined || likeness < (supports ? alikeFrom : aloneFrom)) return undefined;
  const weight = supports ? weights.meaning.supporting : weights.meaning.alone;
  return { sort: 'meaning', weight, text: `Their descriptions say nearly the same (${likeness.toFixed(2)})` };
}

function context(a: Candidate, b: Candidate, { census, nameOf }: Judging): Reason[] {
  const group = a.groups.find((each) => b.groups.includes(each) && census.inGroup(each) <= largestGroup);
  const manager = a.managers.find((each) => b.managers.includes(each));
  return [
    ...(group === undefined
      ? []
      : [{ sort: 'context' as const, weight: weights.context.group, text: `Both are in ${nameOf(group)}` }]),
    ...(manager === undefined
      ? []
      : [{ sort: 'context' as const, weight: weights.context.manager, text: `Both report to ${nameOf(manager)}` }]),
  ];
}

function above(a: Candidate, b: Candidate): Counter[] {
  const isAbove = (one: Candidate, other: Candidate) => [...other.managers, ...other.groups].includes(one.ref);
  return isAbove(a, b) || isAbove(b, a)
    ? [{ factor: factors.oneOverTheOther, text: 'One of them is above the other' }]
    : [];
}

/** Other managers and other groups: two places in the company. */
function otherSurroundings(a: Candidate, b: Candidate): Counter[] {
  const apart = (one: readonly Ref[], other: readonly Ref[]) =>
    one.length > 0 && other.length > 0 && !one.some((ref) => other.includes(ref));
  return apart(a.managers, b.managers) && (apart(a.groups, b.groups) || a.groups.length + b.groups.length === 0)
    ? [{ factor: factors.otherWay, text: 'They have other managers and teams' }]
    : [];
}

function otherGivenName(a: Profile & { sort: 'person' }, b: Profile & { sort: 'person' }): Counter[] {
  return a.names.every((one) => b.names.every((other) => haveOtherGivenNames(one, other)))
    ? [{ factor: factors.otherGivenName, text: 'Their given names are others' }]
    : [];
}
