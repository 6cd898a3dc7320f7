import { describe, expect, test } from '@jest/globals';
import { anyEmployee, localAdmin } from '../../schema/viewer.ts';
import { adminWiki, type FormFields, hiddenFields } from '../support/admin-wiki.ts';
import { field, related } from '../support/records.ts';

const wiki = adminWiki();
const location = 'field.location';
const [ada, bo] = ['person:ada', 'person:bo'];

const read = () =>
  wiki.read([
    { kind: 'Team', key: 'T1', name: 'Payments' },
    { kind: 'Person', key: 'ada', name: 'Ada', claims: [field('location', 'Oslo'), related('MEMBER_OF', 'Payments')] },
    { kind: 'Person', key: 'bo', name: 'Bo', claims: [field('location', 'Bergen')] },
    { kind: 'Person', key: 'cy', name: 'Cy', claims: [field('status', 'left')] },
  ]);
const open = async (query: string) => (await wiki.get(`/bulk?${query}`)).body;
const fill = async (fields: FormFields) => ({
  ...hiddenFields(await open(`kind=Person&what=${location}`), 'name="act"'),
  act: 'set',
  value: 'Oslo',
  which: 'all',
  do: 'preview',
  ...fields,
});
const preview = async (fields: FormFields = {}) => wiki.submit('/bulk', await fill(fields));
/** What the preview sends when its button is pressed. */
const sendOf = (body: string): Record<string, string | string[]> => ({
  ...hiddenFields(body, 'value="apply"'),
  target: [...body.matchAll(/name="target" value="([^"]*)"/g)].map(([, value = '']) => value),
  do: 'apply',
});
const placeOf = async (ref: string) => (await wiki.entity(ref))?.fields.location;

describe('changing several pages of a list', () => {
  test('starts from the list, with its filter, for editors alone', async () => {
    await read();
    expect((await wiki.get('/browse/person?status=left')).body).toContain('href="/bulk?kind=Person&amp;status=left"');
    expect((await wiki.get('/search?q=Oslo')).body).toContain('href="/bulk?q=Oslo"');
    expect(await open('q=Oslo')).toContain('/bulk?kind=Person&amp;q=Oslo');
    expect(await open('kind=Person&q=Oslo&what=field.location')).toMatch(/value="person:ada"(?!.*person:bo)/s);
    const left = await open(`kind=Person&status=left&what=${location}`);
    expect([left.includes('value="person:cy"'), left.includes('value="person:ada"')]).toEqual([true, false]);
    expect((await wiki.get('/browse/person', { viewer: anyEmployee })).body).not.toContain('/bulk');
    expect((await wiki.get('/bulk?kind=Person', { viewer: anyEmployee })).statusCode).toBe(403);
    expect((await wiki.submit('/bulk', await fill({}), anyEmployee)).statusCode).toBe(403);
  });

  test('shows what would change and what a source says, and does that as one run that is taken back as one', async () => {
    await read();
    const { body } = await preview();
    expect(body).toContain('1 page would change');
    expect(body).toContain('HR export says “Bergen”; yours goes before it.');
    expect(body).toContain('1 page says so already');
    expect(await placeOf(bo)).toBe('Bergen');
    const done = await wiki.submit('/bulk', sendOf(body));
    expect(await placeOf(bo)).toBe('Oslo');
    const run = String(done.headers.location);
    const page = (await wiki.get(run)).body;
    expect(page).toContain('Location of 1 person, changed together');
    await wiki.submit(`${run}/revert`, {});
    expect(await placeOf(bo)).toBe('Bergen');
    expect((await wiki.get(`/wiki/${bo}/history`)).body).toContain(`href="${run.replaceAll('&', '&amp;')}"`);
  });

  test('leaves out what was changed since the preview, and says so', async () => {
    await read();
    const sent = sendOf((await preview({ value: 'Paris' })).body);
    await wiki.change(bo, { fields: { location: 'Rome' } }, 1);
    const run = String((await wiki.submit('/bulk', sent)).headers.location);
    expect([await placeOf(ada), await placeOf(bo)]).toEqual(['Paris', 'Rome']);
    expect((await wiki.get(run)).body).toContain('person:bo: was changed since the preview');
    const again = await wiki.submit('/bulk', sent);
    expect([again.statusCode, again.body.includes('Nothing was changed')]).toEqual([409, true]);
  });

  test('says what is wrong beside what was typed, of which nothing is lost, also on the way back from the preview', async () => {
    await read();
    const what = 'relation.MEMBER_OF|from|';
    const typed = {
      what,
      act: 'add',
      value: '<b>Nowhere',
      which: 'marked',
      ref: [bo],
      role: 'guest',
      reason: 'Because',
    };
    const wrong = await preview(typed);
    expect([wrong.statusCode, wrong.body.includes('There is no “&lt;b>Nowhere”')]).toEqual([400, true]);
    for (const part of ['value="&lt;b>Nowhere"', 'value="guest"', 'Because', 'value="person:bo" checked'])
      expect(wrong.body).toContain(part);
    expect((await preview({ ...typed, value: 'payments', ref: [] })).body).toContain('No page is marked');
    expect((await preview({ value: ' ' })).body).toContain('Give the value');
    expect((await preview({ act: 'fly' })).body).toContain('Choose how');
    const shown = await preview({ ...typed, value: 'payments' });
    const back = await wiki.submit('/bulk', { ...sendOf(shown.body), do: 'again' });
    for (const part of ['value="payments"', 'value="guest"', 'Because', 'value="person:bo" checked'])
      expect(back.body).toContain(part);
    await wiki.submit('/bulk', sendOf(shown.body));
    const teams = (await wiki.store.entity(localAdmin, bo))?.relations.map(({ other, roles }) => [other.ref, roles]);
    expect(teams).toEqual([['team:payments', ['guest']]]);
  });
});
