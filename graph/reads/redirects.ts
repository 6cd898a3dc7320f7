import { peopleSource, recordDraft } from '../../schema/record.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { redirectKey, redirectsIn } from '../compute/redirects.ts';
import { redirectsSaid } from '../cypher/redirects.ts';
import type { Run } from '../engine.ts';
import type { EntityReads, Redirect, RedirectReads } from '../store.ts';
import { subjectsByRef } from '../cypher/entities.ts';
import type { NameIndex } from './name-cache.ts';
import { optional, text, texts } from './row.ts';
import { compareTexts } from '../compare-texts.ts';

/** What a person said of a redirect, whether it works or not. */
export type SaidRedirect = Pick<Redirect, 'from' | 'to' | 'saidOf' | 'by' | 'on'>;

/** All that people say who may be read by these audiences; the one said first is the first of equal ones. */
export async function loadRedirects(read: Run, audiences: readonly string[]): Promise<SaidRedirect[]> {
  const rows = await read({ text: redirectsSaid, parameters: { people: peopleSource, audiences: [...audiences] } });
  return rows
    .flatMap((row) => {
      const { key, claims } = recordDraft.parse(JSON.parse(text(row, 'body')));
      return redirectsIn(claims).map(({ from, by, on }) => ({
        from,
        to: text(row, 'entity'),
        saidOf: key,
        ...optional('by', by),
        ...optional('on', on),
      }));
    })
    .sort((a, b) => compareTexts(a.on ?? '', b.on ?? '') || compareTexts(a.to, b.to) || compareTexts(a.from, b.from));
}

export function createRedirectReads({
  read,
  names,
  locate,
}: {
  read: Run;
  names: (viewer: Viewer) => Promise<NameIndex>;
  locate: EntityReads['locate'];
}): RedirectReads {
  return {
    async redirects(viewer) {
      const { said } = await names(viewer);
      const refs = [...new Set(said.map(({ to }) => to))];
      const parameters = { refs, audiences: [...viewer.audiences] };
      const rows = refs.length === 0 ? [] : await read({ text: subjectsByRef, parameters });
      const subjects = new Map(rows.map((row) => [text(row, 'ref'), row]));
      const found: Redirect[] = [];
      for (const each of said) {
        const subject = subjects.get(each.to);
        if (subject === undefined) continue; // what it leads to is not for this viewer
        const location = await locate(viewer, each.from);
        const leads = location.status === 'unknown' ? undefined : location.ref;
        const isThere = texts(subject, 'labels').includes('Entity');
        const state = !isThere ? 'gone' : leads === each.to ? 'works' : 'hidden';
        found.push({
          ...each,
          name: text(subject, 'name'),
          state,
          ...(state === 'hidden' && optional('leads', leads)),
        });
      }
      return found.sort((a, b) => compareTexts(redirectKey(a.from), redirectKey(b.from)) || compareTexts(a.to, b.to));
    },
  };
}
