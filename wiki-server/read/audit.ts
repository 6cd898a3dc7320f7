import type { GraphStore } from '../../graph/store.ts';
import { fold } from '../../schema/names.ts';
import { parseRef, type Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import {
  adminPath,
  contradictionsPath,
  entityPath,
  historyPath,
  proposalsPath,
  runPath,
  suggestionPath,
} from '../paths.ts';
import { namedInSummary, summarise } from '../present/changes.ts';
import { auditTexts, settingsTexts, sourcesTexts } from '../texts.ts';

/** Who makes changes: people, the reading of a source, or Kiki itself. */
export const auditActors = ['person', 'run', 'kiki'] as const;
export type AuditActor = (typeof auditActors)[number];

/** One change of the graph, or one decision about it. */
export interface AuditEntry {
  /** ISO. */
  at: string;
  by: AuditActor;
  actor: string;
  /** The page or thing it is about. */
  about: string;
  aboutHref?: string | undefined;
  what: string;
  /** Where more of it is. */
  href?: string | undefined;
  reason?: string | undefined;
}

/** Changes of pages that are looked through at once; decisions and runs, of each sort. */
export const lookedThrough = 2000;
const mostDecisions = 500;

interface AuditOptions {
  /** Only what was before this time, ISO. */
  before?: string | undefined;
  labelOf: (source: string) => string;
}

/** All that is recorded of who changed the graph, newest first, as far as the viewer may read it. */
export async function readAudit(store: GraphStore, viewer: Viewer, options: AuditOptions): Promise<AuditEntry[]> {
  const parts = await Promise.all([
    revisions(store, viewer, options),
    runs(store, viewer, options),
    merges(store, viewer),
    trust(store, options),
    suggestions(store, viewer),
    proposals(store, viewer),
    dismissals(store, viewer),
    channels(store, viewer),
    saidToOwners(store, viewer),
    saidOnBehalf(store, viewer),
  ]);
  const { before } = options;
  return parts
    .flat()
    .filter(({ at }) => before === undefined || at < before)
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/** The entries made by one sort of actor that hold all the words, whatever their case and accents. */
export function filterAudit(
  entries: readonly AuditEntry[],
  { by, q = '' }: { by?: AuditActor | undefined; q?: string | undefined },
): AuditEntry[] {
  const words = fold(q)
    .split(/\s+/)
    .filter((word) => word !== '');
  return entries.filter((entry) => {
    if (by !== undefined && entry.by !== by) return false;
    const text = fold([entry.actor, entry.about, entry.what, entry.reason ?? ''].join(' '));
    return words.every((word) => text.includes(word));
  });
}

/** What runs did is one entry per run, below. */
async function revisions(store: GraphStore, viewer: Viewer, { before }: AuditOptions): Promise<AuditEntry[]> {
  const found = await store.newestRevisions(viewer, { by: ['person', 'kiki'], before, limit: lookedThrough });
  const refs = found.flatMap((revision) => [revision.ref, namedInSummary(revision) ?? []].flat());
  const cardOf = new Map((await store.cards(viewer, [...new Set(refs)])).map((card) => [card.ref, card]));
  const { ontology } = store;
  return found.map((revision) => {
    const { ref, at, actor, actorType, reason } = revision;
    const kind = ontology.findKind(parseRef(ref).kind)?.name;
    return {
      at,
      by: actorType,
      actor,
      about: cardOf.get(ref)?.name ?? ref,
      ...(cardOf.has(ref) && { aboutHref: entityPath(ref) }),
      what: summarise(revision, { kind, ontology, cardOf }),
      href: historyPath(ref),
      reason,
    };
  });
}

/** Runs that changed records. */
async function runs(store: GraphStore, viewer: Viewer, { labelOf }: AuditOptions): Promise<AuditEntry[]> {
  const found = await store.runs(viewer, { limit: mostDecisions });
  return found
    .filter(({ added, changed, removed }) => added + changed + removed > 0)
    .map(({ id, source, startedAt, finishedAt, ...counts }) => ({
      at: finishedAt ?? startedAt,
      by: 'run',
      actor: auditTexts.reading,
      about: labelOf(source),
      what: sourcesTexts.counts(counts),
      href: runPath(id),
    }));
}

async function merges(store: GraphStore, viewer: Viewer): Promise<AuditEntry[]> {
  const found = await store.merges(viewer);
  const nameOf = await names(
    store,
    viewer,
    found.map(({ into }) => into),
  );
  return found.flatMap(({ from, into, at, by, reason, until, endedBy }): AuditEntry[] => {
    const same = { by: 'person' as const, about: from, aboutHref: entityPath(into) };
    const merged = { ...same, at, actor: by, what: auditTexts.merged(nameOf(into)), reason };
    if (until === undefined) return [merged];
    return [merged, { ...same, at: until, actor: endedBy ?? by, what: auditTexts.unmerged(nameOf(into)) }];
  });
}

async function trust(store: GraphStore, { labelOf }: AuditOptions): Promise<AuditEntry[]> {
  return (await store.trustRules()).map(({ key, sources, at, by, reason }) => ({
    at,
    by: 'person',
    actor: by,
    about: key,
    what: auditTexts.trust(sources.map((source) => labelOf(source))),
    href: contradictionsPath({ settled: true }),
    reason,
  }));
}

async function suggestions(store: GraphStore, viewer: Viewer): Promise<AuditEntry[]> {
  const lists = await Promise.all(
    (['accepted', 'declined'] as const).map(async (status) => {
      const { items } = await store.suggestions(viewer, { status, limit: mostDecisions });
      return items.map((item) => ({ ...item, status }));
    }),
  );
  const nameOf = await names(
    store,
    viewer,
    lists.flat().flatMap(({ of }) => of ?? []),
  );
  return lists.flat().flatMap(({ id, of, create, byName, status, decidedBy, decidedAt, reason }): AuditEntry[] => {
    if (decidedAt === undefined || decidedBy === undefined) return [];
    return [
      {
        at: decidedAt,
        by: 'person',
        actor: decidedBy,
        about: of === undefined ? (create?.name ?? '') : nameOf(of),
        ...(of !== undefined && { aboutHref: entityPath(of) }),
        what: `${auditTexts.suggestion[status]}, ${auditTexts.suggestedBy(byName)}`,
        href: suggestionPath(id),
        reason,
      },
    ];
  });
}

async function proposals(store: GraphStore, viewer: Viewer): Promise<AuditEntry[]> {
  const lists = await Promise.all(
    (['accepted', 'rejected'] as const).map(async (status) => {
      const { items } = await store.proposals(viewer, { status, limit: mostDecisions });
      return items.map((item) => ({ ...item, status }));
    }),
  );
  return lists.flat().flatMap(({ subject, relation, object, status, by, decidedAt }): AuditEntry[] => {
    if (decidedAt === undefined || by === undefined) return [];
    const words = store.ontology.findRelation(relation)?.name ?? relation;
    return [
      {
        at: decidedAt,
        by: 'person',
        actor: by,
        about: auditTexts.proposed(subject.name, words, object.name),
        aboutHref: entityPath(subject.ref),
        what: auditTexts.proposal[status],
        href: proposalsPath({ status }),
      },
    ];
  });
}

async function dismissals(store: GraphStore, viewer: Viewer): Promise<AuditEntry[]> {
  return (await store.dismissedDuplicates(viewer)).map(({ a, b, by, at, reason }) => ({
    at,
    by: 'person',
    actor: by,
    about: a.name,
    aboutHref: entityPath(a.ref),
    what: auditTexts.distinct(b.name),
    reason,
  }));
}

/** How Kiki answers in channels of Slack. */
async function channels(store: GraphStore, viewer: Viewer): Promise<AuditEntry[]> {
  return (await store.channelChanges(viewer, mostDecisions)).map(
    ({ channel, name, before, after, at, by, byType }) => ({
      at,
      by: byType,
      actor: by,
      about: auditTexts.channel(name, channel),
      what: auditTexts.channelChanged(settingsTexts.channelWords(before), settingsTexts.channelWords(after)),
      href: adminPath('settings'),
    }),
  );
}

/** What Kiki said to people of its own accord: that it did, never what. What they made of it is their own. */
async function saidToOwners(store: GraphStore, viewer: Viewer): Promise<AuditEntry[]> {
  if (!viewer.canEdit) return [];
  const said = (await store.outreachSince('')).filter(({ message }) => message !== undefined).slice(0, mostDecisions);
  const nameOf = await names(
    store,
    viewer,
    said.map(({ person }) => person),
  );
  return said.map(({ kind, person, at }) => ({
    at,
    by: 'kiki',
    actor: auditTexts.kiki,
    about: nameOf(person),
    aboutHref: entityPath(person),
    what: auditTexts.said[kind],
  }));
}

/** Questions that Kiki brought to people for others, and reminders of them. */
async function saidOnBehalf(store: GraphStore, viewer: Viewer): Promise<AuditEntry[]> {
  const { items } = await store.helpRequests(viewer, { of: 'all', limit: mostDecisions });
  return items.flatMap(({ to, at, posted, remindedAt, askerName }): AuditEntry[] => {
    const about = { about: to.name, ...('person' in to && { aboutHref: entityPath(to.person) }) };
    const same = { by: 'kiki' as const, actor: auditTexts.kiki, ...about };
    return [
      ...(posted === undefined ? [] : [{ ...same, at, what: auditTexts.brought(askerName) }]),
      ...(remindedAt === undefined ? [] : [{ ...same, at: remindedAt, what: auditTexts.reminded(askerName) }]),
    ];
  });
}

/** What things are called; one that is no more by its ref. */
async function names(store: GraphStore, viewer: Viewer, refs: readonly Ref[]): Promise<(ref: Ref) => string> {
  const cards = await store.cards(viewer, [...new Set(refs)]);
  const byRef = new Map(cards.map(({ ref, name }) => [ref, name]));
  return (ref) => byRef.get(ref) ?? ref;
}
