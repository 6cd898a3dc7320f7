import { loadDigest } from '../../bot/digest/load-digest.ts';
import { renderDigest } from '../../bot/digest/render-digest.ts';
import { chooseTopic } from '../../bot/interview/question-errand.ts';
import { renderQuestion } from '../../bot/interview/render-question.ts';
import { createLinks } from '../../bot/render/links.ts';
import { everyoneAnswering } from '../../graph/stewardship.ts';
import type { Outreach } from '../../schema/outreach.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import type { Io } from '../io.ts';
import type { Kiki } from '../open-kiki.ts';

export interface OwnersOptions {
  json: boolean;
}

/** What would be said to one person now, and what was said in the last days. */
interface OwnerReport {
  person: string;
  name: string;
  digest: string | null;
  question: string | null;
  said: Pick<Outreach, 'kind' | 'at' | 'state' | 'outcome'>[];
}

const lookBack = 9 * 86_400_000;

/** Says what Kiki would say in Slack to those who answer for pages, and what it said this week. Sends nothing. */
export async function owners(
  { store, findViewer, environment }: Pick<Kiki, 'store' | 'findViewer' | 'environment'>,
  { json }: OwnersOptions,
  io: Io,
): Promise<number> {
  const now = new Date();
  const links = createLinks({
    publicUrl: environment.KIKI_PUBLIC_URL ?? `http://${environment.HOST}:${environment.PORT}`,
  });
  const people = await everyoneAnswering(store, anyEmployee);
  const names = new Map((await store.names(anyEmployee)).map((entry) => [entry.ref, entry]));
  const wishes = await store.outreachWishes(people);
  const all = await store.outreachSince(new Date(now.getTime() - lookBack).toISOString());
  const reports: OwnerReport[] = [];
  for (const person of people) {
    const entry = names.get(person);
    const email = entry?.keys.find((key) => key.startsWith('email:'))?.slice('email:'.length);
    const viewer = email === undefined ? undefined : await findViewer(email);
    if (entry === undefined || viewer === undefined) continue;
    const wanted = wishes.get(person);
    const content = wanted?.digest === false ? undefined : await loadDigest(store, viewer, now);
    const isAsked = wanted?.questions !== false && (wanted?.snoozedUntil ?? '') <= now.toISOString();
    const state = isAsked ? await chooseTopic(store, { person, viewer }, now) : undefined;
    reports.push({
      person,
      name: entry.name,
      digest: content === undefined ? null : renderDigest(content, links).text,
      question:
        state === undefined ? null : renderQuestion({ id: person, ...state, mayEdit: viewer.canEdit }, links).text,
      said: all
        .filter((each) => each.person === person)
        .map(({ kind, at, state: how, outcome }) => ({
          kind,
          at,
          state: how,
          ...(outcome !== undefined && { outcome }),
        })),
    });
  }
  if (json) io.out(JSON.stringify(reports, null, 1));
  else for (const report of reports) io.out(lines(report).join('\n'));
  if (!json) io.note(reports.length === 0 ? 'Nobody with an e-mail address answers for a page.' : 'Nothing was sent.');
  return 0;
}

function lines({ name, person, digest, question, said }: OwnerReport): string[] {
  return [
    `${name} (${person})`,
    `  digest:   ${digest ?? 'nothing to say, or not wanted'}`,
    `  question: ${question ?? 'nothing to ask, or not wanted'}`,
    ...said.map(
      ({ kind, at, state, outcome }) => `  ${at.slice(0, 16)} ${kind}: ${[state, outcome ?? []].flat().join(', ')}`,
    ),
  ];
}
