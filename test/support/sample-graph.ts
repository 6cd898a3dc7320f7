import type { Engine } from '../../graph/engine.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { Actor } from '../../schema/actor.ts';
import type { OntologySettings } from '../../schema/ontology.ts';
import type { PassageDraft, RecordDraft } from '../../schema/record.ts';
import { recordId } from '../../schema/record.ts';
import { emptyEmbedded, storeOn } from './engines.ts';
import { field, record, related } from './records.ts';

/**
 * A small ferry company that does not exist, in an embedded graph in memory: every kind, an extra one, sources that disagree,
 * something that was removed, and content that tries to do harm.
 */

type Sample = { draft: RecordDraft };

export const sampleSchema: OntologySettings = {
  kinds: {
    Vessel: {
      description: 'A ship of the fleet.',
      fields: {
        capacity: { type: 'number', label: 'Passengers' },
        callSign: 'text',
        iceClass: { type: 'boolean', label: 'Ice class' },
        notes: { type: 'markdown', label: 'Notes for crews' },
      },
    },
  },
  relations: {
    'runs on': { from: 'System', to: 'Vessel', inverse: 'carries', headings: ['Runs on', 'Carries'] },
  },
};

const labels: Readonly<Record<string, string>> = {
  hr: 'HR export',
  projects: 'Project tracker',
  catalogue: 'Service catalogue',
  handbook: 'Handbook',
  people: 'Edits in Kiki',
};

export const sampleLabels = (name: string): string => labels[name] ?? name;

export const sampleNow = (): Date => new Date('2026-11-20T09:30:00Z');

const run = (source: string): Actor => ({ type: 'run', id: `run-${source}`, source });

interface PersonSketch {
  key: string;
  name: string;
  title: string;
  team?: string;
  manager?: string;
  status?: string;
  email?: string;
  location?: string;
  dotted?: string;
  start?: string;
}

function person({ key, name, title, team, manager, status, email, location, dotted, start }: PersonSketch): Sample {
  return record({
    source: 'hr',
    kind: 'Person',
    key,
    name,
    ids: email === undefined ? {} : { email: [email] },
    statedAt: '2026-11-18',
    claims: [
      field('title', title),
      ...(status === undefined ? [] : [field('status', status)]),
      ...(email === undefined ? [] : [field('email', email)]),
      ...(location === undefined ? [] : [field('location', location)]),
      ...(start === undefined ? [] : [field('startDate', start)]),
      ...(team === undefined ? [] : [related('MEMBER_OF', team)]),
      ...(manager === undefined ? [] : [related('REPORTS_TO', { namespace: 'key', value: manager })]),
      ...(dotted === undefined ? [] : [related('REPORTS_TO', { namespace: 'key', value: dotted }, { dotted: true })]),
    ],
  });
}

const at = 'fjordlink.example';

const people: Sample[] = [
  person({
    key: '1',
    name: 'Solveig Aune',
    title: 'Chief executive',
    team: 'Fjordlink',
    email: `solveig@${at}`,
    location: 'Bergen',
    start: '2014-02-01',
  }),
  person({
    key: '2',
    name: 'Bruno Okafor',
    title: 'Chief operating officer',
    team: 'Operations',
    manager: '1',
    email: `bruno@${at}`,
    location: 'Bergen',
  }),
  person({
    key: '3',
    name: 'Chiara Rinaldi',
    title: 'Head of digital',
    team: 'Digital',
    manager: '1',
    email: `chiara@${at}`,
    location: 'Stavanger',
  }),
  person({
    key: '4',
    name: 'Dag Fredriksen',
    title: 'Engineering manager',
    team: 'Booking Platform',
    manager: '3',
    email: `dag@${at}`,
    location: 'Stavanger',
    start: '2019-08-12',
  }),
  person({
    key: '5',
    name: 'Eun-ji Park',
    title: 'Staff engineer',
    team: 'Booking Platform',
    manager: '4',
    email: `eunji@${at}`,
    location: 'Remote',
    status: 'on leave',
    dotted: '2',
  }),
  person({
    key: '6',
    name: 'Farid Haddad',
    title: 'Engineer',
    team: 'Booking Platform',
    manager: '4',
    email: `farid@${at}`,
    location: 'Stavanger',
  }),
  person({
    key: '7',
    name: 'Greta Lund',
    title: 'Product designer',
    team: 'Booking Platform',
    manager: '4',
    email: `greta@${at}`,
    location: 'Bergen',
  }),
  person({
    key: '8',
    name: 'Håkon Sæther',
    title: 'Fares analyst',
    team: 'Fares Desk',
    manager: '4',
    email: `hakon@${at}`,
    location: 'Bergen',
  }),
  person({ key: '9', name: 'Ines Duarte', title: 'Engineer', team: 'Fares Desk', manager: '8', status: 'external' }),
  person({
    key: '10',
    name: 'Site reliability engineer',
    title: 'Site reliability engineer',
    team: 'Booking Platform',
    manager: '4',
    status: 'vacancy',
  }),
  person({ key: '11', name: 'Jonas Vik', title: 'Engineer', status: 'left', email: `jonas@${at}` }),
  person({
    key: '12',
    name: 'Karin Moen',
    title: 'Harbour master',
    team: 'Operations',
    manager: '2',
    email: `karin@${at}`,
    location: 'Tananger',
  }),
];

const unit = (key: string, name: string, parent?: string, lead?: string, type = 'department'): Sample =>
  record({
    source: 'hr',
    kind: 'Team',
    key,
    name,
    path: 'hr/units.csv',
    statedAt: '2026-11-18',
    claims: [
      field('type', type),
      ...(parent === undefined ? [] : [related('PART_OF', parent)]),
      ...(lead === undefined ? [] : [related('LEADS', lead, { end: 'to' })]),
    ],
  });

const units: Sample[] = [
  unit('1', 'Fjordlink', undefined, 'Solveig Aune', 'company'),
  unit('2', 'Operations', 'Fjordlink', 'Bruno Okafor'),
  unit('3', 'Digital', 'Fjordlink', 'Chiara Rinaldi'),
  unit('4', 'Booking Platform', 'Digital', 'Dag Fredriksen', 'squad'),
  unit('5', 'Fares Desk', 'Booking Platform', 'Håkon Sæther', 'squad'),
];

const teamPage: Sample = record({
  source: 'handbook',
  kind: 'Team',
  key: 'teams/booking-platform.md',
  path: 'teams/booking-platform.md',
  name: 'Booking Platform',
  statedAt: '2026-09-03',
  claims: [
    field('aliases', ['Online Sales']),
    field(
      'description',
      'Sells every crossing: the booking engine, the fares behind it, and the app that passengers carry.',
    ),
    field('chat', '#booking-platform'),
    related('LEADS', 'Eun-ji Park', { end: 'to' }),
    related('LEADS', 'Farid Haddad', { end: 'to', role: 'tech lead' }),
    related('MEMBER_OF', 'Jonas Vik', { end: 'to', ended: true }),
    related('OWNS', 'Booking Engine'),
    related('OWNS', 'Fare Calculator'),
    related('OWNS', 'Refund a cancelled crossing'),
    related('WORKS_ON', 'Contactless Boarding'),
  ],
  passages: [
    {
      heading: ['Booking Platform', 'What we answer for'],
      text: 'A booking that was paid is a promise. We keep the [Booking Engine](../systems/booking-engine.md) up during the morning peak, when four crossings in ten are sold, and we answer for every fare that the Fare Calculator gives out.\n\nWe do **not** run the till on board; that is Operations.',
      line: 9,
    },
    {
      heading: ['Booking Platform', 'How to reach us'],
      text: 'Ask in `#booking-platform`. For a booking that is stuck, follow [Refund a cancelled crossing](../procedures/refund.md#before-the-departure) first.\n\n| When | Who answers | How fast |\n|---|---|---|\n| 06–18 | the engineer of the day | 15 minutes |\n| 18–06 | whoever is on call | 30 minutes |',
      line: 16,
    },
  ],
});

const system = (key: string, name: string, description: string, claims: Sample['draft']['claims']): Sample =>
  record({
    source: 'catalogue',
    kind: 'System',
    key,
    name,
    path: 'catalogue/systems.yaml',
    statedAt: '2026-11-02',
    claims: [field('description', description), ...claims],
  });

const systems: Sample[] = [
  system('booking-engine', 'Booking Engine', 'Takes bookings, holds seats and car deck metres, and issues tickets.', [
    field('type', 'service'),
    field('criticality', 'tier 1'),
    field('repository', 'https://code.fjordlink.example/booking-engine'),
    field('onCall', 'Booking rota, #booking-oncall'),
    related('OWNS', 'Digital', { end: 'to' }),
    related('DEPENDS_ON', 'Fare Calculator'),
    related('EXPERT_IN', 'Farid Haddad', { end: 'to' }),
    related('runs on', 'MS Havsula'),
  ]),
  system('fare-calculator', 'Fare Calculator', 'Prices a crossing from season, deck metres and passenger type.', [
    field('type', 'library'),
    field('criticality', 'tier 2'),
    related('OWNS', 'Booking Platform', { end: 'to' }),
  ]),
  system('ticket-printer', 'Ticket Printer Bridge', 'Prints paper tickets at the harbour desks.', [
    field('type', 'service'),
    field('status', 'deprecated'),
    related('DEPENDS_ON', 'Booking Engine'),
    related('SUPERSEDES', 'Booking Engine', { end: 'to' }),
    related('OWNS', 'Operations', { end: 'to' }),
  ]),
];

const projects: Sample[] = [
  record({
    source: 'projects',
    kind: 'Project',
    key: 'P-17',
    path: 'projects.json',
    name: 'Contactless Boarding',
    statedAt: '2026-11-14',
    claims: [
      field('status', 'at risk'),
      field(
        'statusNote',
        'Gate readers for Tananger arrive two weeks late. The pilot moves to 12 January unless Mortavika lends its spare set.',
      ),
      field('goal', 'Nine passengers in ten board without showing a paper ticket.'),
      field('startDate', '2026-05-04'),
      field('dueDate', '2027-01-12'),
      field('chat', '#contactless'),
      related('LEADS', 'Greta Lund', { end: 'to' }),
      related('WORKS_ON', 'Farid Haddad', { end: 'to', role: 'gate software' }),
      related('WORKS_ON', 'Karin Moen', { end: 'to', role: 'harbour trials' }),
      related('OWNS', 'Booking Platform', { end: 'to' }),
      related('DEPENDS_ON', 'Booking Engine'),
    ],
  }),
  record({
    source: 'projects',
    kind: 'Project',
    key: 'P-21',
    path: 'projects.json',
    name: 'Winter Timetable',
    statedAt: '2026-11-10',
    claims: [
      field('status', 'on track'),
      field('dueDate', '2026-12-01'),
      related('LEADS', 'Karin Moen', { end: 'to' }),
    ],
  }),
];

const step = (number: number, text: string, responsible?: string): PassageDraft => ({
  heading: ['Refund a cancelled crossing', 'Steps'],
  text,
  step: { number, ...(responsible !== undefined && { responsible: { namespace: 'any', value: responsible } }) },
  line: 20 + number,
});

const steps: PassageDraft[] = [
  step(
    1,
    'Open the booking in the Booking Engine and check that the crossing is marked *cancelled*. If it is not, stop and ask the harbour desk.',
    'Harbour desk',
  ),
  step(2, 'Choose **Refund in full**. For a group of more than 20, split it by ticket type first.'),
  step(3, 'Above NOK 5,000 the refund waits for a second pair of eyes.', 'Fares Desk'),
  step(4, 'Tell the passenger, with the template `refund-cancelled`.'),
];

const refundSteps = steps.map(({ text }, index) => `${index + 1}. ${text}`).join('\n');

const pages: Sample[] = [
  record({
    source: 'handbook',
    kind: 'Procedure',
    key: 'procedures/refund.md',
    path: 'procedures/refund.md',
    name: 'Refund a cancelled crossing',
    statedAt: '2026-10-30',
    claims: [
      field('description', 'How to give a passenger the money back when we cancelled.'),
      field('prerequisites', [
        'Access to the Booking Engine',
        'The booking number',
        'For groups: the list of ticket types',
      ]),
      field('lastVerified', '2026-10-30'),
      field('appliesTo', 'All domestic routes'),
      related('ABOUT', 'Booking Engine'),
    ],
    passages: [
      {
        heading: ['Refund a cancelled crossing', 'Before the departure'],
        text: 'A crossing that was cancelled **before** departure is always refunded in full, whatever the fare.',
        line: 12,
      },
      {
        heading: ['Refund a cancelled crossing', 'Steps'],
        text: `Allow ten minutes.\n\n${refundSteps}`,
        prose: 'Allow ten minutes.',
        line: 18,
      },
      ...steps,
      {
        heading: ['Refund a cancelled crossing', 'If it fails'],
        text: 'The engine says why. `E-409` means that someone refunds the same booking; wait and look again.',
        line: 31,
      },
    ],
  }),
  record({
    source: 'handbook',
    kind: 'Procedure',
    key: 'procedures/change-a-fare.md',
    path: 'procedures/change-a-fare.md',
    name: 'Change a fare',
    statedAt: '2023-04-02',
    claims: [
      field('lastVerified', '2023-04-02'),
      related('OWNS', 'Fares Desk', { end: 'to' }),
      related('ABOUT', 'Fare Calculator'),
    ],
    passages: [
      { heading: [], text: 'Fares change on Mondays. Send the new table to the Fares Desk by Thursday noon.', line: 3 },
    ],
  }),
  record({
    source: 'handbook',
    kind: 'Article',
    key: 'policies/travel.md',
    path: 'policies/travel.md',
    name: 'Travel policy',
    statedAt: '2026-01-15',
    claims: [field('category', 'policy'), related('OWNS', 'Operations', { end: 'to' })],
    passages: [
      {
        heading: ['Travel policy'],
        text: 'On our own ferries everybody travels free. For trains, book second class; see [the form](travel-form.xlsx).',
        line: 5,
      },
      {
        heading: ['Travel policy', 'Hotels'],
        text: 'Up to **NOK 1,800** a night, breakfast included.\n\n> Above that, ask your manager before you book.',
        line: 9,
      },
      { heading: ['Travel policy', 'Hotels', 'In Oslo'], text: 'Up to NOK 2,200 a night.', line: 14 },
    ],
  }),
  record({
    source: 'handbook',
    kind: 'Term',
    key: 'glossary#deck-metre',
    path: 'glossary.toml',
    name: 'Deck metre',
    claims: [
      field('aliases', ['lane metre', 'LM']),
      field('description', 'One metre of car deck, the unit in which vehicle space is sold.'),
      related('ABOUT', 'Fare Calculator'),
    ],
  }),
  record({
    source: 'handbook',
    kind: 'Vessel',
    key: 'fleet/havsula.md',
    path: 'fleet/havsula.md',
    name: 'MS Havsula',
    claims: [
      field('description', 'Double-ended ferry on the Mortavika crossing.'),
      field('capacity', 540),
      field('callSign', 'LFHS'),
      field('iceClass', true),
      field('notes', 'The *aft* ramp sticks below –10 °C. Warm it for five minutes.'),
    ],
  }),
];

const olderTitle: Sample = record({
  source: 'handbook',
  kind: 'Person',
  key: 'people/dag.md',
  path: 'people/dag.md',
  name: 'Dag Fredriksen',
  statedAt: '2024-03-01',
  ids: { email: [`dag@${at}`] },
  claims: [field('title', 'Team lead'), field('aliases', ['Fredriksen, Dag']), related('EXPERT_IN', 'Fare Calculator')],
});

const faxGateway: Sample = system('fax-gateway', 'Fax Gateway', 'Sent boarding lists to the harbours by fax.', [
  related('OWNS', 'Operations', { end: 'to' }),
]);

/** Names, links and text that try to break out of the page. */
export const hostile: readonly Sample[] = [
  record({
    source: 'handbook',
    kind: 'Article',
    key: 'hostile.md',
    path: 'hostile.md',
    name: '"><script>alert(1)</script>',
    claims: [
      field('category', '<img src=x onerror=alert(2)>'),
      field('url', 'https://evil.example/"onmouseover="alert(3)'),
      field('description', '</p></main><script>alert(4)</script>'),
    ],
    passages: [
      {
        heading: ['<svg onload=alert(5)>'],
        text: [
          '<script>alert(6)</script> <iframe src="https://evil.example"></iframe>',
          '[click](javascript:alert(7)) [data](data:text/html,<script>alert(8)</script>) <a href="vbscript:x" onclick="alert(9)">x</a>',
          '![pixel](https://evil.example/track.gif) <style>body{display:none}</style> <form action="https://evil.example"><input name="q"></form>',
          '{% include secrets.html %} and {{ site.token }}',
          '<div id="ask" class="top" style="position:fixed">over the page</div>',
        ].join('\n\n'),
      },
    ],
  }),
];

/** A team with as many members, all of one export. */
export function crowd(size: number): Sample[] {
  return [
    record({ source: 'hr', kind: 'Team', key: '900', name: 'Deckhands' }),
    ...Array.from({ length: size }, (_, index) =>
      record({
        source: 'hr',
        kind: 'Person',
        key: `9${index}`,
        name: `Deckhand ${String(index).padStart(4, '0')}`,
        claims: [field('title', 'Deckhand'), related('MEMBER_OF', 'Deckhands')],
      }),
    ),
  ];
}

const everything: readonly Sample[] = [...people, ...units, ...systems, ...projects, teamPage, ...pages, olderTitle];

/** The sample company in a fresh embedded graph: an import in October, and one in November that removed and changed things. */
export async function sampleStore(extra: readonly Sample[] = [], engine?: Engine): Promise<GraphStore> {
  let now = new Date('2026-10-05T06:00:00Z');
  const store = await storeOn(engine ?? (await emptyEmbedded()), {
    schema: sampleSchema,
    sources: [{ name: 'hr' }, { name: 'projects' }, { name: 'catalogue' }, { name: 'handbook' }],
    now: () => now,
  });
  const before = everything.filter(({ draft }) => draft.source !== 'projects');
  await store.apply(run('hr'), { upserts: [...before, faxGateway], removals: [] });
  now = new Date('2026-11-19T06:00:00Z');
  const renamed = person({
    key: '6',
    name: 'Farid Haddad',
    title: 'Senior engineer',
    team: 'Booking Platform',
    manager: '4',
    email: `farid@${at}`,
    location: 'Stavanger',
  });
  await store.apply(run('projects'), {
    upserts: [...projects, renamed, ...extra],
    removals: [recordId(faxGateway.draft)],
    reason: 'Nightly import',
  });
  await describeRuns(store);
  return store;
}

async function describeRuns(store: GraphStore): Promise<void> {
  const actor = run('handbook');
  const done = { added: 0, changed: 0, unchanged: 0, removed: 0, refused: [], refusedCount: 0, warnings: [] };
  for (const name of ['hr', 'projects', 'catalogue', 'handbook'])
    await store.saveSource(actor, { name, readAt: '2026-11-19T06:00:00Z', dropped: false });
  await store.saveRun(actor, {
    ...done,
    id: 'r1',
    source: 'hr',
    status: 'done',
    startedAt: '2026-11-19T06:00:00Z',
    finishedAt: '2026-11-19T06:00:04Z',
    changed: 1,
    unchanged: 16,
  });
  await store.saveRun(actor, {
    ...done,
    id: 'r2',
    source: 'handbook',
    status: 'partly',
    startedAt: '2026-11-19T06:00:05Z',
    finishedAt: '2026-11-19T06:00:06Z',
    added: 2,
    refused: ['policies/broken.md:1: the front matter is not YAML'],
    refusedCount: 1,
    warnings: ['teams/booking-platform.md:16: links to ../procedures/till.md, which is not there'],
  });
}
