import type { WikiContext } from '../../context.ts';
import { mustEdit } from '../../http/must-edit.ts';
import type { WikiApp } from '../../http/zod-routes.ts';
import { AdminPage } from '../../parts/admin-page.tsx';
import { type AdminPlace, adminPlaces, placePath } from '../../parts/admin-side.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { type AdminCounts, readAdminCounts } from '../../read/admin.ts';
import { adminTexts } from '../../texts.ts';
import { frameOf, sendPage } from '../page.ts';

/** `/admin`: what there is to decide, with how much of it waits. */
export function adminRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf } = context;
  app.get('/admin', { schema: { hide: true } }, async (request, reply) => {
    const viewer = mustEdit(viewerOf(request));
    const counts = await readAdminCounts(store, viewer);
    return sendPage(reply, <Overview frame={frameOf(context, viewer)} counts={counts} />);
  });
}

function Overview({ frame, counts }: { frame: Frame; counts: AdminCounts }) {
  const notes = notesOf(counts);
  return (
    <AdminPage frame={frame} title={adminTexts.title} lede={adminTexts.intro}>
      <ul class="cards wide-cards">
        {adminPlaces.map((place) => (
          <li>
            <a href={placePath(place)}>{adminTexts.decided[place]}</a>{' '}
            {notes[place] !== undefined && <span class="chip">{notes[place]}</span>}
            <small>{adminTexts.about[place]}</small>
          </li>
        ))}
      </ul>
    </AdminPage>
  );
}

function notesOf(counts: AdminCounts): Partial<Record<AdminPlace, string>> {
  const { contradictions, settled, duplicates, merges, troubledRuns, sources, suggestions, questions } = counts;
  return {
    contradictions: adminTexts.counts.contradictions(contradictions, settled),
    duplicates: adminTexts.counts.duplicates(duplicates, merges),
    runs: adminTexts.counts.runs(troubledRuns),
    suggestions: adminTexts.counts.suggestions(suggestions),
    questions: adminTexts.counts.questions(questions),
    sources: adminTexts.counts.sources(sources),
  };
}
