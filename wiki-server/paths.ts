import type { Ref } from '../schema/ref.ts';

/** Addresses of pages. Everything that links goes through here. */

/** Of an entity, or of a place on its page. */
export function entityPath(ref: Ref, anchor?: string): string {
  // A colon is allowed in a path segment, and an address with it reads better.
  const path = `/wiki/${encodeURIComponent(ref).replace('%3A', ':')}`;
  return anchor === undefined ? path : `${path}#${encodeURIComponent(anchor)}`;
}

/** Of a passage, by its id `ref#anchor`. */
export function passagePath(id: string): string {
  const at = id.indexOf('#');
  return at === -1 ? entityPath(id) : entityPath(id.slice(0, at), id.slice(at + 1));
}

export function historyPath(ref: Ref, query: Readonly<Record<string, string | number | undefined>> = {}): string {
  return withQuery(`${entityPath(ref)}/history`, query);
}

/** The history of an entity as a feed. */
export function historyFeedPath(ref: Ref): string {
  return `${entityPath(ref)}/history.atom`;
}

/** What Kiki reads and keeps. */
export const sourcesPath = '/sources';
export const privacyPath = '/privacy';

/** What changed last, as a feed. */
export const recentFeedPath = '/recent.atom';

/** Where a form begins or ends watching a page. */
export function watchPath(ref: Ref): string {
  return `${entityPath(ref)}/watch`;
}

/** Where an entity is discussed; all, or one thread. */
export function discussionPath(
  ref: Ref,
  query: { thread?: string | undefined; page?: number | undefined } = {},
): string {
  return withQuery(`${entityPath(ref)}/discussion`, { ...query, page: query.page === 1 ? undefined : query.page });
}

/** A comment there: among the others, or in the whole of its thread. */
export function commentPath(ref: Ref, thread: string | undefined, comment: string): string {
  return `${discussionPath(ref, { thread })}#comment-${encodeURIComponent(comment)}`;
}

/** Where a form says that all that was written to the reader is read. */
export const readNoticesPath = '/me/written';

/** Where forms go about all that a reader watches, and where one asks for a new secret address of the feed. */
export const watchingPath = '/me/watching';
export const newFeedPath = '/me/feed';

/** What changed on the pages that a reader watches, as a feed. */
export const watchedFeedPath = '/watched.atom';

/** What changed last, of all pages or of those that the reader watches. */
export function recentPath(query: { watched?: boolean } = {}): string {
  return withQuery('/recent', { watched: query.watched === true ? 1 : undefined });
}

/** Where a form goes that takes an entity back to a revision. */
export function revertPath(ref: Ref): string {
  return `${entityPath(ref)}/revert`;
}

/** Where a form says that a page is right, or takes that back. */
export function verifyPath(ref: Ref): string {
  return `${entityPath(ref)}/verify`;
}

/** Where an entity is edited, and where anyone suggests a change of it. */
export function editPath(ref: Ref): string {
  return `${entityPath(ref)}/edit`;
}

export function suggestPath(ref: Ref, query: Readonly<Record<string, string | number | undefined>> = {}): string {
  return withQuery(`${entityPath(ref)}/suggest`, query);
}

/** Where an entity is deleted, after a look at what that breaks. */
export function deletePath(ref: Ref): string {
  return `${entityPath(ref)}/delete`;
}

/** Where something new is made, or suggested. */
export function newPath(query: Readonly<Record<string, string | number | undefined>> = {}): string {
  return withQuery('/new', query);
}

/** What colleagues suggest. */
export function suggestionsPath(query: Readonly<Record<string, string | number | undefined>> = {}): string {
  return withQuery('/suggestions', query);
}

/** One of them, where it is decided. */
export function suggestionPath(id: string): string {
  return `/suggestions/${encodeURIComponent(id)}`;
}

/** All that stands at the other end of one of an entity's relations. */
export function relationPath(ref: Ref, relation: string, end: 'from' | 'to'): string {
  return `${entityPath(ref)}/relations/${encodeURIComponent(relation)}/${end}`;
}

/** What is around an entity. */
export function graphPath(ref: Ref, depth: 1 | 2 = 1): string {
  return withQuery(`${entityPath(ref)}/graph`, { depth: depth === 1 ? undefined : depth });
}

/** What the drawing of it is made of. */
export function graphDataPath(ref: Ref, depth: 1 | 2 = 1): string {
  return withQuery(`/api${entityPath(ref).replace('/wiki/', '/entities/')}/graph`, {
    depth: depth === 1 ? undefined : depth,
  });
}

/** What the page of the organisation shows. */
export interface OrganisationFilter {
  /** Only what is below this team or person. */
  of?: Ref | undefined;
  q?: string | undefined;
  view?: 'chart' | 'list' | undefined;
  asOf?: string | undefined;
}

export function organisationPath({ of, q, view, asOf }: OrganisationFilter = {}): string {
  return withQuery('/org', { of, q, view: view === 'chart' ? undefined : view, asOf });
}

/** Everyone in a team and in the teams inside it. */
export function teamPeoplePath(ref: Ref, query: Readonly<Record<string, string | number | undefined>> = {}): string {
  return withQuery(`${entityPath(ref)}/people`, query);
}

export function browsePath(kind: string, query: Readonly<Record<string, string | number | undefined>> = {}): string {
  return withQuery(`/browse/${kind.toLowerCase()}`, query);
}

/** What is on a list: of a kind, by status and letter, or what a search finds. */
export interface ListFilter {
  kind?: string | undefined;
  status?: string | undefined;
  letter?: string | undefined;
  q?: string | undefined;
  team?: Ref | undefined;
}

/** Where several pages of a list are changed at once. @param what the field or relation, as the form names it */
export function bulkPath({ kind, status, letter, q, team }: ListFilter = {}, what?: string): string {
  return withQuery('/bulk', { kind, status, letter, q, team, what });
}

/** The list itself. */
export function listPath({ kind = '', status, letter, q, team }: ListFilter): string {
  return q === undefined ? browsePath(kind, { status, letter }) : searchPath(q, { kind, team });
}

export function searchPath(q: string, query: Readonly<Record<string, string | number | undefined>> = {}): string {
  return withQuery('/search', { q, ...query });
}

export function askPath(q?: string, page?: Ref): string {
  return withQuery('/ask', { q, page });
}

/** Where the asker of an answer puts his question to a person. */
export function askPersonPath(answer?: string): string {
  return withQuery('/ask/person', { answer });
}

/** A question that was put to a person. */
export function helpRequestPath(id: string, query: Readonly<Record<string, string | number | undefined>> = {}): string {
  return withQuery(`/help-requests/${encodeURIComponent(id)}`, query);
}

/** The pages for those who keep the graph right. */
export type AdminPage =
  | 'contradictions'
  | 'duplicates'
  | 'merge'
  | 'unmerge'
  | 'runs'
  | 'quality'
  | 'proposals'
  | 'questions'
  | 'help'
  | 'audit'
  | 'roles'
  | 'settings'
  | 'import'
  | 'redirects';

export function adminPath(page?: AdminPage, query: Readonly<Record<string, string | number | undefined>> = {}): string {
  return withQuery(page === undefined ? '/admin' : `/admin/${page}`, query);
}

/** What the list of contradictions shows. */
export interface ContradictionFilter {
  settled?: boolean | undefined;
  kind?: string | undefined;
  /** Those of one entity only. */
  of?: Ref | undefined;
  page?: number | undefined;
  /** The entity whose contradiction was settled last, to say so. */
  done?: Ref | undefined;
}

export function contradictionsPath(filter: ContradictionFilter = {}, anchor?: string): string {
  const { settled, kind, of, page, done } = filter;
  const query = { settled: settled === true ? 1 : undefined, kind, of, page: page === 1 ? undefined : page, done };
  const path = adminPath('contradictions', query);
  return anchor === undefined ? path : `${path}#${encodeURIComponent(anchor)}`;
}

/** Where an editor settles one contradiction of an entity. */
export function contradictionPath(ref: Ref, name: string): string {
  return contradictionsPath({ of: ref }, contradictionAnchor(ref, name));
}

/** The place of one contradiction in the list. */
export function contradictionAnchor(ref: Ref, name: string): string {
  return `${ref}/${name.replace(/\s+/g, '_')}`;
}

/** What the list of suspected duplicates shows. */
export interface DuplicateFilter {
  state?: 'open' | 'dismissed' | 'merged' | undefined;
  kind?: string | undefined;
  page?: number | undefined;
  /** What was decided last, to say so. */
  done?: 'merged' | 'distinct' | 'again' | undefined;
  /** The one that was kept. */
  kept?: Ref | undefined;
}

export function duplicatesPath({ state, kind, page, done, kept }: DuplicateFilter = {}): string {
  const query = { state: state === 'open' ? undefined : state, kind, page: page === 1 ? undefined : page, done, kept };
  return adminPath('duplicates', query);
}

/** Where names and addresses lead that nothing bears; those of one page, with what was done last. */
export function redirectsPath(
  query: { of?: Ref | undefined; from?: string | undefined; page?: number | undefined } & RedirectDone = {},
): string {
  return adminPath('redirects', { ...query, page: query.page === 1 ? undefined : query.page });
}

/** What was done last, to say so and to offer to take it back. */
export interface RedirectDone {
  done?: 'added' | 'removed' | undefined;
  name?: string | undefined;
  to?: Ref | undefined;
}

/** One reading of a source, and what it changed. */
export function runPath(id: string): string {
  return `${adminPath('runs')}/${encodeURIComponent(id)}`;
}

/** A file that is to be imported: what its columns mean, and what that would do. */
export function importPath(id: string, step?: 'preview'): string {
  const path = `${adminPath('import')}/${encodeURIComponent(id)}`;
  return step === undefined ? path : `${path}/${step}`;
}

/** What the list of proposals shows. */
export interface ProposalFilter {
  status?: string | undefined;
  /** The page that is quoted. */
  from?: Ref | undefined;
  kind?: string | undefined;
  page?: number | undefined;
  /** The one that was decided last. */
  decided?: string | undefined;
}

export function proposalsPath(filter: ProposalFilter = {}): string {
  return withQuery('/admin/proposals', proposalQuery(filter));
}

/** Where a form goes that decides a proposal; the reply leads back to the list with this filter. */
export function decisionPath(id: string, decision: 'accept' | 'reject', filter: ProposalFilter): string {
  return withQuery(`/admin/proposals/${encodeURIComponent(id)}/${decision}`, proposalQuery(filter));
}

/** Without what goes without saying. */
function proposalQuery({ status, from, kind, page, decided }: ProposalFilter) {
  return { status: status === 'open' ? undefined : status, from, kind, page: page === 1 ? undefined : page, decided };
}

/** A path with those parameters that have a value. */
export function withQuery(path: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, item]) =>
    item === undefined || item === '' ? [] : [[name, String(item)] as [string, string]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

/** An address from content as it may stand in a link: http, https, mailto, or within this site; undefined for anything else. */
export function safeAddress(address: string): string | undefined {
  const trimmed = address.trim();
  // Browsers drop control characters from addresses, so `java\nscript:` would be a scheme.
  if ([...trimmed].some((character) => character < ' ' || character === '\u007f')) return undefined;
  if (/^(https?|mailto):/i.test(trimmed)) return trimmed;
  const leavesSite = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) || trimmed.startsWith('//') || trimmed.includes('\\');
  return leavesSite ? undefined : trimmed;
}

/** Whether the address is of another site. */
export function isExternal(address: string): boolean {
  return /^https?:/i.test(address);
}
