import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openSource } from '../../ingest/open-source.ts';
import type { Reading } from '../../ingest/reading.ts';
import { KikiError } from '../../schema/errors.ts';
import { recordDraft } from '../../schema/record.ts';
import { parseConfig } from './ingesting.ts';
import { writeFiles } from './write-files.ts';

const mapping = `
      - kind: Person
        key: $string(id)
        name: name
        aliases: tags
        ids: { email: email }
        fields: { startDate: date, title: name, email: email }
        relations: { member of: teams, reports to: boss }
        text: text
        stated: date
        url: url
        by: by
      - { kind: Team, each: teams, key: '$string($)', name: $ }`;

const config = parseConfig(`
sources:
  - name: rows
    kind: table
    files: 'rows.*'
    entities:${mapping}
  - name: pages
    kind: pages
    pages: [{ kind: Procedure, aliases: front.tags, fields: { lastVerified: front.date } }]
  - { name: confluence, kind: pages, export: confluence, files: 'conf_*.html' }
  - { name: notion, kind: pages, export: notion, files: 'noti *.md' }
`);

/** Pieces of the formats, so that much of what is tried gets past the first line of the parsers. */
const pieces = fc.constantFrom(
  ...[
    'id',
    'name',
    'email',
    'teams',
    'boss',
    'date',
    'text',
    'tags',
    'front',
    ',',
    ';',
    '"',
    "'",
    '\n',
    '\r\n',
    ': ',
    '- ',
    '  ',
    '[',
    ']',
    '{',
    '}',
  ],
  ...[
    '---\n',
    '# ',
    '## ',
    '1. ',
    '2) ',
    '|',
    '|---|\n',
    '```\n',
    '> ',
    '* ',
    '<p>',
    '</p>',
    '<table>',
    '<td rowspan="2">',
    '<div id="main-content">',
    '<div class="page-metadata">Mar 09, 2026',
    '<pre class="syntaxhighlighter-pre">',
    'Owner: ',
    '<!--',
    '-->',
    '[[',
    ']]',
    ' = ',
    '&a ',
    '*a',
    '!!',
    '%',
    '\u0000',
  ],
  ...[
    '2026-01-31',
    'null',
    'true',
    '7',
    '1e999',
    'Ada',
    'Zoë',
    '名前',
    '\uFEFF',
    '\u2028',
    '__proto__',
    'constructor',
    '(Owner: ',
    ')',
    '](',
    '../',
    'é',
  ],
);
const texts = fc.array(fc.oneof({ weight: 6, arbitrary: pieces }, fc.string({ unit: 'binary', maxLength: 8 })), {
  maxLength: 80,
});
const notionPage = 'noti 0123456789abcdef0123456789abcdef.md';
const files = fc.record({
  path: fc.constantFrom(
    'rows.csv',
    'rows.json',
    'rows.jsonl',
    'rows.yaml',
    'rows.toml',
    'page.md',
    'page.html',
    'conf_1.html',
    notionPage,
  ),
  content: fc.oneof(
    { weight: 5, arbitrary: texts.map((parts) => Buffer.from(parts.join(''))) },
    { weight: 2, arbitrary: fc.json().map((text) => Buffer.from(text)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  ),
});

/**
 * Whatever bytes a file has: reading its source gives valid records and refusals that say where and why, or throws a KikiError
 * with one readable line, and never anything else.
 */
export async function readsAnyBytes(options: { numRuns: number; seed?: number }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kiki-bytes-'));
  try {
    await fc.assert(
      fc.asyncProperty(files, async ({ path, content }) => {
        rmSync(folder, { recursive: true });
        writeFiles(folder, { [path]: content });
        const source = config.sources.find(({ name }) => path.startsWith(name.slice(0, 4)));
        if (source === undefined) throw new Error(`No source reads ${path}`);
        const reading = await openSource(source, { config, configFolder: folder, variables: {} })
          .read(new Map(), () => undefined)
          .catch((error: unknown) => {
            if (error instanceof KikiError && error.message !== '') return undefined;
            throw error;
          });
        if (reading !== undefined) check(reading, path);
      }),
      options,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function check({ records, refusals, warnings }: Reading, path: string): void {
  for (const { draft } of records) {
    const result = recordDraft.safeParse(draft);
    if (!result.success) throw new Error(`Not a record: ${result.error.message} in ${JSON.stringify(draft)}`);
  }
  for (const { where, reason } of [...refusals, ...warnings]) {
    if (
      !(where.startsWith(path) || /^source \w+($|\.(entities\[\d+\]|tables\.\w+))/.test(where)) ||
      reason.trim() === '' ||
      /\n|Maximum call stack|undefined|is not a function/.test(reason)
    )
      throw new Error(`Not a readable refusal: ${JSON.stringify({ where, reason })}`);
  }
}
