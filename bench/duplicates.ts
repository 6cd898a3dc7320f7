/**
 * Suggesting duplicates: how long it takes for a large company, and what it suggests for a real one.
 *
 *     npx tsx bench/duplicates.ts --people 5000,50000
 *     npx tsx bench/duplicates.ts --config bench/corpora/rust/kiki.yaml --top 30
 */
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createEmbedder } from '../graph/embeddings/create-embedder.ts';
import { openEmbedded } from '../graph/engines/embedded/engine.ts';
import type { Candidate } from '../graph/duplicates/candidate.ts';
import { suggestDuplicates } from '../graph/duplicates/suggest-duplicates.ts';
import { openStore } from '../graph/open-store.ts';
import { createRanking } from '../graph/ranking.ts';
import { openSource } from '../ingest/open-source.ts';
import { runAll } from '../ingest/run-all.ts';
import { loadConfig } from '../cli/load-config.ts';
import { createLogger } from '../cli/logger.ts';
import { readEnvironment } from '../schema/config.ts';
import { kiki } from '../schema/actor.ts';
import { createOntology } from '../schema/ontology.ts';
import { localAdmin } from '../schema/viewer.ts';
import { madeWord } from '../test/support/made-words.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string' },
    config: { type: 'string' },
    top: { type: 'string', default: '30' },
  },
});
if (values.people !== undefined) for (const count of values.people.split(',')) await measure(Number(count));
if (values.config !== undefined) await show(values.config, Number(values.top));

/** People of a thousand family and three hundred given names, so that many share a name, and one in fifty a second time, misspelt. */
async function measure(count: number): Promise<void> {
  const word = (number: number) => madeWord(number, [8, 4, 0]);
  const people = Array.from({ length: count }, (_, index): Candidate => {
    const isAgain = index % 50 === 49;
    const of = isAgain ? index - 25 : index;
    const [given, family] = [word((of * 7919) % 300), word(1000 + ((of * 104_729) % 1000))];
    const name = isAgain ? `${given} ${family.slice(0, 3)}${family.slice(4)}` : `${given} ${family}`;
    const team = `team:${of % Math.ceil(count / 9)}`;
    return {
      ref: `person:p${index}`,
      kind: 'Person',
      name,
      aliases: [],
      identities: [
        isAgain ? `@wiki:p${index}` : `@hr:e${index}`,
        `email:${given}.${family}${of}@${isAgain ? 'old' : 'new'}.example`,
      ],
      isActive: true,
      groups: [team],
      managers: [`person:p${Math.floor(index / 8)}`],
    };
  });
  const start = performance.now();
  const found = await suggestDuplicates(people, {
    nameIdentifies: () => true,
    kindWords: () => new Set(),
    nameOf: (ref) => ref,
    areApart: () => false,
  });
  const made = found.filter(({ a, b }) => Math.abs(Number(a.slice(8)) - Number(b.slice(8))) === 25).length;
  process.stdout.write(
    `${count} people: ${((performance.now() - start) / 1000).toFixed(1)} s, ${found.length} suggestions, ${made} of ${Math.floor(count / 50)} made ones among them, ${Math.round(process.memoryUsage().rss / 1e6)} MB\n`,
  );
}

/** What is suggested for the sources of a kiki.yaml, with embeddings where KIKI_WEIGHTS or the data folder has a model. */
async function show(path: string, top: number): Promise<void> {
  const folder = dirname(resolve(path));
  const { config } = loadConfig({ named: resolve(path), workingFolder: folder, exampleFolder: folder });
  const store = await openStore({
    engine: await openEmbedded({}),
    ontology: createOntology(config.schema),
    ranking: createRanking(config.sources, config),
  });
  const sources = config.sources.map((source) => ({
    name: source.name,
    open: () => openSource(source, { config, configFolder: folder, variables: process.env }),
  }));
  await runAll({ store, sources, maximumRemovals: 1 });
  const logger = createLogger('silent');
  const embedder = await createEmbedder(readEnvironment(process.env), { dataFolder: resolve(folder, '.kiki'), logger });
  if (embedder !== undefined) {
    const tasks = (await store.missingEmbeddings(embedder.model, 1e6)).filter(({ text }) =>
      /^[^\n]* \([a-z ]+\)/.test(text),
    );
    for (let at = 0; at < tasks.length; at += 16) {
      const batch = tasks.slice(at, at + 16);
      const vectors = await embedder.embedDocuments(batch.map(({ text }) => text));
      const embeddings = batch.flatMap(({ textHash }, index) => {
        const vector = vectors[index];
        return vector === undefined ? [] : [{ textHash, vector }];
      });
      await store.putEmbeddings(kiki, embedder.model, embeddings[0]?.vector.length ?? 0, embeddings);
    }
    await embedder.close();
  }
  const start = performance.now();
  const found = await store.suggestedDuplicates(localAdmin, { limit: 10_000 });
  process.stdout.write(
    `${JSON.stringify(await store.countKinds(localAdmin))}: ${found.length} suggestions in ${((performance.now() - start) / 1000).toFixed(2)} s\n`,
  );
  for (const { a, b, score, reasons } of found.slice(0, top))
    process.stdout.write(
      `${score.toFixed(2)} ${a.kind} ${a.name} = ${b.name} (${a.ref}, ${b.ref})\n     ${reasons.join(' ')}\n`,
    );
  await store.close();
}
