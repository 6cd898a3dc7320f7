import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import { readQuality } from '../../graph/quality/report.ts';
import type { RunReport } from '../../ingest/run-source.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { exampleConfig, ingestExample, openExampleStore } from '../support/ingested-example.ts';

describe('the example company, read by its kiki.yaml', () => {
  let store: GraphStore;
  let first: RunReport[];

  beforeAll(async () => {
    store = await openExampleStore();
    first = await ingestExample(store);
  });
  afterAll(() => store.close());

  const entity = async (ref: string) => {
    const found = await store.entity(anyEmployee, ref);
    if (found === undefined) throw new Error(`There is no ${ref}`);
    return found;
  };
  const others = async (ref: string, relation: string, end: 'from' | 'to') =>
    (await entity(ref)).relations
      .filter((each) => each.relation === relation && each.end === end)
      .map(({ other }) => other.ref)
      .sort();

  test('is taken in whole', () => {
    expect(first.map(({ status }) => status)).toEqual(exampleConfig.sources.map(() => 'done'));
    expect(first.flatMap(({ refused }) => refused)).toEqual([]);
  });

  test('warns of the link that leads nowhere and of nothing else, although sources name what later ones explain', () => {
    expect(first.flatMap((report) => report.warnings)).toEqual([
      'procedures/onboard-a-new-colleague.md: The link to ../policies/bicycle-scheme.md leads nowhere.',
    ]);
  });

  test('has in its quality report what was put into it to be found', async () => {
    const { checks } = await readQuality({ store, viewer: anyEmployee, now: new Date('2026-11-23T10:00:00Z') });
    const found = Object.fromEntries(checks.map(({ id, items }) => [id, items.map(({ ref }) => ref)]));
    expect(found.contradictions).toEqual([
      'team:customer-care',
      'person:fatima-zahra-bennis',
      'team:line-maintenance',
      'person:priya-venkataraman',
      'system:tanker-tracker',
    ]);
    expect(checks.find(({ id }) => id === 'broken-links')?.items).toEqual([
      {
        ref: 'procedure:onboard-a-new-colleague',
        name: 'Onboard a new colleague',
        what: 'The link to ../policies/bicycle-scheme.md in procedures/onboard-a-new-colleague.md leads nowhere',
        fix: '/wiki/procedure:onboard-a-new-colleague#top-2',
      },
    ]);
    expect(found['people-without-manager']).toEqual(['person:tomasz-kowalczyk']);
    expect(found.overdue).toContain('procedure:deep-clean-an-ageing-room');
    expect(found.overdue).not.toContain('procedure:reject-a-tanker');
    expect([found.sources, found.unresolved, found['unowned-procedures']]).toEqual([[], [], []]);
  });

  test('finds who is responsible for a step, however the page writes it', async () => {
    const responsible = async (ref: string) =>
      (await store.passagesOf(anyEmployee, [ref])).flatMap(({ step }) => (step ? [step.responsibleRef ?? null] : []));
    expect(await responsible('procedure:correct-a-milk-statement')).toEqual([
      null,
      null,
      'team:central-laboratory',
      null, // nobody is named
      null, // "a second person of Milk Payments" is no one that the graph knows
      null,
    ]);
  });

  test('has as many things of each kind as its README says', async () => {
    const [people, kinds] = await Promise.all([
      store.list(anyEmployee, { kind: 'Person', includeUncounted: true }),
      store.countKinds(anyEmployee),
    ]);
    expect(people.total).toBe(92);
    expect(kinds).toMatchObject({ Team: 31, Site: 4, Project: 12, Article: 19, Term: 26 });
  });

  test('joins what sources call differently', async () => {
    expect((await entity('team:cold-chain-and-distribution')).aliases).toContain('Cold Chain');
    expect(await others('system:coldstore', 'OWNS', 'to')).toEqual(['team:cold-chain-and-distribution']);
    expect(await others('system:claimdesk', 'OWNS', 'to')).toEqual(['team:customer-care']);
    expect(await others('system:batchtrace', 'OWNS', 'to')).toEqual(['team:quality-and-food-safety']);
    expect(await others('system:milk-ledger', 'EXPERT_IN', 'to')).toContain('person:jiri-dvorak');
    expect(await others('person:katarzyna-bielak', 'EXPERT_IN', 'from')).toEqual(['term:inhibitor', 'term:scc']);
  });

  test('finds runbooks, sites and what projects change', async () => {
    expect(await others('system:churn', 'ABOUT', 'to')).toEqual(['procedure:churn-backlog']);
    expect(await others('site:oldmere', 'runs at', 'to')).toEqual([
      'system:cellarwatch',
      'system:curdline',
      'system:weighbridge-gateway',
    ]);
    expect(await others('system:payrun', 'changes', 'to')).toEqual(['project:one-day-milk-price']);
  });

  test('shows what its sources disagree about', async () => {
    const disputed = async (ref: string, name: string) =>
      (await entity(ref)).facts[name]?.contradicts?.map(({ value }) => value) ?? [];
    const claimed = async (ref: string) =>
      (await entity(ref)).contradictions.map(({ relation, other }) => `${relation} ${other.ref}`);
    expect(await disputed('person:priya-venkataraman', 'title')).toEqual(['Head of Data and Integration']);
    expect(await disputed('person:fatima-zahra-bennis', 'location')).toEqual(['Port Lathe']);
    expect(await claimed('team:customer-care')).toEqual(['LEADS person:hassan-el-amrani']);
    expect(await claimed('team:line-maintenance')).toEqual(['LEADS person:dieter-vogelsang']);
    expect(await claimed('system:tanker-tracker')).toEqual(['OWNS team:data-and-integration']);
  });

  test('changes nothing when it is read again', async () => {
    const again = await ingestExample(store);
    expect(again.map(({ added, changed, removed }) => added + changed + removed)).toEqual(again.map(() => 0));
  });
});
