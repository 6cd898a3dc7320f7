import { z } from 'zod';
import type { SuggestDuplicates } from '../../../graph/quality/context.ts';
import {
  type CheckResult,
  checksOf,
  joinReports,
  type QualityReport,
  readQuality,
} from '../../../graph/quality/report.ts';
import { notAllowed } from '../../../schema/errors.ts';
import type { WikiContext } from '../../context.ts';
import { formatNumber, formatTime } from '../../format.ts';
import type { WikiApp } from '../../http/zod-routes.ts';
import { AdminPage } from '../../parts/admin-page.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { entityPath, withQuery } from '../../paths.ts';
import { patience } from '../../read/duplicates.ts';
import { keepPerState } from '../../read/kept.ts';
import { qualityTexts } from '../../texts.ts';
import { frameOf, sendPage } from '../page.ts';

/** Findings shown per check, and when one check alone is asked for. */
const shown = { ofAll: 10, ofOne: 200 };

const path = '/admin/quality';

/** `/admin/quality`: what is wrong with the graph, each with a link to where it is mended. */
export function qualityRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, sourceLabels, now } = context;
  const ofGraph = keepPerState({
    store,
    also: () => now().toISOString().slice(0, 10),
    read: (viewer) => readQuality({ store, viewer, now: now(), limit: shown.ofOne, checks: checksOf.graph }),
    goodFor: 0,
  });
  app.get(
    path,
    { schema: { hide: true, querystring: z.object({ check: z.string().max(60).optional() }) } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      if (!viewer.canEdit) throw notAllowed(qualityTexts.notAllowed, { fix: qualityTexts.notAllowedFix });
      const { check } = request.query;
      const limit = check === undefined ? shown.ofAll : shown.ofOne;
      let isLooking = false;
      const suggestDuplicates: SuggestDuplicates = async (of, suggested) => {
        const { state, pairs } = await store.duplicatesSoFar(of, { ...suggested, patience });
        isLooking = state !== 'current';
        return pairs;
      };
      const more = { store, viewer, now: now(), limit, suggestDuplicates, checks: checksOf.more };
      const report = joinReports(await Promise.all([ofGraph(viewer), readQuality(more)]), limit);
      return sendPage(
        reply,
        <Quality frame={frameOf(context, viewer)} {...{ report, check, isLooking, labelOf: sourceLabels }} />,
      );
    },
  );
}

interface QualityProps {
  frame: Frame;
  report: QualityReport;
  /** The one check to show. */
  check: string | undefined;
  /** Not all duplicates are found yet. */
  isLooking: boolean;
  labelOf: (source: string) => string;
}

function Quality({ frame, report: { asOf, checks }, check, isLooking, labelOf }: QualityProps) {
  const one = checks.find(({ id }) => id === check);
  const total = checks.reduce((sum, each) => sum + each.total, 0);
  const title = one === undefined ? qualityTexts.title : one.title;
  return (
    <AdminPage
      frame={frame}
      title={title}
      lede={`${total === 0 ? qualityTexts.nothing : qualityTexts.intro} ${qualityTexts.asOf(formatTime(asOf))}`}
      place="quality"
      filters={<Checks checks={checks} current={one?.id} />}
      isNarrow
    >
      {isLooking && (
        <p class="banner" role="status">
          {qualityTexts.stillLooking} <a href={withQuery(path, { check })}>{qualityTexts.lookAgain}</a>
        </p>
      )}
      {(one === undefined ? checks.filter((each) => each.total > 0) : [one]).map((each) => (
        <Check check={each} isAlone={one !== undefined} labelOf={labelOf} />
      ))}
    </AdminPage>
  );
}

function Checks({ checks, current }: { checks: readonly CheckResult[]; current: string | undefined }) {
  return (
    <nav aria-labelledby="checks">
      <h2 id="checks">{qualityTexts.checks}</h2>
      <ul>
        <li>
          <a href={path} aria-current={current === undefined ? 'true' : undefined}>
            {qualityTexts.all}
          </a>
        </li>
        {checks.map(({ id, title, total }) => (
          <li>
            <a href={withQuery(path, { check: id })} aria-current={id === current ? 'true' : undefined}>
              {title} <span class="chip">{formatNumber(total)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Check(props: { check: CheckResult; isAlone: boolean; labelOf: (source: string) => string }) {
  const { check, isAlone, labelOf } = props;
  const { id, title, why, total, items } = check;
  const more = total - items.length;
  return (
    <section id={`check-${id}`}>
      {!isAlone && (
        <h2>
          {title} <small>{formatNumber(total)}</small>
        </h2>
      )}
      <p class="rule">{why}</p>
      {items.length === 0 && <p class="nothing">{qualityTexts.none}</p>}
      <ul class="findings">
        {items.map(({ ref, name, what, fix }) => (
          <li>
            <b>{ref === null ? labelOf(name) : <a href={entityPath(ref)}>{name}</a>}</b> · {what}.{' '}
            <a class="mend" href={fix} aria-label={qualityTexts.mendIt(ref === null ? labelOf(name) : name)}>
              {qualityTexts.mend}
            </a>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p class="rule">
          {isAlone ? qualityTexts.more(more) : <a href={withQuery(path, { check: id })}>{qualityTexts.more(more)}</a>}
        </p>
      )}
    </section>
  );
}
