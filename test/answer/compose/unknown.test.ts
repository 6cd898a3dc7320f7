import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { likelyExperts, unknown } from '../../../answer/compose/unknown.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { evidenceFrom, evidenceOf, refOf } from '../../support/evidence.ts';
import { record, related } from '../../support/records.ts';
import { sampleStore } from '../../support/sample-graph.ts';

let store: GraphStore;
beforeAll(async () => {
  store = await sampleStore([
    record({
      source: 'catalogue',
      kind: 'System',
      key: 'till',
      name: 'Till',
      claims: [
        related('EXPERT_IN', 'Jonas Vik', { end: 'to' }),
        related('EXPERT_IN', 'Ines Duarte', { end: 'to' }),
        related('OWNS', 'Site reliability engineer', { end: 'to' }),
      ],
    }),
  ]);
});
afterAll(() => store.close());

const expertsOf = async (about: string[], pages: string[] = []) => {
  const evidence = await evidenceFrom(store, anyEmployee, await Promise.all(pages.map((name) => refOf(store, name))));
  const refs = await Promise.all(about.map((name) => refOf(store, name)));
  return likelyExperts({ store, viewer: anyEmployee, on: '2026-11-20' }, refs, evidence);
};

describe('who may know', () => {
  test('is who is expert in, owns or leads what the question names, each with the reason', async () => {
    expect(await expertsOf(['Booking Engine'])).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Farid Haddad', why: 'expert in Booking Engine' }),
        expect.objectContaining({ name: 'Digital', why: 'owns Booking Engine' }),
      ]),
    );
  });

  test('is the team that was asked about', async () => {
    expect(await expertsOf(['Fares Desk'])).toContainEqual(
      expect.objectContaining({ name: 'Fares Desk', why: 'the team asked about' }),
    );
  });

  test('is who owns the nearest page, when the question names nothing', async () => {
    expect(await expertsOf([], ['Travel policy'])).toEqual([
      expect.objectContaining({ name: 'Operations', why: 'owns Travel policy' }),
    ]);
  });

  test('is nobody who has left and no vacancy, but may be external', async () => {
    expect((await expertsOf(['Till'])).map(({ name }) => name)).toEqual(['Ines Duarte']);
  });
});

describe('"not known"', () => {
  test('names the nearest pages once each, and who may know', () => {
    const page = (ref: string, title: string) => evidenceOf('x', { passage: { ref, title } });
    const near = [page('a', 'Travel'), page('a', 'Travel'), page('b', 'Be*ds'), page('c', 'Boats'), page('d', 'Bikes')];
    const texts = unknown(near, [{ ref: 'person:ada', name: 'Ada', why: 'owns Travel' }]).map(({ text }) => text);
    expect(texts).toEqual([
      expect.stringMatching(/^I don’t know/),
      'Nearest pages: **Travel**, **Be\\*ds**, **Boats**.',
      'Who may know: **Ada** (owns Travel).',
    ]);
  });

  test('says only that where nothing is near', () => {
    expect(unknown([], [])).toHaveLength(1);
  });
});
