import { describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createFileImports } from '../../../ingest/imports/file-imports.ts';
import { parseConfigFile } from '../../../schema/config-file.ts';
import { anyEmployee, localAdmin, type Viewer } from '../../../schema/viewer.ts';
import { fileForm } from '../../support/csv-form.ts';
import { sampleWiki } from '../../support/sample-wiki.ts';

let viewer: Viewer = localAdmin;
const held: { imports?: ReturnType<typeof createFileImports>; app?: FastifyInstance } = {};
const wiki = sampleWiki();
/** The wiki of the sample company that takes in files. */
const app = (): FastifyInstance => {
  held.imports ??= createFileImports({
    store: wiki.store(),
    config: parseConfigFile({}, 'kiki.yaml'),
  });
  held.app ??= wiki.withOptions({ fileImports: held.imports, viewerOf: () => viewer });
  return held.app;
};
const html = { host: 'localhost', accept: 'text/html' };
const get = (url: string) => app().inject({ url, headers: html });
const submit = (url: string, fields: Record<string, string>) =>
  app().inject({
    method: 'POST',
    url,
    headers: { ...html, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
const upload = (name: string, content: string) => {
  const { headers, payload } = fileForm(name, content);
  return app().inject({ method: 'POST', url: '/admin/import', headers: { ...html, ...headers }, payload });
};
const csv = 'Name,Job title,<b>Odd\nNora Lind,Purser,1\nOla Berg,Cook,2\n';
const columns = {
  'column.0': 'Name',
  'target.0': 'name',
  'column.1': 'Job title',
  'target.1': 'field.title',
  'column.2': '<b>Odd',
  'target.2': 'field.phone',
};

describe('importing a file in the browser', () => {
  test('goes from the file over its columns and a look at what would change to a run; a reload loses nothing', async () => {
    const path = String((await upload('staff.csv', csv)).headers.location);
    const proposed = (await get(path)).body;
    expect(proposed).toMatch(/<option value="field.title" selected/);
    expect(proposed).toContain('&lt;b>Odd');
    expect((await get('/admin/import')).body).toContain(`href="${path}"`);
    const sent = { name: 'crew', kind: 'Person', encoding: '', delimiter: '', ...columns };
    expect((await submit(path, { ...sent, do: 'save' })).headers.location).toBe(path);
    expect((await get(path)).body).toMatch(/<option value="field.phone" selected/);
    const refused = await submit(path, { ...sent, name: 'No Name!', do: 'preview' });
    expect([refused.statusCode, refused.body.includes('value="No Name!"')]).toEqual([400, true]);
    const preview = String((await submit(path, { ...sent, do: 'preview' })).headers.location);
    const body = (await get(preview)).body;
    for (const part of ['2 pages would change', 'Nora Lind', 'Purser', '2 records new']) expect(body).toContain(part);
    const version = /name="version" value="([^"]*)"/.exec(body)?.[1] ?? '';
    expect((await submit(`${path}/start`, { version: 'other' })).statusCode).toBe(409);
    const run = String((await submit(`${path}/start`, { version })).headers.location);
    await held.imports?.drained();
    expect((await get(run)).body).toContain('Imported by Local admin');
    const found = await wiki.store().locate(localAdmin, 'Nora Lind');
    expect(found).toMatchObject({ status: 'moved' });
    await submit(`${run}/revert`, {});
    expect(await wiki.store().locate(localAdmin, 'person:nora-lind')).toMatchObject({ status: 'gone' });
    expect((await get(path)).statusCode).toBe(404);
  });

  test('says what is wrong with a file, takes large ones, and is for editors', async () => {
    expect((await upload('bad.csv', 'Name,Name\nA,B\n')).body).toContain('is there twice');
    expect((await upload('', '')).body).toContain('Choose a file first');
    const broken = { ...html, 'content-type': 'multipart/form-data; boundary=x' };
    const half = await app().inject({ method: 'POST', url: '/admin/import', headers: broken, payload: '--x\r\nhalf' });
    expect([half.statusCode, half.body.includes('did not arrive whole')]).toEqual([400, true]);
    const many = `Name,Title\n${Array.from({ length: 40_000 }, (_, index) => `Person Number ${index},Deckhand`).join('\n')}`;
    expect(many.length).toBeGreaterThan(1024 ** 2);
    const large = String((await upload('large.csv', many)).headers.location);
    expect((await get(large)).body).toContain('40,000 rows can be read');
    await submit(`${large}/discard`, {});
    expect((await get(large)).statusCode).toBe(404);
    viewer = anyEmployee;
    expect((await upload('crew.csv', csv)).statusCode).toBe(403);
    expect((await get('/admin/import')).statusCode).toBe(403);
    viewer = localAdmin;
  });
});
