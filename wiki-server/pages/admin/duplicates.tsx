import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { createMerger } from '../../../graph/curation/merge-entities.ts';
import type { DismissedDuplicate } from '../../../graph/store.ts';
import type { EntityCard } from '../../../schema/entity.ts';
import { invalid } from '../../../schema/errors.ts';
import type { Viewer } from '../../../schema/viewer.ts';
import type { WikiContext } from '../../context.ts';
import { capitalise, formatDay } from '../../format.ts';
import { actorOf } from '../../../schema/actor.ts';
import { mustEdit } from '../../http/must-edit.ts';
import type { WikiApp } from '../../http/zod-routes.ts';
import { AdminPage } from '../../parts/admin-page.tsx';
import { Comparison, MergeButtons } from '../../parts/comparison.tsx';
import { Reason } from '../../parts/contradiction.tsx';
import { type Choice, FilterList } from '../../parts/filter-list.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { Pager } from '../../parts/pager.tsx';
import { adminPath, type DuplicateFilter, duplicatesPath, entityPath, historyPath } from '../../paths.ts';
import { compareEntities, type ComparedRow } from '../../present/comparison.ts';
import {
  mostSuggestions,
  pairsPerPage,
  readDecided,
  readSuggestions,
  type Suggestions,
} from '../../read/duplicates.ts';
import { adminTexts, duplicateTexts, mergeTexts } from '../../texts.ts';
import { pageNumber } from '../page-number.ts';
import { frameOf, sendPage } from '../page.ts';
import { formRoutes, hiddenText, optionalText } from './forms.ts';
import { type Refusal, refusalOf } from './refusal.ts';

const filter = z.object({
  state: z.enum(['open', 'dismissed', 'merged']).default('open').catch('open'),
  kind: z.string().max(60).optional().catch(undefined),
  page: pageNumber,
  done: z.enum(['merged', 'distinct', 'again']).optional().catch(undefined),
  kept: z.string().max(600).optional().catch(undefined),
});
type Filter = z.infer<typeof filter>;

const form = z.object({
  a: hiddenText,
  b: hiddenText,
  keep: optionalText,
  distinct: z.literal('1').optional(),
  again: z.literal('1').optional(),
  reason: optionalText,
});

/** A form that was not done. */
interface RefusedPair extends Refusal {
  a: string;
  b: string;
  reason: string | undefined;
}

/** `/admin/duplicates`: what may be one thing, side by side, to merge or to keep apart. */
export function duplicatesRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf } = context;
  const merger = createMerger({ store });
  const path = adminPath('duplicates');

  app.get(path, { schema: { hide: true, querystring: filter } }, (request, reply) =>
    sendList(context, { viewer: mustEdit(viewerOf(request)), reply }, request.query),
  );

  formRoutes(app, (scope) => {
    scope.post(path, { schema: { hide: true, querystring: filter, body: form } }, async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const { a, b, reason } = request.body;
      const back = { ...request.query, done: undefined, kept: undefined };
      try {
        return await reply.redirect(duplicatesPath({ ...back, ...(await decide(viewer, request.body)) }), 303);
      } catch (error) {
        return sendList(context, { viewer, reply }, back, { ...refusalOf(error, request), a, b, reason });
      }
    });
  });

  async function decide(
    viewer: Viewer,
    { a, b, keep, distinct, again, reason }: z.infer<typeof form>,
  ): Promise<Pick<DuplicateFilter, 'done' | 'kept'>> {
    const actor = actorOf(viewer);
    if (again !== undefined) {
      await store.undismissDuplicate(actor, a, b);
      return { done: 'again' };
    }
    if (distinct !== undefined) {
      await mustSee(viewer, [a, b]);
      await store.dismissDuplicate(actor, a, b, reason);
      return { done: 'distinct' };
    }
    if (keep !== a && keep !== b) throw invalid(duplicateTexts.neither);
    await merger.merge(actor, viewer, { from: keep === a ? b : a, into: keep, reason });
    return { done: 'merged', kept: keep };
  }

  /** What a viewer may not read does not exist for him. */
  async function mustSee(viewer: Viewer, refs: readonly string[]): Promise<void> {
    const cards = await store.cards(viewer, refs);
    if (cards.length < new Set(refs).size) throw invalid(duplicateTexts.gone, { fix: duplicateTexts.goneFix });
  }
}

async function sendList(
  context: WikiContext,
  { viewer, reply }: { viewer: Viewer; reply: FastifyReply },
  chosen: Filter,
  refused?: RefusedPair,
): Promise<FastifyReply> {
  const { store, sourceLabels } = context;
  const { ontology } = store;
  const kind = chosen.kind === undefined ? undefined : ontology.findKind(chosen.kind)?.name;
  const isOpen = chosen.state === 'open';
  const {
    total,
    state: found,
    pairs,
  } = isOpen ? await readSuggestions(store, viewer, { kind, page: chosen.page }) : noPairs;
  const { dismissed, merges } = isOpen ? nothingDecided : await readDecided(store, viewer);
  const [kept] = chosen.kept === undefined ? [] : await store.cards(viewer, [chosen.kept]);
  const items = pairs.map(({ suggestion: { score, reasons }, a, b }) => ({
    a,
    b,
    score,
    reasons,
    rows: compareEntities(a, b, { ontology, labelOf: sourceLabels }),
  }));
  const kinds = ontology.kinds.map(({ name, plural }) => ({ name, text: capitalise(plural) }));
  const page = (
    <Duplicates
      frame={frameOf(context, viewer)}
      {...{ total, found, items, dismissed, merges, kept, refused, kinds, chosen: { ...chosen, kind } }}
    />
  );
  return sendPage(reply, page, refused?.status ?? 200);
}

const noPairs: Awaited<ReturnType<typeof readSuggestions>> = { total: 0, state: 'current', pairs: [] };
const nothingDecided: Awaited<ReturnType<typeof readDecided>> = { dismissed: [], merges: [] };

interface PairItem {
  a: EntityCard;
  b: EntityCard;
  score: number;
  reasons: readonly string[];
  rows: readonly ComparedRow[];
}

interface DuplicatesProps extends Awaited<ReturnType<typeof readDecided>> {
  frame: Frame;
  total: number;
  found: Suggestions['state'];
  items: readonly PairItem[];
  kept: EntityCard | undefined;
  refused: RefusedPair | undefined;
  kinds: readonly { name: string; text: string }[];
  chosen: Filter;
}

function Duplicates(props: DuplicatesProps) {
  const { frame, total, found, items, dismissed, merges, kept, refused, kinds, chosen } = props;
  const { done, kept: _kept, ...filters } = chosen;
  const { state, page } = filters;
  const { intro, introDismissed, introMerged } = duplicateTexts;
  const isAt = ({ a, b }: PairItem) => refused?.a === a.ref && refused.b === b.ref;
  return (
    <AdminPage
      frame={frame}
      title={duplicateTexts.title}
      lede={{ open: intro, dismissed: introDismissed, merged: introMerged }[state]}
      place="duplicates"
      filters={<Filters chosen={filters} kinds={kinds} />}
    >
      {done !== undefined && <Done done={done} kept={kept} />}
      {refused !== undefined && !items.some(isAt) && <Problem refused={refused} />}
      {state === 'open' && (
        <>
          {found !== 'current' && (
            <p class="banner" role="status">
              {duplicateTexts[found]} <a href={duplicatesPath(filters)}>{duplicateTexts.lookAgain}</a>
            </p>
          )}
          {found !== 'looking' && (
            <p class="rule">
              {total === 0 ? duplicateTexts.none : duplicateTexts.total(total, total === mostSuggestions)}
            </p>
          )}
          <ol class="decisions" start={(page - 1) * pairsPerPage + 1}>
            {items.map((item) => (
              <Pair item={item} action={duplicatesPath(filters)} refused={isAt(item) ? refused : undefined} />
            ))}
          </ol>
          <Pager
            page={page}
            pages={Math.ceil(total / pairsPerPage)}
            pathOf={(each) => duplicatesPath({ ...filters, page: each })}
          />
        </>
      )}
      {state === 'dismissed' && <Dismissed pairs={dismissed} action={duplicatesPath(filters)} />}
      {state === 'merged' && <Merged merges={merges} />}
    </AdminPage>
  );
}

function Done({ done, kept }: { done: NonNullable<DuplicateFilter['done']>; kept: EntityCard | undefined }) {
  return (
    <p class="banner" role="status">
      {done === 'merged' ? duplicateTexts.done.merged(kept?.name ?? '') : duplicateTexts.done[done]}{' '}
      {kept !== undefined && <a href={historyPath(kept.ref)}>{duplicateTexts.seeMerged}</a>}
    </p>
  );
}

function Problem({ refused: { problem, reason } }: { refused: RefusedPair }) {
  return (
    <p class="problem" role="alert">
      <b>{adminTexts.notDone}</b> {problem} {reason !== undefined && <q>{reason}</q>}
    </p>
  );
}

function Pair(props: { item: PairItem; action: string; refused: RefusedPair | undefined }) {
  const { item, action, refused } = props;
  const { a, b, score, reasons, rows } = item;
  return (
    <li class="card">
      <h2>
        {duplicateTexts.pair(a.name, b.name)}{' '}
        <span class="chip">
          {duplicateTexts.score(score)} <span class="hidden">{duplicateTexts.scoreLabel}</span>
        </span>
      </h2>
      {refused !== undefined && <Problem refused={refused} />}
      <ul class="reasons">
        {reasons.map((reason) => (
          <li>{reason}</li>
        ))}
      </ul>
      <Comparison a={a} b={b} rows={rows} />
      <form method="post" action={action} class="fields">
        <input type="hidden" name="a" value={a.ref} />
        <input type="hidden" name="b" value={b.ref} />
        <Reason typed={refused?.reason} />
        <MergeButtons a={a} b={b} />
        <button
          type="submit"
          name="distinct"
          value="1"
          class="other"
          aria-label={duplicateTexts.distinctLabel(a.name, b.name)}
        >
          {duplicateTexts.distinct}
        </button>
      </form>
    </li>
  );
}

function Dismissed({ pairs, action }: { pairs: readonly DismissedDuplicate[]; action: string }) {
  if (pairs.length === 0) return <p class="nothing">{duplicateTexts.noneDismissed}</p>;
  return (
    <ul class="decisions">
      {pairs.map(({ a, b, by, at, reason }) => (
        <li class="card">
          <p>
            <a href={entityPath(a.ref)}>{a.name}</a> ≠ <a href={entityPath(b.ref)}>{b.name}</a>{' '}
            <small>{duplicateTexts.by(by, formatDay(at))}</small>
          </p>
          {reason !== undefined && <p class="rule">{reason}</p>}
          <form method="post" action={action}>
            <input type="hidden" name="a" value={a.ref} />
            <input type="hidden" name="b" value={b.ref} />
            <button
              type="submit"
              name="again"
              value="1"
              class="other"
              aria-label={duplicateTexts.againLabel(a.name, b.name)}
            >
              {duplicateTexts.again}
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}

function Merged({ merges }: Pick<DuplicatesProps, 'merges'>) {
  if (merges.length === 0) return <p class="nothing">{duplicateTexts.noneMerged}</p>;
  return (
    <ul class="decisions">
      {merges.map(({ merge: { from, by, at, reason }, into }) => (
        <li class="card">
          <p>
            <a href={entityPath(into.ref)}>{into.name}</a> {duplicateTexts.mergedInto} {from}{' '}
            <small>{duplicateTexts.by(by, formatDay(at))}</small>
          </p>
          {reason !== undefined && <p class="rule">{reason}</p>}
          <p>
            <a href={adminPath('unmerge', { from })} aria-label={mergeTexts.unmergeLabel(from)}>
              {mergeTexts.unmerge}
            </a>
          </p>
        </li>
      ))}
    </ul>
  );
}

function Filters({ chosen, kinds }: { chosen: DuplicateFilter } & Pick<DuplicatesProps, 'kinds'>) {
  const { state = 'open', kind } = chosen;
  const states = (['open', 'dismissed', 'merged'] as const).map((each): Choice => ({
    text: duplicateTexts.states[each],
    href: duplicatesPath({ state: each, kind }),
    isChosen: each === state,
  }));
  const choices = [{ name: undefined, text: adminTexts.all }, ...kinds].map((each): Choice => ({
    text: each.text,
    href: duplicatesPath({ kind: each.name }),
    isChosen: each.name === kind,
  }));
  return (
    <>
      <FilterList id="states" title={duplicateTexts.state} choices={states} />
      {state === 'open' && <FilterList id="kinds" title={adminTexts.kinds} choices={choices} />}
    </>
  );
}
