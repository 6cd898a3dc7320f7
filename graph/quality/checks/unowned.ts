import type { Ref } from '../../../schema/ref.ts';
import type { QualityCheck } from '../check.ts';
import { byName, type QualityContext } from '../context.ts';
import { pageLink } from '../links.ts';

export const unownedProcedures: QualityCheck = {
  id: 'unowned-procedures',
  title: 'Procedures without an owner',
  why: 'Nobody keeps it right, and nobody can be asked.',
  ofGraph: true,
  find: (context) => unowned('Procedure', context),
};

export const unownedSystems: QualityCheck = {
  id: 'unowned-systems',
  title: 'Systems without an owner',
  why: 'Nobody knows whom to call when it breaks.',
  ofGraph: true,
  find: (context) => unowned('System', context),
};

/** Things that neither anyone who is still there owns, nor what they are part of. A lead answers for a thing too. */
async function unowned(kind: string, context: QualityContext) {
  const [owns, leads, partOf, people, teams] = await Promise.all([
    context.edges('OWNS'),
    context.edges('LEADS'),
    context.edges('PART_OF'),
    context.over('Person'),
    context.over('Team'),
  ]);
  const isOver = (ref: Ref) => people.has(ref) || teams.has(ref);
  const answered = [...owns, ...leads];
  const kept = new Set(answered.filter(({ from }) => !isOver(from)).map(({ to }) => to));
  const lost = new Set(answered.filter(({ from }) => isOver(from)).map(({ to }) => to));
  const whole = new Map(partOf.map(({ from, to }) => [from, to]));
  const isKept = (ref: Ref): boolean => {
    const seen = new Set<Ref>();
    for (let at: Ref | undefined = ref; at !== undefined && !seen.has(at); at = whole.get(at)) {
      if (kept.has(at)) return true;
      seen.add(at);
    }
    return false;
  };
  return (await context.current(kind))
    .filter(({ ref }) => !isKept(ref))
    .map(({ ref, name }) => ({
      ref,
      name,
      what: lost.has(ref) ? 'Its owner is not there any more' : 'No source says who owns it',
      fix: pageLink(ref),
    }))
    .sort(byName);
}
