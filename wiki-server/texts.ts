/**
 * Every word of the interface, one file for each part of it. To translate, give another set of the same shape. Parts are separate exports
 * so that the browser gets those it uses.
 */
export * from './texts/site.ts';
export * from './texts/search.ts';
export * from './texts/ask.ts';
export * from './texts/feedback.ts';
export * from './texts/help.ts';
export * from './texts/home.ts';
export * from './texts/page.ts';
export * from './texts/preview.ts';
export * from './texts/request.ts';
export * from './texts/graph.ts';
export * from './texts/freshness.ts';
export * from './texts/prose.ts';
export * from './texts/history.ts';
export * from './texts/as-of.ts';
export * from './texts/run.ts';
export * from './texts/import.ts';
export * from './texts/gone.ts';
export * from './texts/browse.ts';
export * from './texts/organisation.ts';
export * from './texts/recent.ts';
export * from './texts/feed.ts';
export * from './texts/sources.ts';
export * from './texts/privacy.ts';
export * from './texts/admin.ts';
export * from './texts/contradiction.ts';
export * from './texts/duplicate.ts';
export * from './texts/merge.ts';
export * from './texts/redirect.ts';
export * from './texts/quality.ts';
export * from './texts/proposal.ts';
export * from './texts/edit.ts';
export * from './texts/bulk.ts';
export * from './texts/questions.ts';
export * from './texts/audit.ts';
export * from './texts/roles.ts';
export * from './texts/settings.ts';
export * from './texts/me.ts';
export * from './texts/watch.ts';
export * from './texts/discussion.ts';
export * from './texts/mcp.ts';
export * from './texts/error.ts';
