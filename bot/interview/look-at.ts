import { createHash } from 'node:crypto';
import type { GraphStore, Saying } from '../../graph/store.ts';
import { bodyText } from '../../graph/text/body-text.ts';
import { plainText } from '../../graph/text/plain.ts';
import type { EntityView, SourceNote } from '../../schema/entity.ts';
import type { Value } from '../../schema/value.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { cut } from '../blocks/cut.ts';
import type { Seen, Topic } from './topic.ts';

export type LookReads = Pick<GraphStore, 'entity' | 'dispute' | 'ontology'>;

const longestExcerpt = 500;
/** More would not be told apart at a glance. */
export const mostChoices = 5;

/** The page as it is now, and what of it the owner is shown. Undefined when there is nothing to ask any more. */
export async function lookAt(
  store: LookReads,
  viewer: Viewer,
  topic: Topic,
): Promise<{ view: EntityView; seen: Seen } | undefined> {
  const view = await store.entity(viewer, topic.ref);
  if (view === undefined) return undefined;
  const says = topic.about === 'contradiction' ? await sayings(store, viewer, topic) : [];
  if (topic.about === 'contradiction' && says.length < 2) return undefined;
  const mayBeMany = topic.about === 'contradiction' && store.ontology.findRelation(topic.part)?.cardinality === 'many';
  return {
    view,
    seen: {
      content: view.content,
      excerpt: topic.about === 'overdue' ? excerptOf(view, topic.part) : '',
      says: says.map((saying) => ({
        token: tokenOf(saying),
        value: valueText(saying.value),
        sources: sourcesOf(saying.sources),
      })),
      mayBeMany,
    },
  };
}

/** What is said of a contradiction and nobody has settled, the shown first. */
export async function sayings(
  store: LookReads,
  viewer: Viewer,
  { ref, part }: Pick<Topic & { about: 'contradiction' }, 'ref' | 'part'>,
): Promise<Saying[]> {
  const dispute = await store.dispute(viewer, ref, part);
  return (dispute?.says ?? []).filter(({ settled, isShown }) => isShown || settled === undefined).slice(0, mostChoices);
}

/** By which a saying is known again, however the others change. */
export function tokenOf({ value, other }: Pick<Saying, 'value' | 'other'>): string {
  return createHash('sha256')
    .update(JSON.stringify([value, other ?? null]))
    .digest('hex')
    .slice(0, 16);
}

/** What the page, or a part of it, says now, in words. */
export function excerptOf(view: EntityView, part: string | undefined): string {
  if (part !== undefined) {
    const value = view.facts[part]?.value;
    if (value !== undefined) return cut(valueText(value), longestExcerpt);
    const others = view.relations.filter(({ relation, current, dotted }) => relation === part && current && !dotted);
    return cut(others.map(({ other }) => other.name).join(', '), longestExcerpt);
  }
  const text = plainText(bodyText(view.passages, view.name)) || valueText(view.facts.description?.value ?? '');
  return cut(text.trim(), longestExcerpt);
}

export function valueText(value: Value): string {
  return [value].flat().map(String).join(', ');
}

function sourcesOf(sources: readonly SourceNote[]): string {
  return sources
    .map(({ source, date, by }) => [by ?? source, ...(date === undefined ? [] : [date.slice(0, 10)])].join(', '))
    .slice(0, 3)
    .join('; ');
}
