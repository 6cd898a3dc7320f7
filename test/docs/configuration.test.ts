import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { configFile } from '../../schema/config-file.ts';
import { createOntology } from '../../schema/ontology.ts';
import { examplesOf, runExample } from '../support/documented-examples.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');
const root = temporaryFolder();

describe('docs/configuration.md', () => {
  const examples = examplesOf(page);

  test('has an example for every way to map', () => {
    expect(examples.length).toBeGreaterThanOrEqual(18);
    expect(examples.filter(({ gives }) => gives.length > 0).length).toBeGreaterThanOrEqual(16);
  });

  test.each(examples)('$heading: the example loads, runs and gives what it says', async (example) => {
    const { refused, lines } = await runExample(example, root);
    expect(refused).toEqual([]);
    expect(lines).toEqual(expect.arrayContaining(example.gives));
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
