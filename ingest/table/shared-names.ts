import { normaliseName } from '../../schema/names.ts';
import { claimedName, identities, type RecordDraft, recordId } from '../../schema/record.ts';

/** Of more names than this, the others are counted. */
const mostNamed = 3;

/**
 * Names that several keys of a source have in common, in a sentence per kind: two keys are two things, and an interim post with a row of
 * its own makes a second person.
 *
 * @param isNameOfOne whether an equal name means the same thing
 * @param stated keys and ids of which kiki.yaml says whether they are one
 */
export function describeSharedNames(
  drafts: readonly RecordDraft[],
  { isNameOfOne, stated }: { isNameOfOne: (kind: string) => boolean; stated: ReadonlySet<string> },
): { kind: string; reason: string }[] {
  const byName = new Map<string, Map<string, RecordDraft[]>>();
  for (const draft of drafts) {
    const name = normaliseName(claimedName(draft.claims) ?? '');
    if (name === '' || !isNameOfOne(draft.kind) || draft.matchName === false) continue;
    if (stated.has(`${draft.source}:${draft.key}`.toLowerCase()) || identities(draft).some((each) => stated.has(each)))
      continue;
    const names = byName.get(draft.kind) ?? new Map<string, RecordDraft[]>();
    byName.set(draft.kind, names.set(name, [...(names.get(name) ?? []), draft]));
  }
  return [...byName].flatMap(([kind, names]) => {
    const shared = [...names.values()].map(apart).filter((same) => same.length > 1 && !same.every(hasAddress));
    if (shared.length === 0) return [];
    const shown = shared.slice(0, mostNamed).map((same) => {
      const [first] = same;
      return `${first === undefined ? '' : (claimedName(first.claims) ?? '')} (${same.map(({ key }) => key).join(', ')})`;
    });
    const more = shared.length - shown.length;
    const count = shared.length === 1 ? '1 name occurs' : `${shared.length} names occur`;
    const reason = `${count} under several keys: ${shown.join('; ')}${more > 0 ? ` and ${more} more` : ''}. Each key is a ${kind} of its own, unless an id joins them: if they are the same, give them one id, such as ids: { fullName: name } (“One person under several keys” in docs/configuration.md)`;
    return [{ kind, reason }];
  });
}

/** One record of each thing, where ids do not say that they are the same. */
function apart(drafts: readonly RecordDraft[]): RecordDraft[] {
  const seen = new Set<string>();
  const found: RecordDraft[] = [];
  for (const draft of drafts) {
    const own = [recordId(draft), ...identities(draft)];
    if (!own.some((each) => seen.has(each))) found.push(draft);
    own.forEach((each) => seen.add(each));
  }
  return found;
}

/** Two addresses are two people. */
function hasAddress({ ids }: RecordDraft): boolean {
  return (ids.email ?? []).length > 0;
}
