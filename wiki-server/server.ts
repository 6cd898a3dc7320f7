import compress from '@fastify/compress';
import etag from '@fastify/etag';
import rateLimit from '@fastify/rate-limit';
import Fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { watchEdits } from '../graph/watch-edits.ts';
import { createHelpDesk } from '../graph/help-desk.ts';
import { createSuggester } from '../graph/suggest.ts';
import { KikiError } from '../schema/errors.ts';
import { localAdmin } from '../schema/viewer.ts';
import { askRoutes } from './api/ask.ts';
import { contradictionRoutes } from './api/contradictions.ts';
import { entityRoutes } from './api/entities.ts';
import { lookUpRoutes } from './api/look-ups.ts';
import { collectOpenapi, openapiRoute } from './api/openapi.ts';
import { mergeRoutes } from './api/merges.ts';
import { redirectRoutes } from './api/redirects.ts';
import { operationRoutes } from './api/operations.ts';
import { proposalRoutes } from './api/proposals.ts';
import { recordRoutes } from './api/records.ts';
import { runRoutes } from './api/runs.ts';
import { revertRoutes } from './api/reverts.ts';
import { searchRoutes } from './api/search.ts';
import { suggestionApiRoutes } from './api/suggestions.ts';
import type { WikiContext, WikiDependencies } from './context.ts';
import { type HttpProblem, sendProblem, toProblem, wantsJson } from './http/errors.ts';
import { keepPages } from './http/page-cache.ts';
import { createMetrics } from './http/metrics.ts';
import { secure } from './http/security.ts';
import { checkWithZod, type WikiApp, writeJson, type ZodTypes } from './http/zod-routes.ts';
import { keepRendered, renderProse } from './markdown/render-prose.ts';
import { mcpRoute } from './mcp/mcp-route.ts';
import { auditRoute } from './pages/admin/audit.tsx';
import { contradictionsRoute } from './pages/admin/contradictions.tsx';
import { adminHelpRoute } from './pages/admin/help.tsx';
import { duplicatesRoute } from './pages/admin/duplicates.tsx';
import { importRoute } from './pages/admin/import.tsx';
import { mergeRoute } from './pages/admin/merge.tsx';
import { adminRoute } from './pages/admin/overview.tsx';
import { qualityRoute } from './pages/admin/quality.tsx';

import { proposalsRoute } from './pages/admin/proposals.tsx';
import { questionsRoute } from './pages/admin/questions.tsx';
import { redirectsRoute } from './pages/admin/redirects.tsx';
import { rolesRoute } from './pages/admin/roles.tsx';
import { runsRoute } from './pages/admin/runs.tsx';
import { settingsRoute } from './pages/admin/settings.tsx';
import { unmergeRoute } from './pages/admin/unmerge.tsx';
import { askPersonRoute } from './pages/ask-person.tsx';
import { helpRequestRoute } from './pages/help-request.tsx';
import { askPageRoutes } from './pages/ask.tsx';
import { browseRoutes } from './pages/browse.tsx';
import { bulkRoute } from './pages/bulk.tsx';
import { deleteRoute } from './pages/delete.tsx';
import { discussionRoute } from './pages/discussion.tsx';
import { editRoutes } from './pages/edit.ts';
import { entityRoute } from './pages/entity.tsx';
import { feedRoutes } from './pages/feeds.tsx';
import { feedbackRoute } from './pages/feedback.tsx';
import { graphRoutes } from './pages/graph.tsx';
import { historyRoute } from './pages/history.tsx';
import { homeRoute } from './pages/home.tsx';
import { meRoute } from './pages/me.tsx';
import { newRoutes } from './pages/new.tsx';
import { organisationRoute } from './pages/organisation.tsx';
import { pageRequestRoute } from './pages/page-request.tsx';
import { previewRoute } from './pages/preview.tsx';
import { privacyRoute } from './pages/privacy.tsx';
import { sendNotFound, sendProblemPage } from './pages/problem.tsx';
import { recentRoute } from './pages/recent.tsx';
import { relationRoute } from './pages/relation.tsx';
import { revertRoute } from './pages/revert.ts';
import { reviewRoutes } from './pages/review.ts';
import { searchRoute } from './pages/search.tsx';
import { suggestRoutes } from './pages/suggest.ts';
import { suggestionsRoute } from './pages/suggestions.tsx';
import { sourcesRoute } from './pages/sources.tsx';
import { teamPeopleRoute } from './pages/team-people.tsx';
import { verifyRoute } from './pages/verify.ts';
import { watchingRoutes } from './pages/watching.tsx';
import { createCare } from './read/care.ts';
import { createNeighbourhoods } from './read/neighbourhoods.ts';
import { createReaders, shownOf } from './read/readers.ts';
import { standsFor } from './read/stands-for.ts';
import { errorTexts } from './texts.ts';

/** Bytes of a request's body. */
const bodyLimit = 1024 * 1024;

/** The wiki and its API as a server that does not listen yet. */
export function createWikiServer(dependencies: WikiDependencies): FastifyInstance {
  const { store, siteState, logger, assets, publicUrl, allowInsecure, extraRoutes } = dependencies;
  const metrics = createMetrics({ graphVersion: () => store.version(), siteState });
  const now = dependencies.now ?? (() => new Date());
  const context: WikiContext = {
    ...dependencies,
    viewerOf: dependencies.viewerOf ?? (() => localAdmin),
    viewerOfPerson:
      dependencies.viewerOfPerson ?? ((id) => Promise.resolve(id === localAdmin.id ? localAdmin : undefined)),
    editor: watchEdits({ store, editor: dependencies.editor }),
    readers: createReaders(store),
    now,
    helpDesk: createHelpDesk({ store, suggest: createSuggester(dependencies).suggest, now }),
    metrics,
    neighbourhoods: createNeighbourhoods(store),
    care: createCare(store, now),
    renderProse: keepRendered(renderProse),
  };
  const app = Fastify({
    loggerInstance: logger,
    // Its lines would hold whole addresses, and with them people's questions; `observe` writes ours.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    genReqId: () => crypto.randomUUID(),
    // Names of entities and ids of records are longer than the usual limit of a parameter, above all with each letter as %E4%BD%A0.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 6000 },
    forceCloseConnections: true,
  });
  app.setValidatorCompiler(checkWithZod);
  app.setSerializerCompiler(writeJson);
  observe(app, context);
  secure(app, { publicUrl, allowInsecure });
  app.register(compress);
  app.register(etag);
  app.register(rateLimit, { global: false, keyGenerator: (request) => context.viewerOf(request).id + request.ip });
  refreshReaders(app, context);
  keepPages(app, {
    ...context,
    standsFor: (viewer) => standsFor(context, viewer),
    shownOf: (request, viewer) => shownOf(context.readers.of(viewer), request),
  });
  collectOpenapi(app, publicUrl);
  handleErrors(app, context);

  app.register((scope, _options, done) => {
    const routes: WikiApp = scope.withTypeProvider<ZodTypes>();
    pageRoutes(routes, context);
    apiRoutes(routes, context);
    assets.serve(scope);
    done();
  });
  if (extraRoutes !== undefined) app.register(extraRoutes);
  return app;
}

function pageRoutes(app: WikiApp, context: WikiContext): void {
  homeRoute(app, context);
  entityRoute(app, context);
  editRoutes(app, context);
  suggestRoutes(app, context);
  newRoutes(app, context);
  reviewRoutes(app, context);
  bulkRoute(app, context);
  deleteRoute(app, context);
  suggestionsRoute(app, context);
  verifyRoute(app, context);
  discussionRoute(app, context);
  historyRoute(app, context);
  revertRoute(app, context);
  relationRoute(app, context);
  teamPeopleRoute(app, context);
  graphRoutes(app, context);
  previewRoute(app, context);
  pageRequestRoute(app, context);
  searchRoute(app, context);
  browseRoutes(app, context);
  organisationRoute(app, context);
  askPageRoutes(app, context);
  feedbackRoute(app, context);
  askPersonRoute(app, context);
  helpRequestRoute(app, context);
  recentRoute(app, context);
  feedRoutes(app, context);
  sourcesRoute(app, context);
  privacyRoute(app, context);
  qualityRoute(app, context);
  meRoute(app, context);
  watchingRoutes(app, context);
  adminRoute(app, context);
  contradictionsRoute(app, context);
  duplicatesRoute(app, context);
  mergeRoute(app, context);
  unmergeRoute(app, context);
  runsRoute(app, context);
  importRoute(app, context);
  proposalsRoute(app, context);
  questionsRoute(app, context);
  adminHelpRoute(app, context);
  redirectsRoute(app, context);
  auditRoute(app, context);
  rolesRoute(app, context);
  settingsRoute(app, context);
}

function apiRoutes(app: WikiApp, context: WikiContext): void {
  askRoutes(app, context);
  searchRoutes(app, context);
  lookUpRoutes(app, context);
  entityRoutes(app, context);
  contradictionRoutes(app, context);
  mergeRoutes(app, context);
  redirectRoutes(app, context);
  revertRoutes(app, context);
  proposalRoutes(app, context);
  suggestionApiRoutes(app, context);
  recordRoutes(app, context);
  runRoutes(app, context);
  operationRoutes(app, context);
  openapiRoute(app);
  mcpRoute(app, context);
}

/** What every page shows of its reader is read before the page is made. */
function refreshReaders(app: FastifyInstance, { readers, viewerOf }: WikiContext): void {
  app.addHook('preValidation', async (request) => {
    if (!forPrograms.test(request.url)) await readers.refresh(viewerOf(request));
  });
}

/** Addresses of what is no page. */
const forPrograms = /^\/(api|assets|mcp|slack|healthz|readyz|metrics)\b/;

/** Counts and logs what was answered. The address is logged without its query, because that holds people's questions. */
function observe(app: FastifyInstance, { metrics }: WikiContext): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.request(route, request.method, reply.statusCode, reply.elapsedTime / 1000);
    request.log.info(
      { method: request.method, route, status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) },
      'answered',
    );
    done();
  });
  app.addHook('onClose', (_app, done) => {
    metrics.stop();
    done();
  });
}

/** Every error goes through here: JSON for programs, a page for people; what is our own fault goes to the log. */
function handleErrors(app: FastifyInstance, context: WikiContext): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = tooMany(error, reply) ?? toProblem(error, request);
    if (problem.status >= 500) request.log.error({ err: error }, 'A request failed');
    return tell(problem, request, reply);
  });
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?');
    if (!wantsJson(request))
      return sendNotFound(context, { viewer: context.viewerOf(request), reply }, decodePath(path));
    return sendProblem(reply, {
      status: 404,
      code: 'not-found',
      message: `There is no ${request.method} ${path}`,
      fix: '/api/openapi.json lists what there is',
    });
  });

  function tell(problem: HttpProblem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    return wantsJson(request) ? sendProblem(reply, problem) : sendProblemPage(context, reply, problem);
  }
}

function tooMany(error: unknown, reply: FastifyReply): HttpProblem | undefined {
  if (error instanceof KikiError || !(error instanceof Error) || !('statusCode' in error) || error.statusCode !== 429)
    return undefined;
  const seconds = Number(reply.getHeader('retry-after') ?? 60);
  return { status: 429, code: 'too-many', message: errorTexts.tooManyTitle, fix: errorTexts.tooMany(seconds) };
}

/** A path as a person would read it. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return path.slice(1); // a stray %, shown as it is
  }
}
