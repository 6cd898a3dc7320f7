import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { openNeo4j } from '../../../graph/engines/neo4j/engine.ts';
import type { CrashableNeo4j } from '../neo4j/start-neo4j.ts';
import { fromMaven } from '../neo4j/start-neo4j.ts';
import { freePort } from '../free-port.ts';
import { type Ended, spawnKiki } from '../run-kiki.ts';
import { type CompanySize, writeCompany } from './moving-company.ts';
import { embeddedPlace, neo4jPlace, type Place } from './places.ts';
import { ingested } from './kill-rounds.ts';
import { differences } from './said.ts';

export interface RestartRounds {
  /** Empty: the company's files, the data of Neo4j, and an undisturbed graph. */
  folder: string;
  rounds: number;
  size: CompanySize;
  /** Milliseconds after a run began, within which Neo4j ends. */
  span: number;
}

export interface RestartOutcome {
  /** In how many rounds Neo4j ended before the run had. */
  disturbed: number;
  /** In how many of these the run went on by itself. */
  carried: number;
  /** What the others said. */
  said: string[];
  /** By round, what the graph says otherwise than one that nothing disturbed. */
  differences: string[];
}

/**
 * Again and again: the company moves on, and while `kiki ingest` writes, Neo4j ends (crashing and in order by turns) and is started
 * again. The run goes on, or says why not and the next one completes it; then the graph is compared with an undisturbed one.
 */
export async function restartRounds({ folder, rounds, size, span }: RestartRounds): Promise<RestartOutcome> {
  const outcome: RestartOutcome = { disturbed: 0, carried: 0, said: [], differences: [] };
  const port = await freePort();
  const start = () => started(port, join(folder, 'neo4j'));
  let neo4j = await start();
  try {
    const undisturbed = embeddedPlace(join(folder, 'undisturbed'));
    const moments = fc.sample(fc.integer({ min: 0, max: span }), rounds);
    for (let round = 0; round < rounds; round += 1) {
      writeCompany(folder, round, size);
      const place = neo4jPlace(neo4j, await openNeo4j(neo4j), folder);
      const { isRunning, ended } = await disturbedIngest(place, folder, moments[round] ?? 0, async () => {
        await place.close();
        await (round % 2 === 0 ? neo4j.kill() : neo4j.stop());
        neo4j = await start();
      });
      const { code, stderr } = await ended;
      if (isRunning) outcome.disturbed += 1;
      if (isRunning && code === 0) outcome.carried += 1;
      if (code !== 0) outcome.said.push(stderr);
      const again = neo4jPlace(neo4j, await openNeo4j(neo4j), folder);
      for (const source of ['hr', 'desk', 'wiki']) await again.passLease(source);
      const found = await ingested(again, folder, round);
      await again.close();
      const expected = await ingested(undisturbed, folder, round);
      outcome.differences.push(...differences(expected.said, found.said).map((line) => `round ${round}: ${line}`));
    }
  } finally {
    await neo4j.stop();
  }
  return outcome;
}

async function started(port: number, data: string): Promise<CrashableNeo4j> {
  const neo4j = await fromMaven(port, data);
  if ('impossible' in neo4j) throw new Error(`Neo4j can't be started: ${neo4j.impossible}`);
  return neo4j;
}

/** Starts a run and does something to it in its middle. */
async function disturbedIngest(
  place: Place,
  folder: string,
  milliseconds: number,
  disturb: () => Promise<void>,
): Promise<{ isRunning: boolean; ended: Promise<Ended> }> {
  const over = new AbortController();
  const { ended } = spawnKiki(['ingest'], { folder, variables: place.variables });
  void ended.then(() => over.abort());
  await place.begun(over.signal);
  await pause(milliseconds, undefined, { signal: over.signal }).catch(() => undefined);
  const isRunning = !over.signal.aborted;
  await disturb();
  return { isRunning, ended };
}
