import { z } from 'zod';
import type { WikiContext } from '../../context.ts';
import { mustEdit } from '../../http/must-edit.ts';
import type { WikiApp } from '../../http/zod-routes.ts';
import { AdminPage } from '../../parts/admin-page.tsx';
import { FilterList } from '../../parts/filter-list.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Age, Anchor } from '../../parts/small.tsx';
import { adminPath } from '../../paths.ts';
import {
  type AuditActor,
  auditActors,
  type AuditEntry,
  filterAudit,
  lookedThrough,
  readAudit,
} from '../../read/audit.ts';
import { adminTexts, auditTexts } from '../../texts.ts';
import { pageNumber } from '../page-number.ts';
import { frameOf, sendPage } from '../page.ts';

const entriesPerPage = 50;

const query = z.object({
  by: z.enum(auditActors).optional().catch(undefined),
  q: z.string().max(300).optional().catch(undefined),
  /** The last day that is shown. */
  until: z.iso.date().optional().catch(undefined),
  page: pageNumber,
});
type Shown = z.infer<typeof query>;

/** `/admin/audit`: who changed what, newest first. */
export function auditRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, sourceLabels, now } = context;
  app.get(adminPath('audit'), { schema: { hide: true, querystring: query } }, async (request, reply) => {
    const viewer = mustEdit(viewerOf(request));
    const shown = request.query;
    const entries = await readAudit(store, viewer, { before: endOf(shown.until), labelOf: sourceLabels });
    const frame = frameOf(context, viewer);
    return sendPage(reply, <Audit {...{ frame, shown }} entries={filterAudit(entries, shown)} now={now()} />);
  });
}

/** Later than any time of the day. */
function endOf(day: string | undefined): string | undefined {
  return day === undefined ? undefined : `${day}T24`;
}

function auditPath({ by, q, until, page }: Shown): string {
  return adminPath('audit', { by, q, until, page: page === 1 ? undefined : page });
}

interface AuditProps {
  frame: Frame;
  shown: Shown;
  entries: readonly AuditEntry[];
  now: Date;
}

function Audit({ frame, shown, entries, now }: AuditProps) {
  const { page } = shown;
  const onPage = entries.slice((page - 1) * entriesPerPage, page * entriesPerPage);
  return (
    <AdminPage
      frame={frame}
      title={auditTexts.title}
      lede={auditTexts.intro}
      place="audit"
      filters={<Sides shown={shown} />}
    >
      <Search shown={shown} />
      <p class="rule">
        {auditTexts.total(entries.length)}. {auditTexts.bounded(lookedThrough)}
      </p>
      {onPage.length === 0 && <p class="nothing">{auditTexts.none}</p>}
      <ul class="findings">
        {onPage.map((entry) => (
          <Entry entry={entry} now={now} />
        ))}
      </ul>
      <Pager
        page={page}
        pages={Math.ceil(entries.length / entriesPerPage)}
        pathOf={(other) => auditPath({ ...shown, page: other })}
      />
    </AdminPage>
  );
}

function Sides({ shown }: Pick<AuditProps, 'shown'>) {
  const choice = (by: AuditActor | undefined, text: string) => ({
    text,
    href: auditPath({ ...shown, by, page: 1 }),
    isChosen: shown.by === by,
  });
  return (
    <FilterList
      id="audit-by"
      title={auditTexts.who}
      choices={[choice(undefined, adminTexts.all), ...auditActors.map((by) => choice(by, auditTexts.kinds[by]))]}
    />
  );
}

function Search({ shown: { by, q, until } }: Pick<AuditProps, 'shown'>) {
  return (
    <form method="get" action={adminPath('audit')} class="fields" role="search" aria-label={auditTexts.title}>
      {by !== undefined && <input type="hidden" name="by" value={by} />}
      <label>
        <span>{auditTexts.text}</span>
        <input type="text" name="q" value={q} maxLength={300} />
      </label>
      <label>
        <span>{auditTexts.before}</span>
        <input type="date" name="until" value={until} />
      </label>
      <button type="submit" class="other">
        {auditTexts.search}
      </button>
    </form>
  );
}

function Entry({ entry, now }: { entry: AuditEntry; now: Date }) {
  const { at, actor, about, aboutHref, what, href, reason } = entry;
  return (
    <li>
      <b>{actor}</b> · <Anchor href={aboutHref}>{about}</Anchor>: <Anchor href={href}>{what}</Anchor>{' '}
      <small>
        <Age time={at} now={now} />
        {reason !== undefined && ` · ${reason}`}
      </small>
    </li>
  );
}
