import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { ingest } from '../../../cli/commands/ingest.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { localAdmin } from '../../../schema/viewer.ts';
import { spawnKiki } from '../run-kiki.ts';
import { openTestKiki, plainIngest } from '../open-test-kiki.ts';
import { recordingIo } from '../recording-io.ts';
import { embeddedPlace, type Place } from './places.ts';
import { type CompanySize, writeCompany } from './moving-company.ts';
import { differences, saidBy } from './said.ts';

export interface KillRounds {
  place: Place;
  /** Empty: the company's files, and an undisturbed graph beside the one of `place`. */
  folder: string;
  rounds: number;
  size: CompanySize;
  /** Milliseconds after a process began to work, within which it is killed; less when one is seen to end sooner. */
  span: number;
}

export interface RoundsOutcome {
  rounds: number;
  /** In how many the process was killed before it had ended. */
  killed: number;
  /** In how many of these a run was under way: the next one found it open. */
  cutOff: number;
  /** By round, what the graph says otherwise than one that nothing disturbed. */
  differences: string[];
}

/**
 * Again and again: the company moves on, `kiki ingest` is killed -9 at a random moment and run again, a person takes something
 * back. The same happens to an embedded graph that nobody disturbs, and after each round both are compared.
 */
export async function killRounds({ place, folder, rounds, size, span }: KillRounds): Promise<RoundsOutcome> {
  const outcome: RoundsOutcome = { rounds, killed: 0, cutOff: 0, differences: [] };
  writeCompany(folder, 0, size);
  const undisturbed = embeddedPlace(`${folder}/undisturbed`);
  // Spread over the span, so that few rounds meet all its parts.
  const fractions = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), rounds);
  // The first run, which fills the graph, takes longer than the others.
  const spans = { first: span, later: span };
  for (let round = 0; round < rounds; round += 1) {
    writeCompany(folder, round, size);
    const which = round === 0 ? 'first' : 'later';
    const moment = (spans[which] * (((round * 3) % rounds) + (fractions[round] ?? 0))) / rounds;
    const { wasKilled, milliseconds } = await killIngest(place, folder, moment);
    if (wasKilled) outcome.killed += 1;
    else spans[which] = Math.min(spans[which], milliseconds);
    for (const source of ['hr', 'desk', 'wiki']) await place.passLease(source);
    const found = await ingested(place, folder, round);
    const expected = await ingested(undisturbed, folder, round);
    outcome.cutOff = found.cutOff;
    outcome.differences.push(
      ...differences(expected.said, found.said).map(
        (line) => `round ${round}, after ${Math.round(moment)} ms: ${line}`,
      ),
    );
  }
  return outcome;
}

/** @returns whether it was still running then, and how long it worked */
async function killIngest(
  place: Place,
  folder: string,
  milliseconds: number,
): Promise<{ wasKilled: boolean; milliseconds: number }> {
  const over = new AbortController();
  const begun = place.begun(over.signal);
  const { child, ended } = spawnKiki(['ingest'], { folder, variables: place.variables });
  void ended.then(() => over.abort());
  await begun;
  const start = performance.now();
  await pause(milliseconds, undefined, { signal: over.signal }).catch(() => undefined);
  child.kill('SIGKILL');
  const { signal } = await ended;
  return { wasKilled: signal === 'SIGKILL', milliseconds: performance.now() - start };
}

/** What the graph says after `kiki ingest`, here in this process, and after a person took back what one record says. */
export async function ingested(
  place: Place,
  folder: string,
  round: number,
  { takesBack = true }: { takesBack?: boolean } = {},
): Promise<{ said: string[]; cutOff: number }> {
  const kiki = await openTestKiki(folder, place.variables);
  try {
    const io = recordingIo();
    const code = await ingest(kiki, plainIngest, io);
    if (code !== 0) throw new Error(`The run after the kill failed: ${io.notes.join('\n')}`);
    if (takesBack) await takeBack(kiki.store, `desk:Person:user${3 * round + 1}`);
    const runs = await kiki.store.runs(localAdmin, { limit: 10_000 });
    return { said: await saidBy(kiki.store), cutOff: runs.filter(({ status }) => status === 'stopped').length };
  } finally {
    await kiki.close();
  }
}

async function takeBack(store: GraphStore, id: string): Promise<void> {
  const stored = await store.record(id);
  if (stored === undefined) return;
  const claims = stored.draft.claims.filter((claim) => claim.about !== 'field' || claim.field === 'name');
  await store.apply(
    { type: 'person', id: 'editor', name: 'Editor' },
    {
      upserts: [{ draft: { ...stored.draft, claims } }],
      removals: [],
      rejections: [{ record: id, hash: stored.hash }],
    },
  );
}
