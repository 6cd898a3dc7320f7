import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRedirects } from '../../graph/curation/redirects.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { Answer } from '../../schema/answer.ts';
import type { Ask } from '../../schema/services.ts';
import { anyEmployee, localAdmin } from '../../schema/viewer.ts';
import { readText } from '../support/example-company.ts';
import { ingestExample, openExampleStore } from '../support/ingested-example.ts';
import { plainAnswerer } from '../support/plain-answerer.ts';

/** What employees ask, each way in its own words, with what the example company's files say. No model, no embeddings. */

let store: GraphStore;
let ask: Ask;

beforeAll(async () => {
  store = await openExampleStore();
  await ingestExample(store);
  ask = plainAnswerer(store, { company: 'Vale Dairies', now: () => new Date('2026-10-01T12:00:00Z') });
});
afterAll(() => store.close());

const answerTo = (question: string): Promise<Answer> => ask({ question, asker: anyEmployee });

/** Lists hold what they hold in any order; one name alone is the list of it. */
function comparable(value: unknown): unknown {
  return Array.isArray(value) ? [...(value as string[])].sort() : typeof value === 'string' ? [value] : value;
}

type Row = readonly [question: string, value: number | boolean | string | readonly string[]];

const manager: Row[] = [
  "who's the boss of Linnea Sandstrom?",
  "who is Linnea's manager",
  'Linnea Sandstrom manager?',
  'name of the person Linnea Sandstrom reports to',
  'who manages Linnea Sandstrom',
  'who does linea sandstrom report to',
  'Whos the line manager of Linnea Sandström???',
].map((question) => [question, 'Siobhán Geraghty'] as const);

const rows: Record<string, readonly Row[]> = {
  'the manager of a person': [
    ...manager,
    ["who's the manager of the lead of Plant Systems?", 'Anjali Deshmukh'],
    ["who is Nkechi's manager's manager", 'Françoise Delorme'],
    ['who is the manager of whoever leads Farewell Paperbox?', 'Dónal Ó Súilleabháin'],
  ],
  'a thing that is described and not named': [
    ['which team buys everything except milk?', ['Purchasing']],
    ['who leads the team I should ask about claims of shops?', 'Beatrix Vandermeer'],
    ['who leads the team that settles claims of shops?', 'Beatrix Vandermeer'],
    ['shops and consumers telephone orders to one team, who leads it?', 'Beatrix Vandermeer'],
    ['how many people are on the team that settles claims of shops and consumers?', 5],
  ],
  'what is told before it is asked': [
    ['the Plant Systems folks sit under another team. who leads that one?', 'Anjali Deshmukh'],
    ['Plant Systems moved to new offices. how many people are in it?', 3],
    ['Just wondering. who is leading the Japan Listing project', 'Kenji Morita'],
  ],
  'a telephone by its extension': [["what's Søren Østergård's extension?", '2242']],
  'one word for it said twice': [
    ['what chat channel of the Plant Systems team?', '#plant-systems'],
    ['who is lead or co-lead of Plant Systems?', 'Ulrike Steinmetz'],
    ['everything Kenji Morita leads or co-leads', 'Japan Listing'],
    ['what else is Mariam Haddad part of besides Export?', 'Recall Readiness Group'],
    ['where do I reach the Plant Systems team on chat?', '#plant-systems'],
  ],
  'what those are or have who have a part': [
    ['who leads more than 1 team?', ['Noah Feldstein']],
    ['anyone leading more than one team?', ['Noah Feldstein']],
    ['how many teams under Operations?', 4],
    ['which subteams of Operations have no lead?', []],
  ],
  'the chain of managers': [
    'who is above Agnieszka Mroz',
    "what's the reporting line of Agnieszka Mroz",
    'who does Agnieszka Mroz report to, all the way up to the chief executive?',
  ].map(
    (question) => [question, ['Lorenzo Battaglin', 'Françoise Delorme', 'Bogdan Ionașcu', 'Ingrid Solheim']] as const,
  ),
  reports: [
    ['how many direct reports does Naledi Khumalo have', 3],
    ['how many people report to Naledi Khumalo', 3],
    ['list the direct reports of Naledi Khumalo', ['Fatima Zahra Bennis', 'Hamish Drever', 'Viktor Hrynko']],
    ['who does Naledi Khumalo manage?', ['Fatima Zahra Bennis', 'Hamish Drever', 'Viktor Hrynko']],
    ['how many people report to the chief executive?', 7],
    ['which person has the most direct reports', 'Ingrid Solheim'],
  ],
  'who leads': [
    ...[
      'who runs Plant Systems',
      'who is head of plant systems',
      "who's the team lead for Plant Systems?",
      'plant systems lead?',
    ].map((question) => [question, 'Ulrike Steinmetz'] as const),
    ['who is leading the Japan Listing project', 'Kenji Morita'],
    ['what does Kenji Morita lead?', 'Japan Listing'],
    ['who leads the team that owns Frostline?', 'Naledi Khumalo'],
    ['who leads whichever team owns Frostline?', 'Naledi Khumalo'],
    ['who leads the team Elif Yildiz is in', 'Ulrike Steinmetz'],
    ['is Ulrike Steinmetz the lead of Plant Systems?', true],
    ['does Ulrike lead the central laboratory?', false],
  ],
  'members and their number': [
    ['number of employees in Plant Systems', 3],
    ['how many people work in Technology, all the sub-teams included?', 21],
    ['how many folks are in Technology incl. subteams', 21],
    ['how many people are directly in Technology?', 1],
    ['how many people work in Technology?', 21],
    ['how many people work at Vale Dairies?', 83],
    ['how many people work for vale', 83],
    ['how many people does Naledi Khumalo manage, directly and indirectly?', 5],
    ['how many systems does Technology own, sub-teams included?', 14],
    ["what's the headcount of Technology", 21],
    ["what's our total headcount right now?", 83],
    ['who works in the central laboratory?', ['Ifeoma Balogun', 'Maria Santos', 'Søren Østergård', 'Xuemei Li']],
    ['which externals work in Plant Systems', 'Marek Hollan'],
    ["who's in both the recall readiness group and Export", 'Mariam Haddad'],
    ['who in the recall readiness group is from Export?', 'Mariam Haddad'],
    ['any of the Plant Systems people also in Export?', []],
    ['who is in the recall readiness group and also in Export?', 'Mariam Haddad'],
    ['who in Plant Systems leads a team?', 'Ulrike Steinmetz'],
    ['how many people are in the team Francoise Delorme leads, sub-teams included?', 6],
    ['is Tomasz Wierzba in Line Maintenance?', false],
  ],
  'the teams of a person': [
    ['what team is Nkechi Obiora on?', 'Oldmere Cheese'],
    ['which team does Nkechi Obiora belong to?', 'Oldmere Cheese'],
    ['which department does Nkechi Obiora work in', 'Operations'],
  ],
  'teams in teams': [
    [
      'which teams hang directly off Operations?',
      ['Cold Chain and Distribution', 'Oldmere Cheese', 'Quality and Food Safety', 'Skarbeck Plant'],
    ],
    ['which department does Plant Systems roll up into?', 'Technology'],
    ['how many sub-teams does Technology have?', 5],
    ['what is the parent of Plant Systems', 'Technology'],
    ['which team is Plant Systems part of?', 'Technology'],
    ['what does Plant Systems belong to?', 'Technology'],
    ['what does the Plant Systems team belong to, i.e. what is its parent team?', 'Technology'],
  ],
  'who owns': [
    ['who is responsible for BatchTrace', 'Quality and Food Safety'],
    ['BatchTrace owner', 'Quality and Food Safety'],
    ['who maintains BatchTrace?', 'Quality and Food Safety'],
    ['list systems of Farm Systems', ['Member Portal', 'Milk Ledger', 'PayRun']],
    ['number of systems owned by Farm Systems', 3],
    ['which team owns the system that replaced Milkbook', 'Farm Systems'],
    [
      'which projects change systems that Farm Systems owns?',
      ['Ledger Cut-over', 'One-Day Milk Price', 'Adviser Pocket App'],
    ],
    ['what projects does the owner of BatchTrace work on', ['Four-Hour Trace', 'Japan Listing']],
  ],
  dependencies: [
    ['dependencies of PayRun', ['LedgerOne', 'Milk Ledger']],
    ['what does PayRun depend on?', ['LedgerOne', 'Milk Ledger']],
    ['what breaks if Tanker Tracker is down?', 'Roundabout'],
    ['does Churn depend on Gatehouse?', true],
    ['does Gatehouse depend on Churn?', false],
    ['what replaced Milkbook?', 'Milk Ledger'],
  ],
  'fields of a thing': [
    ['when is the Oldmere site open', 'daily 05:00-22:00'],
    ['status of glass return', 'On track'],
    ['how is Glass Return going?', 'On track'],
    ['is Cellar Three on track?', false],
    ['is Gatehouse tier 1?', true],
    ['when is Glass Return supposed to be finished?', '2026-12-18'],
    ["what's Nkechi Obiora's role?", 'Cheesemaker'],
    ['where is Nkechi Obiora based?', 'Oldmere'],
    ['email of Nkechi Obiora', 'nkechi.obiora@kelderbrook.example'],
    ['when did Nkechi join', '2019-10-09'],
    ['slack channel of the central laboratory?', '#lab'],
    ["what's the employee number of Nkechi Obiora?", '10222'],
    ['who has employee number 10007?', ['Lucía Ferreyra']],
    ['what is the budget of Glass Return', 310_000],
  ],
  'things with a value': [
    ['Which projects are at risk?', ['Cellar Three', 'Farewell Paperbox', 'Four-Hour Trace', 'Tanker Telemetry']],
    ['how many projects are on track?', 4],
    ['list all retired systems', 'Milkbook'],
    ['how many tier 1 systems do we have?', 13],
    ["who's on leave at the moment", ['Rasmus Lykke', 'Beatrix Vandermeer', 'Vera Kuznetsova']],
    ['who are our externals?', ['Sandeep Bhatt', 'Marek Hollan', 'Jo Hartigan', 'Petra Novotná']],
    ['how many open positions are there?', 3],
    ['who is the CEO?', 'Ingrid Solheim'],
    ['who is the director of technology?', 'Anjali Deshmukh'],
    ['how many people report to the director of technology', 5],
    ['which data engineers are there', ['Chiara Bellandi', 'Samuel Abebe']],
    [
      'who works at Oldmere',
      [
        'Agnieszka Mróz',
        'Elif Yıldız',
        'Françoise Delorme',
        'Lorenzo Battaglin',
        'Nkechi Obiora',
        'Piet Hoogland',
        'Rasmus Lykke',
      ],
    ],
    ['how many people work at the Oldmere site?', 7],
  ],
};

describe.each(Object.entries(rows))('%s', (_topic, cases) => {
  test.each(cases)('%s', async (question, value) => {
    const answer = await answerTo(question);
    expect(comparable(answer.value)).toEqual(comparable(value));
    expect(answer.mode).toBe('graph');
    expect(answer.citations.length).toBeGreaterThan(0);
  });
});

test.each(["who is Ingrid Solheim's manager?", 'who is the manager of Ingrid Solheim?'])(
  '%s: nobody is, and whom she manages is no answer',
  async (question) => {
    const { mode, text } = await answerTo(question);
    expect(mode).not.toBe('graph');
    expect(text).not.toContain('leads');
  },
);

test('whether a team is something is not answered with the people who are', async () => {
  expect((await answerTo('is Plant Systems external?')).mode).not.toBe('graph');
  expect((await answerTo('which externals work in Plant Systems')).value).toEqual(['Marek Hollan']);
});

test('what is excepted is not what is asked about', async () => {
  const { text } = await answerTo('besides Plant Systems, what else does the person running it look after?');
  expect(text).not.toContain('That is **Plant Systems**');
});

test('how much leave is not how many people are on leave', async () => {
  expect((await answerTo('how much parental leave do the Plant Systems people get?')).mode).not.toBe('graph');
});

describe('the kinds of questions that docs/questions.md lists', () => {
  const listed = readFileSync(new URL('../../docs/questions.md', import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line) => /^\| (?!Kind |-)[^|]+\| ([^|]+?) +\|$/.exec(line)?.[1] ?? []);

  test('are a list', () => {
    expect(listed.length).toBeGreaterThan(25);
  });

  test.each(listed)('%s', async (question) => {
    expect((await answerTo(question)).mode).toBe('graph');
  });
});

describe("the example's own structured questions", () => {
  const questions = readText('questions.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { question: string; type: string; answer: string | number | boolean | string[] })
    .filter(({ type }) => type === 'structured')
    .map(({ question, answer }) => [question, answer] as const);
  test.each(questions)('%s', async (question, expected) => {
    expect(comparable((await answerTo(question)).value)).toEqual(comparable(expected));
  });
});

describe('what no source says', () => {
  test.each([
    'who is based in Reykjavik?',
    'what is the shoe size of Nkechi Obiora?',
    'who leads the Moonshot project?',
    'how many parrots report to Naledi Khumalo?',
    'which systems does Nkechi Obiora own?',
    'which systems have no owner?',
    'which projects are not run by Farm Systems?',
    'who is the deputy of Ingrid Solheim?',
    // Nothing said before is it.
    'who are its members?',
    'who is their manager?',
    'which team polishes the moon and who are its members?',
    'who leads Technology and sings in the choir?',
    `${'who leads Technology and '.repeat(9)}who leads Technology?`,
    `who leads Technology ${'or something else '.repeat(40)}?`,
  ])('%s gets no exact answer', async (question) => {
    const answer = await answerTo(question);
    expect(answer.mode).not.toBe('graph');
    expect(answer.value).toBeNull();
  });
});

describe('a relation that no source says of a known thing', () => {
  test('is told so, by name, and pages on others are not quoted for it', async () => {
    const answer = await answerTo('which systems does Nkechi Obiora own?');
    expect(answer).toMatchObject({ mode: 'unknown', abstained: true });
    expect(answer.text).toContain('**Nkechi Obiora** is known to me, but no source says this of it.');
  });
});

test.each(['how many people are in it?', 'how many people does it have?'])(
  'of a thing without people, “%s” is not everybody',
  async (question) => {
    const history = [{ role: 'asker', text: 'what is Beacon?' }] as const;
    expect((await ask({ question, history, asker: anyEmployee })).value).toBeNull();
  },
);

test('the name of a company may hold signs', async () => {
  const asked = plainAnswerer(store, { company: 'C++ Dairies', now: () => new Date('2026-10-01T12:00:00Z') });
  const question = "who is Linnea Sandstrom's manager?";
  expect((await asked({ question, asker: anyEmployee })).value).toEqual(['Siobhán Geraghty']);
});

describe('a conversation', () => {
  const follow = async (before: string, question: string) =>
    (
      await ask({
        question,
        asker: anyEmployee,
        history: [
          { role: 'asker', text: before },
          { role: 'kiki', text: '' },
        ],
      })
    ).value;

  test('"her" is the person of the question before', async () => {
    expect(await follow('who leads Plant Systems?', 'and who is her manager?')).toEqual(['Anjali Deshmukh']);
  });
  test('"it" is the thing of the question before', async () => {
    expect(await follow('who owns BatchTrace?', 'what does it depend on?')).toEqual(
      (await answerTo('what does BatchTrace depend on?')).value,
    );
  });
  test('"its" is never all that have some', async () => {
    expect(await follow('who owns BatchTrace?', 'and who are its subsidiaries?')).toBeNull();
    expect(await follow('who leads Plant Systems?', 'and who are its members?')).toEqual(
      (await answerTo('who are the members of Plant Systems?')).value,
    );
  });
  test('"this" is the page that the question is asked on', async () => {
    const { value } = await ask({ question: 'who owns this?', asker: anyEmployee, page: 'system:batchtrace' });
    expect(value).toEqual(['Quality and Food Safety']);
  });
});

describe('what may be asked next', () => {
  test.each([
    'who leads Plant Systems?',
    'how many people are in Technology?',
    'who owns BatchTrace?',
    "who's the boss of Linnea Sandstrom?",
  ])('after %p is answered exactly, and asks something else', async (question) => {
    const first = await ask({ question, asker: anyEmployee, wantsFollowUps: true });
    const next = first.followUps ?? [];
    expect(next.length).toBeGreaterThanOrEqual(2);
    for (const each of next) {
      const { mode, text } = await answerTo(each);
      expect([each, mode]).toEqual([each, 'graph']);
      expect(text).not.toEqual(first.text);
    }
    expect(first.timings.total).toBeLessThan(1000);
  });

  test('is left out where nobody wants it, and where Kiki does not know', async () => {
    expect((await answerTo('who leads Plant Systems?')).followUps).toBeUndefined();
    const unknown = await ask({ question: 'xyzzy plugh frotz?', asker: anyEmployee, wantsFollowUps: true });
    expect([unknown.abstained, unknown.followUps]).toEqual([true, undefined]);
  });
});

describe('the words of an answer', () => {
  test('a count says its rule, the number on the other rule, and the names behind it', async () => {
    const { text } = await answerTo('how many people are directly in Technology?');
    expect(text).toMatch(
      /^\*\*1 person\*\* is in Technology: Anjali Deshmukh\. \(Direct members; 21 with 6 sub-teams; Counted: active and on leave; As of 2026-10-01\.\)/,
    );
  });
  test('a dotted line is named apart from the manager', async () => {
    const { text, value } = await answerTo('who is the manager of Ulrike Steinmetz?');
    expect(value).toEqual(['Anjali Deshmukh']);
    expect(text).toContain('Dotted line: Bogdan Ionașcu.');
  });
});

test('a name that leads to a team because people say so finds it in a question', async () => {
  const actor = { type: 'person', id: 'local-admin', name: 'Local admin' } as const;
  const redirects = createRedirects({ store });
  await redirects.add(actor, localAdmin, { from: 'Bottle Wizards', to: 'team:plant-systems' });
  expect((await answerTo('who leads the Bottle Wizards?')).value).toEqual(
    (await answerTo('who leads Plant Systems?')).value,
  );
  await redirects.remove(actor, localAdmin, { from: 'Bottle Wizards', to: 'team:plant-systems' });
  expect((await answerTo('who leads the Bottle Wizards?')).abstained).toBe(true);
});
