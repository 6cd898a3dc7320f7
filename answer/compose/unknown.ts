import type { GraphStore } from '../../graph/store.ts';
import type { Expert } from '../../schema/answer.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { isCounted } from '../look-up/counting.ts';
import type { Statement } from '../look-up/finding.ts';
import { bold } from '../look-up/wording.ts';
import type { SourcesUsed } from '../sources-used.ts';
import type { Evidence } from '../retrieve/retrieve.ts';

/** Pages and experts named at most when nothing is known. */
const most = 3;

/** "Not known", with the nearest pages and who may know. @param unrecorded known things of which no source says what is asked */
export function unknown(
  evidence: readonly Evidence[],
  experts: readonly Expert[],
  unrecorded: readonly Pick<EntityCard, 'ref' | 'name'>[] = [],
): Statement[] {
  const pages = [...new Map(evidence.map(({ passage }) => [passage.ref, passage])).values()].slice(0, most);
  const head: Statement = {
    text:
      unrecorded.length === 0
        ? 'I don’t know: I found nothing in the sources that answers this.'
        : `I don’t know: ${unrecorded.map(({ name }) => bold(name)).join(' and ')} is known to me, but no source says this of it.`,
    sources: [],
  };
  const near: Statement[] =
    pages.length === 0
      ? []
      : [{ text: `Nearest pages: ${pages.map(({ title }) => bold(title)).join(', ')}.`, sources: [] }];
  const ask: Statement[] =
    experts.length === 0
      ? []
      : [
          {
            text: `Who may know: ${experts.map(({ name, why }) => `${bold(name)} (${why})`).join(', ')}.`,
            sources: [],
          },
        ];
  return [head, ...near, ...ask];
}

/** What stands in place of "not known" while nothing has been read in: no question can be answered, and asking a colleague is no remedy. */
export function nothingRead(): Statement[] {
  return [
    {
      text: 'I don’t know anything yet: nothing has been read in, or the first reading has not ended. Run `kiki ingest` to read the sources in kiki.yaml (`kiki serve` does so by itself when it starts), then ask again.',
      sources: [],
    },
  ];
}

/**
 * People and teams who may know: experts in, owners of and leads of what the question is about, and of the nearest pages.
 *
 * @param allow whether what sources say of them may be told
 */
export async function likelyExperts(
  { store, viewer, on }: { store: GraphStore; viewer: Viewer; on: string },
  about: readonly Ref[],
  evidence: readonly Evidence[],
  allow: SourcesUsed['allow'] = () => true,
): Promise<Expert[]> {
  const things = [...new Set([...about, ...evidence.slice(0, most).map(({ passage }) => passage.ref)])];
  const found = new Map<Ref, Expert>();
  const add = (ref: Ref, name: string, why: string) => {
    if (!found.has(ref)) found.set(ref, { ref, name, why });
  };
  for (const ref of things) {
    const view = await store.entity(viewer, ref, on);
    if (view === undefined) continue;
    if (about.includes(ref) && view.kind === 'Team') add(ref, view.name, 'the team asked about');
    for (const { relation, end, other, current, sources } of view.relations) {
      if (!current || end !== 'to' || !canBeAsked(other) || !allow({ sources })) continue;
      if (relation === 'EXPERT_IN') add(other.ref, other.name, `expert in ${view.name}`);
      if (relation === 'OWNS') add(other.ref, other.name, `owns ${view.name}`);
      if (relation === 'LEADS') add(other.ref, other.name, `leads ${view.name}`);
    }
  }
  return [...found.values()].slice(0, most);

  /** Not who has left, a vacancy, or an archived team; an external person may well know. */
  function canBeAsked(card: EntityCard): boolean {
    return isCounted(card, store.ontology) || card.fields.status === 'external';
  }
}
