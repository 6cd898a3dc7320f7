import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { EntityView } from '../../schema/entity.ts';
import { createOntology, type Ontology } from '../../schema/ontology.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { commitAll, git } from './git-folder.ts';
import { ingestAll, parseConfig, storeFor } from './ingesting.ts';
import { writeFiles } from './write-files.ts';

export interface Example {
  heading: string;
  yaml: string;
  files: Record<string, string>;
  /** Lines such as `Bob Ross: reports to Ada Lovelace`. */
  gives: string[];
}

/**
 * The examples of a page of docs, in its order: the files that are read (blocks whose language is followed by a path), then a
 * configuration (a `yaml` block), then what comes of it (a `text gives` block).
 */
export function examplesOf(markdown: string): Example[] {
  const examples: Example[] = [];
  let heading = '';
  let files: Example['files'] = {};
  for (const match of markdown.matchAll(/^```(\w+)(?: (\S[^\n]*))?\n([\s\S]*?)^```$|^##? +(.*)$|^###+ (.*)$/gm)) {
    const [, language, name, content = '', title, lower] = match;
    if (title !== undefined || lower !== undefined) {
      heading = title ?? lower ?? '';
    } else if (name === 'gives') {
      examples.at(-1)?.gives.push(...content.trim().split('\n'));
    } else if (name !== undefined) {
      files[name] = content;
    } else if (language === 'yaml') {
      examples.push({ heading: `${heading} (${examples.length + 1})`, yaml: content, files, gives: [] });
      files = {};
    }
  }
  return examples;
}

/**
 * Runs an example in a new folder below `root`. Where a source is a Git folder, its files are committed by Ada Lovelace first.
 *
 * @returns what was refused, and all that can be said of what came of it, as the pages say it
 */
export async function runExample(
  { yaml, files }: Example,
  root: string,
): Promise<{ refused: string[]; lines: string[] }> {
  const folder = mkdtempSync(join(root, 'example-'));
  writeFiles(folder, files);
  const config = parseConfig(yaml);
  if (config.sources.some((source) => source.git)) {
    git(folder, ['init', '-q']);
    commitAll(folder);
  }
  const store = await storeFor(config);
  try {
    const reports = await ingestAll(store, config, folder);
    const ontology = createOntology(config.schema);
    const lines: string[] = [];
    for (const { ref } of await store.names(anyEmployee)) {
      const entity = await store.entity(anyEmployee, ref);
      if (entity !== undefined) lines.push(...said(entity, ontology));
    }
    return { refused: reports.flatMap(({ refused, message }) => [...refused, ...(message ? [message] : [])]), lines };
  } finally {
    await store.close();
  }
}

/** All that can be said of an entity, in the form of the pages' examples. */
function said(entity: EntityView, ontology: Ontology): string[] {
  const fields = Object.entries({ ...entity.fields, aliases: entity.aliases }).map(
    ([name, value]) => `${name} = ${[value].flat().join('; ')}`,
  );
  const lists = new Map<string, string[]>();
  for (const { relation, end, other, current } of entity.relations) {
    const spec = ontology.relation(relation);
    const word = end === 'from' ? spec.name : spec.inverse;
    if (current) lists.set(word, [...(lists.get(word) ?? []), other.name].sort());
  }
  const relations = [...lists].map(([word, names]) => `${word} ${names.join(', ')}`);
  return [...fields, ...relations].map((text) => `${entity.name}: ${text}`);
}
