import { z } from 'zod';
import type { GraphStore } from '../../graph/store.ts';
import { notFound } from '../../schema/errors.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { wikiUrl } from '../compose/cite.ts';
import type { Statement } from '../look-up/finding.ts';
import type { Retrieve } from '../retrieve/retrieve.ts';
import { describeSchema } from './describe-schema.ts';
import { expertsOn } from './experts-on.ts';
import { findEntities } from './find-entities.ts';
import { findPath } from './find-path.ts';
import { getEntity } from './get-entity.ts';
import { listChanges } from './list-changes.ts';
import { countEntities, listEntities } from './list-entities.ts';
import type { LookUp, Reply } from './look-up.ts';
import { managerChain } from './manager-chain.ts';
import { procedureSteps } from './procedure-steps.ts';
import { rankByRelated } from './rank-by-related.ts';
import { readPage } from './read-page.ts';
import { countRelated, listRelated } from './related.ts';
import { searchPassages } from './search-passages.ts';
import { clip, source, sourceOf } from './shapes.ts';
import { createWords, type Words } from './words.ts';

const all: readonly ((words: Words) => LookUp)[] = [
  findEntities,
  getEntity,
  listEntities,
  countEntities,
  listRelated,
  countRelated,
  rankByRelated,
  managerChain,
  findPath,
  searchPassages,
  readPage,
  procedureSteps,
  expertsOn,
  listChanges,
  describeSchema,
];

/** What every look-up gives to programs; `result` is of its own form. */
export const lookedUp = z.object({
  lookUp: z.string(),
  asOf: z.string().describe('Day on which it was asked, ISO.'),
  rules: z.array(z.string()).describe('What was counted and what was not.'),
  cut: z.string().nullable().describe('What was left out because it is too much, and how to get it.'),
  result: z.unknown(),
  statements: z
    .array(
      z.object({
        text: z.string().describe('Markdown.'),
        ref: z.string().optional(),
        title: z.string().optional(),
        url: z.string().optional().describe('Where it is in the wiki.'),
        sources: z.array(source).describe('At most 8.'),
      }),
    )
    .describe('The result in sentences, with the sources that say so; at most 60.'),
});
export type LookedUp = z.infer<typeof lookedUp>;

/** Statements, characters of one, and sources of one that programs are given. */
const most = { statements: 60, characters: 12_000, sources: 8 };

export interface RunOptions {
  viewer: Viewer;
  signal?: AbortSignal | undefined;
}

/** All look-ups, over one graph. */
export interface Catalogue {
  readonly lookUps: readonly LookUp[];
  /** @throws NotFound, naming those there are */
  find(name: string): LookUp;
  /** Asks as a viewer. @throws NotFound, Invalid */
  run(name: string, input: unknown, options: RunOptions): Promise<Reply<unknown>>;
  /** The same in the form that programs get. @throws NotFound, Invalid */
  ask(name: string, input: unknown, options: RunOptions): Promise<LookedUp>;
}

/** The look-ups for the kinds, fields and relations of a store's ontology. */
export function createCatalogue({
  store,
  retrieve,
  publicUrl,
  now = () => new Date(),
}: {
  store: GraphStore;
  retrieve: Retrieve;
  /** Where the wiki is, for links. */
  publicUrl?: string | undefined;
  now?: () => Date;
}): Catalogue {
  const words = createWords(store.ontology);
  const lookUps = all.map((make) => make(words));
  const find = (name: string) => {
    const known = lookUps.find((each) => each.name === name);
    if (known !== undefined) return known;
    throw notFound(`There is no look-up "${name.slice(0, 60)}"`, {
      fix: `There are ${lookUps.map((each) => each.name).join(', ')}`,
    });
  };
  const today = () => now().toISOString().slice(0, 10);
  const run: Catalogue['run'] = async (name, input, { viewer, signal }) => {
    signal?.throwIfAborted();
    return find(name).run(input, { store, retrieve, viewer, on: today(), signal });
  };
  return {
    lookUps,
    find,
    run,
    async ask(name, input, options) {
      const { result, statements, rules = [], cut } = await run(name, input, options);
      return {
        lookUp: name,
        asOf: today(),
        rules,
        cut: cut ?? null,
        result,
        statements: statements.slice(0, most.statements).map((each) => shown(each, publicUrl)),
      };
    },
  };
}

function shown({ text, about, sources }: Statement, publicUrl: string | undefined): LookedUp['statements'][number] {
  return {
    text: clip(text, most.characters),
    ...(about && { ref: about.ref, title: about.title, url: wikiUrl(about.ref, about.anchor, { publicUrl }) }),
    sources: sources.slice(0, most.sources).map(sourceOf),
  };
}
