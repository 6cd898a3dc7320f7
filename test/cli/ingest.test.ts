import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ingest } from '../../cli/commands/ingest.ts';
import type { Kiki } from '../../cli/open-kiki.ts';
import { kiki as system } from '../../schema/actor.ts';
import { openTestKiki, plainIngest } from '../support/open-test-kiki.ts';
import { recordingIo } from '../support/recording-io.ts';
import { smallConfig, smallFiles, writeFiles } from '../support/small-company.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let kiki: Kiki;
// Before the folder is removed.
afterAll(() => kiki.close());
const folder = temporaryFolder();
beforeAll(async () => {
  writeFiles(folder, smallFiles);
  kiki = await openTestKiki(folder);
});
beforeEach(async () => {
  rmSync(join(folder, 'files'), { recursive: true, force: true });
  writeFiles(folder, smallFiles);
  await run({ allowRemovals: true });
});

const run = async (options: Partial<Parameters<typeof ingest>[1]> = {}) => {
  const io = recordingIo();
  const code = await ingest(kiki, { ...plainIngest, ...options }, io);
  return { code, out: io.outs.join('\n'), notes: io.notes };
};
/** The graph without its runs and the times of reading, which every run writes. */
/** All but runs, and how records were read, which another config changes. */
const graph = async () => {
  const lines: string[] = [];
  for await (const line of kiki.store.exportAll(system)) {
    const labels = 'node' in line ? (line.node as string[]) : [];
    if (!labels.includes('Run') && !labels.includes('Source'))
      lines.push(JSON.stringify(line).replace(/"inputHash":"\w+",/, ''));
  }
  return lines;
};
const withMapping = (extra: string) => smallConfig.replace('        ids: { email: mail }\n', `$&        ${extra}\n`);
const people = 'files/people.csv';

describe('what can’t be read is one line, an exit code, and changes nothing', () => {
  test.each<[string, Record<string, string | Uint8Array>, RegExp]>([
    ['an unknown field', { 'kiki.yaml': withMapping('fields: { shoeSize: "9" }') }, /no field "shoeSize".*title/],
    [
      'an unknown relation',
      {
        'kiki.yaml': withMapping('relations: { loves: team }').replace(/^ {8}relations: \{ member of: team \}\n/m, ''),
      },
      /no relation "loves".*reports to/,
    ],
    [
      'an expression that is none',
      { 'kiki.yaml': withMapping('fields: { title: "foo(" }') },
      /"foo\(" is not a JSONata expression/,
    ],
    ['an unknown kind', { 'kiki.yaml': smallConfig.replace('kind: Person', 'kind: Persn') }, /no kind "Persn".*Person/],
    [
      'a root that is not there',
      { 'kiki.yaml': smallConfig.replace('root: files', 'root: nowhere') },
      /nowhere.*Set root/,
    ],
  ])('%s', async (_name, files, message) => {
    const before = await graph();
    writeFiles(folder, files);
    const { code, out, notes } = await run();
    expect(code).toBe(1);
    expect(out).toBe('hr: failed, nothing was changed');
    expect(notes).toEqual([expect.stringMatching(message)]);
    expect(notes[0]).not.toContain('\n');
    expect(await graph()).toEqual(before);
  });

  test('a file of 50 MB, beside one that can be read and alone', async () => {
    const before = await graph();
    const tooLarge = /people\.csv.*50 MB.*limit is 32 MB.*fileMegabytes/;
    writeFiles(folder, { [people]: new Uint8Array(50 * 1024 ** 2).fill(97) });
    const partly = await run();
    expect(partly).toMatchObject({ code: 0, out: expect.stringMatching(/^hr: partly read/) });
    expect(partly.notes).toContainEqual(expect.stringMatching(tooLarge));
    writeFiles(folder, { 'kiki.yaml': smallConfig.replace(/ {6}- kind: Team[^]*/, '') });
    expect(await run()).toEqual({
      code: 1,
      out: 'hr: failed, nothing was changed',
      notes: [expect.stringMatching(tooLarge)],
    });
    expect(await graph()).toEqual(before);
  });

  test('a missing file, and an empty folder', async () => {
    const before = await graph();
    rmSync(join(folder, people));
    expect(await run()).toMatchObject({
      code: 1,
      notes: [expect.stringMatching(/No file matches people\.csv.*files:/)],
    });
    rmSync(join(folder, 'files/teams.csv'));
    expect((await run()).code).toBe(1);
    expect(await graph()).toEqual(before);
  });
});

test('what failed is the last that is told, below the warnings of other sources, also of --json', async () => {
  const below = join(folder, 'below');
  const other =
    '  - { name: other, kind: table, root: files, files: o.csv, entities: [{ kind: Team, key: a, relations: { part of: b } }] }\n';
  const config = withMapping('fields: { title: "foo(" }') + other;
  writeFiles(below, { ...smallFiles, 'kiki.yaml': config, 'files/o.csv': 'a,b\nx,nowhere\n' });
  const second = await openTestKiki(below);
  const io = recordingIo();
  expect(await ingest(second, plainIngest, io)).toBe(1);
  const failure = expect.stringMatching(
    /^failed: source hr\.entities\[0\] \(Person from people\)\.fields\.title: "foo\("/,
  );
  expect(io.notes).toEqual([expect.stringContaining('warning: PART_OF "nowhere"'), failure]);
  const json = recordingIo();
  expect(await ingest(second, { ...plainIngest, json: true }, json)).toBe(1);
  expect(json.notes).toEqual([failure]);
  await second.close();
});

describe('what can be read in part', () => {
  test.each<[string, string, string | Uint8Array, RegExp]>([
    ['YAML', 'p.yaml', 'name: Ada\nmail: a@example.com\n  bad: x\n', /p\.yaml:2: .*not YAML/],
    ['TOML', 'p.toml', 'name = "Ada"\nmail = a@x\n', /p\.toml:2: .*not TOML/],
    ['JSON', 'p.json', '[{"name": "Ada",}]', /p\.json:1: .*not JSON/],
    [
      'text in UTF-8',
      'p.csv',
      Buffer.from('name,mail,team\nRen\xe9,r@example.com,\n', 'latin1'),
      /p\.csv: .*not utf-8.*encoding:/,
    ],
    ['CSV with a header', 'p.csv', '', /p\.csv: .*no header/],
  ])('a file that is not %s is refused with its line, and removes nothing', async (_form, name, content, message) => {
    const before = await graph();
    writeFiles(folder, { [`files/${name}`]: content, 'kiki.yaml': smallConfig.replace('people.csv', name) });
    const { code, out, notes } = await run();
    expect(code).toBe(0);
    expect(out).toMatch(/^hr: partly read/);
    expect(notes).toEqual([
      expect.stringContaining('2 records were not seen and are kept'),
      expect.stringMatching(message),
    ]);
    expect(await graph()).toEqual(before);
  });

  test('a malformed row is refused with its line, and the others are read', async () => {
    writeFileSync(
      join(folder, people),
      `${smallFiles[people] ?? ''}Cy Moss,cy@example.com\nDi Orr,di@example.com,Payments\n`,
    );
    const { code, out, notes } = await run();
    expect(code).toBe(0);
    expect(out).toMatch(/^hr: partly read; records: 1 added, .*1 refused/);
    expect(notes).toEqual([expect.stringMatching(/refused: people\.csv:4: The row has 2 cells, and 3 are expected/)]);
  });

  test('a cycle of managers is read, and does not hang', async () => {
    const config = smallConfig.replace('{ member of: team }', '{ member of: team, reports to: boss }');
    const cycle = 'name,mail,team,boss\nAda,ada@example.com,,bo@example.com\nBo,bo@example.com,,ada@example.com\n';
    writeFiles(folder, { 'kiki.yaml': config, [people]: cycle });
    expect((await run()).code).toBe(0);
  });
});

describe('options', () => {
  test('--dry-run tells each change and writes nothing', async () => {
    const before = await graph();
    writeFileSync(join(folder, people), (smallFiles[people] ?? '').replace('Bo Lind', 'Bo Lindt'));
    const { code, out } = await run({ dryRun: true });
    expect(code).toBe(0);
    expect(out).toMatch(/dry run: nothing was written[^]*~ person:bo-lind[^]*"Bo Lind" → "Bo Lindt"/);
    expect(await graph()).toEqual(before);
  });

  test('--dry-run tells relations with the other ends alone', async () => {
    writeFileSync(join(folder, people), `${smallFiles[people] ?? ''}Cy Moss,cy@example.com,Payments\n`);
    expect((await run({ dryRun: true })).out).toMatch(/^ {4}member of team:payments$/m);
  });

  test('--dry-run tells a relation as kiki.yaml says it of the entity, and of what is over that it is', async () => {
    writeFiles(folder, {
      'kiki.yaml': smallConfig.replace(
        'relations: { member of: team }',
        `relations: { leads: team, member of: '{ "name": team, "until": "2020-01-31" }' }`,
      ),
    });
    const { out } = await run({ dryRun: true });
    expect(out).toMatch(/^~ team:payments[^]*^ {4}led by person:/m);
    expect(out).toMatch(/member of team:payments: .*until 2020-01-31.*\(over\)/);
    expect(out).not.toContain('LEADS');
  });

  test('warnings are in --json of each run, and in words of the run that found them or of all with --all', async () => {
    const rows = Array.from({ length: 25 }, (_, index) => `Cy ${index},cy${index}@example.com,Nowhere ${index}\n`);
    writeFiles(folder, {
      [people]: `${smallFiles[people] ?? ''}${rows.join('')}`,
      'kiki.yaml': withMapping('fields: { startDate: name }'),
    });
    const first = await run();
    expect(first.notes.filter((note) => note.startsWith('  warning: '))).toHaveLength(20);
    expect(first.notes.join('\n')).toMatch(/more kinds of these \(\d+ in all\): --all shows each/);
    const warnings = async () =>
      (JSON.parse((await run({ json: true })).out) as { runs: { warnings: string[] }[] }).runs[0]?.warnings ?? [];
    const all = await warnings();
    expect(all.filter((line) => line.includes('is not a date'))).toHaveLength(27);
    expect(await warnings()).toEqual(all);
    expect((await run()).notes).toEqual([`  ${all.length} warnings as in an earlier run: --all shows each`]);
    expect((await run({ all: true })).notes).toHaveLength(all.length);
  });

  test('--dry-run tells what new entities would say, of the first fifty', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => `Cy Moss ${index},cy${index}@example.com,Payments\n`);
    writeFileSync(join(folder, people), `${smallFiles[people] ?? ''}${rows.join('')}`);
    const { out } = await run({ dryRun: true });
    expect(out).toMatch(/^\+ person:cy-moss-\d+\n {4}name: "Cy Moss \d+"$/m);
    expect(out.match(/^\+ person:/gm)).toHaveLength(50);
    expect(out).toContain('+ 10 more (10 person): --all shows them, --json as data');
    const all = await run({ dryRun: true, all: true });
    expect(all.out.match(/^\+ person:/gm)).toHaveLength(60);
    expect(all.out).not.toMatch(/^\+ \d+ more/m);
  });

  test('--json is one document and nothing else', async () => {
    const { out, notes } = await run({ json: true });
    expect(JSON.parse(out)).toMatchObject({ runs: [{ source: 'hr', status: 'done', unchanged: 3 }] });
    expect(notes).toEqual([]);
  });

  test('a source that is not in the config is named, with those that are', async () => {
    await expect(run({ sources: ['sales'] })).rejects.toThrow('There is no source "sales"');
  });

  test('a run that would remove too much stops, and --allow-removals lets it', async () => {
    writeFileSync(join(folder, people), 'name,mail,team\nAda Byron,ada@example.com,Payments\n');
    expect(await run()).toMatchObject({
      code: 1,
      notes: [expect.stringMatching(/would remove 1 of 3.*--allow-removals/)],
    });
    expect((await run({ allowRemovals: true })).out).toMatch(/1 removed/);
  });

  test('a source is forgotten only when the config has it no more', async () => {
    await expect(run({ forget: 'hr' })).rejects.toThrow('still in the config');
    expect(await run({ forget: 'old' })).toMatchObject({ code: 0, out: 'There were no records of old.' });
  });

  test('mappings edited since Kiki was opened are used; an edited schema asks for a restart', async () => {
    writeFiles(folder, { 'kiki.yaml': withMapping('fields: { title: \'"Engineer"\' }') });
    expect((await run()).out).toMatch(/2 changed/);
    writeFiles(folder, { 'kiki.yaml': `${smallConfig}schema: { kinds: { Office: {} } }\n` });
    await expect(run()).rejects.toMatchObject({ code: 'conflict', fix: expect.stringContaining('Restart') });
  });
});
