import type { WikiContext } from '../../context.ts';
import { mustEdit } from '../../http/must-edit.ts';
import type { WikiApp } from '../../http/zod-routes.ts';
import { AdminPage } from '../../parts/admin-page.tsx';
import { HelpList } from '../../parts/help-list.tsx';
import { adminPath } from '../../paths.ts';
import { helpTexts } from '../../texts.ts';
import { frameOf, sendPage } from '../page.ts';

const most = 200;

/** `/admin/help`: questions that were put to people and are not solved. */
export function adminHelpRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now } = context;
  app.get(adminPath('help'), { schema: { hide: true } }, async (request, reply) => {
    const viewer = mustEdit(viewerOf(request));
    const { total, items } = await store.helpRequests(viewer, { of: 'all', unresolved: true, limit: most });
    return sendPage(
      reply,
      <AdminPage frame={frameOf(context, viewer)} title={helpTexts.adminTitle} lede={helpTexts.adminIntro} place="help">
        {items.length === 0 ? <p class="nothing">{helpTexts.none}</p> : <HelpList requests={items} now={now()} />}
        {total > items.length && <p>{helpTexts.more(total - items.length)}</p>}
      </AdminPage>,
    );
  });
}
