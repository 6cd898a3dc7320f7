import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { EntityView } from '../../schema/entity.ts';
import { configFile } from '../../schema/config-file.ts';
import { createOntology, type Ontology } from '../../schema/ontology.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { ingestAll, parseConfig, storeFor } from '../support/ingesting.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { writeFiles } from '../support/write-files.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');
const root = temporaryFolder();

interface Example {
  heading: string;
  yaml: string;
  files: Record<string, string>;
  /** Lines such as `Bob Ross: reports to Ada Lovelace`. */
  gives: string[];
}

/**
 * The examples of the page, in its order: the files that are read (blocks whose language is followed by a path), then a
 * configuration (a `yaml` block), then what comes of it (a `text gives` block).
 */
function examplesOf(markdown: string): Example[] {
  const examples: Example[] = [];
  let heading = '';
  let files: Example['files'] = {};
  for (const match of markdown.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$|^##+ (.*)$/gm)) {
    const [, language, name, content = '', title] = match;
    if (title !== undefined) {
      heading = title;
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

/** All that can be said of an entity, in the form of the page's examples. */
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

describe('docs/configuration.md', () => {
  const examples = examplesOf(page);

  test('has an example for every way to map', () => {
    expect(examples.length).toBeGreaterThanOrEqual(18);
    expect(examples.filter(({ gives }) => gives.length > 0).length).toBeGreaterThanOrEqual(16);
  });

  test.each(examples)('$heading: the example loads, runs and gives what it says', async ({ yaml, files, gives }) => {
    const folder = mkdtempSync(join(root, 'example-'));
    writeFiles(folder, files);
    const config = parseConfig(yaml);
    const store = await storeFor(config);
    try {
      const reports = await ingestAll(store, config, folder);
      expect(reports.flatMap(({ refused, message }) => [...refused, ...(message ? [message] : [])])).toEqual([]);
      const ontology = createOntology(config.schema);
      const lines: string[] = [];
      for (const { ref } of await store.names(anyEmployee)) {
        const entity = await store.entity(anyEmployee, ref);
        if (entity !== undefined) lines.push(...said(entity, ontology));
      }
      expect(lines).toEqual(expect.arrayContaining(gives));
    } finally {
      await store.close();
    }
  });

  test('explains every key of the schema', () => {
    const keys = [...keysOf(z.toJSONSchema(configFile, { io: 'input' }))];
    expect(keys.length).toBeGreaterThan(40);
    expect(keys.filter((key) => !page.includes(`\`${key}\``))).toEqual([]);
  });

  test('lists every kind, field and relation that Kiki knows by itself', () => {
    const { kinds, relations } = createOntology();
    const words = [
      ...kinds.flatMap(({ name, fields }) => [name, ...fields.map((field) => field.name)]),
      ...relations.flatMap(({ key, name, inverse }) => [key, name, inverse]),
    ];
    expect(words.filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
  });
});

/** Names of all properties in a JSON Schema. */
function keysOf(schema: unknown, found = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return found;
  for (const [name, value] of Object.entries(schema)) {
    if (name === 'properties') Object.keys(value as object).forEach((key) => found.add(key));
    keysOf(value, found);
  }
  return found;
}
