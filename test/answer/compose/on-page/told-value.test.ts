import { describe, expect, test } from '@jest/globals';
import { toldValue } from '../../../../answer/compose/on-page/told-value.ts';
import { pageOf as page } from '../../../support/page-sections.ts';

const contacts = page('Contacts', [
  [
    'Quays',
    [
      '| Location | Address | Customs zone | Guide | Harbour master |',
      '| :-- | --- | --- | --- | --- |',
      '| **North Quay** | 1 Mole Road | [12](zones.md) | [Guide](north.md) | Ada Vik |',
      '| South Quay | 9 Pier Street | 7 | [Guide](south.md) | Bo Lund |',
      '| Old Dock | 3 \\| 4 Ropewalk | 7 | none | Cy Holm |',
    ].join('\n'),
  ],
  [
    'Mailboxes > Pilots',
    [
      '- General inbox: <pilots@port.example>',
      '- All pilots: [all-pilots@port.example](mailto:all-pilots@port.example)',
      '- Night pilots on',
      '  duty: night@port.example',
    ].join('\n'),
  ],
  ['Mailboxes > Quays', '- North Quay: north@port.example\n- South Quay: south@port.example'],
  ['Phones', 'Tide desk – 555-0199\n\n**Gate:** call 555-0142 at any time'],
  ['Channels', '- Cranes: #cranes\n- Cranes at night: #cranes-night'],
]);
const tug = page('Tug duty', [
  ['Facts', '- **Callsign:** Merlin Nine\n- Note: read this first. Then go on.'],
  [
    'Watches',
    '| Watch | Who | When | How long |\n|---|---|---|---|\n| Dawn | Dia Moe | 04:00 | 4 hours |\n| Dusk | Eli Ro | 19:30 | 3 hours |',
  ],
  ['Crew', 'The tug has five deck hands. In summer there are 2 cooks [3].'],
  [
    'Turns',
    'Every pilot must take at least three night turns and two dawn turns. No pilot may take more than a maximum of four storm turns a year.',
  ],
]);
const board = page('Tide board', [
  [
    'Meetings',
    '| Meeting | Where we keep and maintain notes | Owner | Point of contact | Timing |\n|---|---|---|---|---|\n' +
      '| Tide round | Green binder | Jo Wick | Fay Ost | 30-60 minutes on Tuesdays |\n' +
      '| Time round of 7C | Grey binder | Lou Dee | Kit Bly | Daily |\n' +
      '| Storm round | Red binder | Ulf Tam | Gus Ree | Monthly at 9:30 |',
  ],
]);
const crews = page('Crews', [
  [
    'Hours',
    'The hours of a mate depend on the number of hands, as below.\n\n| Number of deck hands | Night share | Weekly hours |\n|---|---|---|\n| 0 (alone) | 80% | 30 |\n| 1-3 | 60% | 25 |\n| 4 or more | 40% | 20 |',
  ],
  [
    'Tiers > Rising',
    '| Present tier | Next tier | Form | Signed by |\n|---|---|---|---|\n| none (a new crew) | 3 | Letter | Mate |\n| 3 | 2 | Report | Council |\n| 2 | 1 | Hearing | Council |',
  ],
]);
const fares = page('Fares and posts', [
  [
    'Fares',
    '| Fare | Price | Price incl. harbour tax |\n|---|---|---|\n| Harbour day pass | $10 | $12 |\n| Harbour week pass (crew, guests) | $40 | $48 |\n| Night fare | $4 | $5 |',
  ],
  [
    'Board',
    '| Post | Details |\n|---|---|\n| Head of Pilots | Ada Vik<br/>ada@port.example |\n| Head of Moorings | Helpline: 555-0100 |',
  ],
  [
    'Meals',
    'What the port adds to your meals depends on your grade:\n- Grade 3: 20% added\n- Grade 4 - 6: 30% added\n- Grade 7 or more: 45% added',
  ],
  ['Programs', '- Tidewatch\n- Ropebook (slack #ropes)\n- Sailplan (ask the mate)'],
  ['Mates', 'A mate needs at least 6 years experience at sea.'],
]);
const leave = page('Kinds of leave', [
  [
    'Shore leave',
    'You may use shore leave for any reason. It grows with how long you have sailed:\n\n* Fewer than 3 years: 4 hours per watch\n* Between 3 and 15 years: 6 hours per watch\n* 15+ years: 8 hours per watch',
  ],
  ['Sick leave', 'You get 4 hours per watch.'],
  ['Doctor notes', 'Notes are handed in within 7 days.'],
]);
const card = (rows: Record<string, string>) =>
  `<table><tbody>${Object.entries(rows)
    .map(([label, value]) => `<tr><td><strong>${label}</strong></td><td>${value}</td></tr>`)
    .join('')}</tbody></table>`;
const stations = [
  ...page('Port Osk', [
    ['', card({ 'Point of contact': 'Nia Holt', 'Slack channel': 'osk-port', District: 'West (district 4)' })],
    ['Parking', 'None.'],
  ]),
  ...page('Lower Bay City', [
    [
      '',
      card({
        Location: 'Bay House<br/>Floor 14, door 3',
        'Points of contact': 'Rob Lind',
        Listserv: 'bay@port.example',
      }),
    ],
  ]),
  ...page('Stations', [['Offices', '- Port Osk\n- Lower Bay City']]),
  ...page('Permits', [
    [
      'Permits > Course',
      '| Step | Owner | Time |\n|---|---|---|\n| Master signs the form | Master | 3 business days |\n| Council reviews the form | Council | Up to 2 weeks |\n| Clerk files the permit | Clerk | 5 business days |',
    ],
  ]),
  ...page('Work', [
    [
      'Areas',
      '| Area | Code | Stream |\n|---|---|---|\n| Mooring | port-rope/knots | #moor |\n| Loading | port-rope/cranes, hoist | #load |',
    ],
  ]),
  ...page('Desks of the port office', [
    [
      'Contact',
      'Cargo & Freight\n- Email: cargo@port.example\n- Slack: cargo-desk\n\nPilots\n\n- Slack: pilots\n\nWrite to one of them. We read:\n\n- Email: once a day',
    ],
    [
      'Areas',
      '- [Dredging](dredging.md)\n  - Contact: mud@port.example; #mud\n- Lights\n  - moving them\n  - Contact: lights@port.example',
    ],
    ['Shore leave', 'There are four types of leave that are offered specifically to divers:\n\n- Rest'],
  ]),
  ...page('Courses', [
    [
      'Courses',
      '| Name | About |\n|---|---|\n| Ropes 101 | An overview of the anchors of the port |\n| Sails 101 | An overview of sails |',
    ],
  ]),
  ...page('Life at sea', [
    ['Hours', 'A sailing pattern of a week is 5 days, and 8 hours per day of sailing.'],
    ['Rules', '- Knots: tie them well.\n- Knot council: hears about knots'],
  ]),
  ...page('Claims', [
    ['Booking', 'All claims are booked in Ledgerbook.'],
    [
      'Categories',
      '* **410 - Ropes**: Lines and knots.\n* **415 - Print**: Tide tables and name\n  cards, but no flags.\n* **420 - Flags**: All of them, name flags too.\n* Others: ask.',
    ],
  ]),
  ...page('Season', [
    [
      'Days',
      '| Date | Item |\n|---|---|\n| 4 May 2026 | Begin of the regatta season |\n| 9 Sept 2026 | End of the regatta season |',
    ],
  ]),
  ...page('Gauges', [
    [
      'Gauges',
      '| Gauge | Keeper | Reach |\n|---|---|---|\n| tide-in-1 | Ana Ruiz | 4 m |\n| tide-up-1 | Ben Osei | 9 m |',
    ],
  ]),
];
const all = [...fares, ...leave, ...contacts, ...tug, ...board, ...crews, ...stations];
const told = (question: string, about?: string) => toldValue(question, all, about);

describe('a value that a page tells', () => {
  test.each([
    ['a cell, by its row and the head of its column', 'what is the customs zone of the north quay?', 12],
    ['by words of the column that ask for it', 'which zone is the south quay in?', '7'],
    ['by another cell of the row', 'in which customs zone is the quay at 1 Mole Road?', 12],
    ['by who', "who's the harbour master of the south quay", 'Bo Lund'],
    ['by when, and no more than that', 'when does the dusk watch begin?', undefined],
    ['by when', 'when is the dusk watch?', '19:30'],
    ['by where', 'where is the north quay?', '1 Mole Road'],
    ['by how long', 'how long is the dawn watch?', '4 hours'],
    ['the row that a column and its value name', 'what is the address of the quay in customs zone 12?', '1 Mole Road'],
    ['its kind of address', "what's the street address of our quay in customs zone 12?", '1 Mole Road'],
    ['a cell with a bar in it', 'what is the address of the old dock?', '3 | 4 Ropewalk'],
    ['a row, by its cells', 'which quay has customs zone 12?', 'North Quay'],
    ['an address, by its whole label', 'how do I mail all pilots at once?', 'all-pilots@port.example'],
    ['an entry that goes on in the next line', 'email of the night pilots on duty?', 'night@port.example'],
    ['with the headings above it', 'mailbox of the north quay?', 'north@port.example'],
    ['a channel, the one with no other words', 'which slack channel for cranes?', '#cranes'],
    ['a telephone number', 'what number do I call for the tide desk?', '555-0199'],
    ['what stands behind a label', 'what is the callsign on tug duty?', 'Merlin Nine'],
    ['a number in a sentence', 'how many hands does the tug have?', 5],
    ['a number as a figure', 'how many cooks are there in summer?', 2],
    ['how many there may be', 'how many storm turns can a pilot take?', 4],
    ['at most', 'what is the maximum number of storm turns of a pilot?', 4],
    ['how many there must be', 'how many night turns must a pilot take?', 3],
    ['by one word for several numbers', 'how many dawn turns has a pilot to take?', 2],
    ['no least number for a greatest', 'how many dawn turns may a pilot take?', undefined],
    ['a row of numbers', 'mate with 2 deck hands, what is the night share?', '60%'],
    ['a row of numbers from one on', 'what are the weekly hours with 9 deck hands?', 20],
    ['an entry of numbers', "I've been a pilot for 12 years, how many hours of shore leave do I get each watch?", 6],
    ['the first of them', 'how much shore leave do I get per watch after 2 years?', '4 hours per watch'],
    ['the last of them', 'how many hours of shore leave per watch is it with 20 years?', 8],
    ['no entry of another thing', 'how much sick leave do I get per watch after 20 years?', undefined],
    ['no entry where two have the number', 'how much shore leave do I get per watch after 15 years?', undefined],
    [
      'no entry where a sum is asked for',
      'after 12 years, how many hours of shore and sick leave do I get per watch together?',
      undefined,
    ],
    ['a row of numbers, each by its words', 'what is the night share of a mate with no hands?', undefined],
    ['no row that has but words of the heading', 'what form is signed for a crew rising to tier 2?', undefined],
    ['a time of day', 'what time is the storm round?', 'Monthly at 9:30'],
    ['how long, in the same column', 'how long is the tide round?', '30-60 minutes on Tuesdays'],
    ['by who, and not where they maintain it', 'who looks after the tide round?', undefined],
    ['by who', 'who has the tide round?', 'Jo Wick'],
    ['by who, as the one that is named', 'who is the contact for the tide round?', 'Fay Ost'],
    ['whose it is', "who is the contact of the harbour's tide round?", undefined],
    ['whose it is, and a word for time', "who is the contact for 7C's time round?", 'Kit Bly'],
    ['or the other', 'who is the owner of the tide round?', 'Jo Wick'],
    ['a time with its unit', 'within how many days are doctor notes handed in?', '7 days'],
    ['no greatest for a least', 'how many storm turns does a pilot have to take?', undefined],
    ['a row of numbers, by people', "I'm mate of 2 people, what night share % am I supposed to hit?", '60%'],
    ['a row of numbers, told apart', 'I command 9 people. how many weekly hours do I have?', 20],
    ['no row of numbers of something else', 'I have 2 dogs, what night share do I have?', undefined],
    ['a card, by its label and title', 'point of contact for Port Osk?', 'Nia Holt'],
    ['a card, by what such things are', "who's the contact for the Lower Bay office?", 'Rob Lind'],
    ['a card, a channel without its mark', "what's the slack channel of Port Osk?", 'osk-port'],
    ['a card, by another label', 'which district is the Port Osk office in?', 'West (district 4)'],
    ['a card, a number that is called so', 'which floor is the Lower Bay office on?', 14],
    ['a card, by where it is', "what's the address of Lower Bay City?", 'Bay House Floor 14, door 3'],
    ['no card without such a number', 'which gate is the Lower Bay office behind?', undefined],
    ['a card, by initials', "what's the listserv of LBC?", 'bay@port.example'],
    ['a row, by its code', "what's the stream of hoist?", '#load'],
    ['a row, by a whole path', "what's the stream for port-rope/knots?", '#moor'],
    ['no row, by a part of a path', "what's the stream for knots?", undefined],
    ['no hours a day for those of a week', 'how many hours is a sailing week?', undefined],
    ['hours of a day', 'how many hours is a sailing day?', '8 hours'],
    ['no label alone of another page', 'what are our knots?', undefined],
    ['nobody of what a label says of a thing', 'who is on the knot council?', undefined],
    ['a code by what it is for', 'which code do I book name cards on?', '415'],
    ['a code, with a word from elsewhere on the page', "what's the ledgerbook code for tide tables?", '415'],
    ['a code by its name', 'which category is for ropes?', '410'],
    ['no code of two', 'which code is for name things?', undefined],
    ['no code of what is not there', 'which code do I book anchors on?', undefined],
    ['an address under a title', 'which email is for cargo and freight?', 'cargo@port.example'],
    ['a channel under a title, without its mark', "what's the slack channel of the pilots?", 'pilots'],
    ['an address under an entry', "what's the email of dredging?", 'mud@port.example'],
    ['no address that is of another', "what's the email of the lights ships?", undefined],
    ['no column that is a verb of the question', 'name the anchors of the port', undefined],
    ['no count of some kinds alone', 'how many types of leave are there?', undefined],
    ['a count of some kinds', 'how many types of leave are there specifically for divers?', 4],
    ['no desk of another department', "what's the phone number of the IT desk?", undefined],
    ['no card that has not what is asked', "what's the listserv of Port Osk?", undefined],
    ['no card of another thing', 'who is the point of contact for the Port Osk regatta?', undefined],
    ['no card where none is named', 'who is the point of contact for the office?', undefined],
    ['days, in the column that tells them', 'how many business days does the master need to sign the form?', 3],
    ['weeks, in the same one', 'at most how many weeks can the review of the council take?', 2],
    ['no weeks where days are told', 'how many weeks does the clerk need to file the permit?', undefined],
    ['when, in the first column', 'when does the regatta season end?', '9 Sept 2026'],
    ['a row by its whole label', 'who keeps tide-up-1?', 'Ben Osei'],
    ['by who does what the column says', 'who keeps the gauge tide-in-1?', 'Ana Ruiz'],
    ['a card, by the last word of its label', 'name of the contact in Lower Bay City', 'Rob Lind'],
    ['a column, whoever does it', 'when do people have the dusk watch?', '19:30'],
    ['by who is asked', 'who do I talk to about filing the permit?', 'Clerk'],
    ['the closer of two columns', 'what does a harbour day pass cost including tax?', '$12'],
    ['the closer of two columns, in dollars', 'how much is the price of a week pass incl tax, in dollars?', '$48'],
    ['the plainer of two columns', "what's the price of the night fare?", '$4'],
    ['a row, whatever all rows are', 'price of the day pass fare', '$10'],
    ['who has a post', "who's our Head of Pilots?", 'Ada Vik ada@port.example'],
    ['nobody where none is told', 'who is our Head of Moorings?', undefined],
    ['by a grade', "what percentage does the port add to my meals if I'm grade 5?", '30% added'],
    ['by the highest grade', 'which percentage is added to meals at grade 9?', '45% added'],
    ['by no grade that there is', 'what percentage is added to meals for grade 1?', undefined],
    ['a channel in brackets', 'which slack channel do I ask in to get into Ropebook?', '#ropes'],
    ['no channel in brackets', 'which slack channel do I ask in to get into Sailplan?', undefined],
    ['years of something', 'how many years experience does a mate need?', '6 years experience'],
  ])('%s: %s', (_what, question, value) => {
    const expected = /^\d+$/.test(String(value)) ? Number(value) : value;
    expect(told(question)?.value).toBe(expected);
  });

  describe('told otherwise than asked', () => {
    const reach = page('Harbour outreach', [
      [
        'Team',
        'The outreach crew has a point person for each unit, and they should be your first point of contact.\n\n- Director - Star Vik\n- Pilots - Dahi Moe\n- Night - Vacant\n- BOA - Andrea Holm',
      ],
      ['Branches', 'The BOA has six branches.'],
    ]);

    test.each([
      ["who is outreach's contact person for the Board of Anglers?", 'Andrea Holm'],
      ['who in outreach covers Pilots?', 'Dahi Moe'],
      ['who is our outreach contact for Night?', 'Vacant'],
      ['who leads Pilots?', undefined],
      ["who is outreach's contact person for the Office of Anglers?", undefined],
      ['how many branches make up the BOA?', 6],
      ['how many branches is the BOA made up of?', 6],
    ])('%s', (question, value) => {
      expect(toldValue(question, reach)?.value).toBe(value);
    });

    test.each([
      ["what's the street address of our quay in customs zone 12?", '1 Mole Road'],
      ['which customs zone is the south quay in?', 7],
      ['what zone is the quay at 1 Mole Road in?', 12],
    ])('with the value of another column: %s', (question, value) => {
      expect(toldValue(question, contacts)?.value).toBe(value);
    });
  });

  describe('a person behind a label, where the text above the list says what they are', () => {
    const desk = page('Cargo desk', [
      [
        'Team',
        'The cargo desk has a point person for each quay, and they should be your first contact.\n\n- Head - Dia Moe\n- North Quay - Eli Ro\n- Old Dock - Vacant\n- Rope store - open on Mondays\n\nWrite to all of them at any time.',
      ],
      ['Prices', 'Ask for them.\n\n- South Quay - Fay Winter'],
    ]);
    test.each([
      ["who's the cargo desk's contact person for the North Quay?", 'Eli Ro'],
      ['who is the cargo contact for the north quay', 'Eli Ro'],
      ['who is the point person of the cargo desk for the old dock?', 'Vacant'],
      ['who is the cargo contact for the rope store?', undefined],
      ['who is the cargo contact for the south quay?', undefined],
      ['who is the cargo contact for the east quay?', undefined],
      ['who is the cargo contact for the north quay in Bergen?', undefined],
    ])('%s', (question, value) => {
      expect(toldValue(question, desk)?.value).toBe(value);
    });
  });

  test('of what was told before', () => {
    expect(told("what is that quay's mailbox?")).toBeUndefined();
    expect(told("what is that quay's mailbox?", 'South Quay')?.value).toBe('south@port.example');
  });

  test('is cited with its place, and verbatim where it stands in a row of words', () => {
    expect(told('how do I mail all pilots at once?')?.statement).toMatchObject({
      text: '**All pilots**: all-pilots@port.example (Contacts › Mailboxes › Pilots).',
      about: { ref: 'article:contacts' },
      quote: 'All pilots: all-pilots@port.example',
    });
    const cell = told('what is the customs zone of the north quay?');
    expect(cell?.statement.text).toBe('Customs zone of **North Quay**: 12 (Contacts › Quays).');
    expect(cell?.statement.quote).toBeUndefined();
  });

  test('has no mark of the page that would pass for a citation', () => {
    expect(told('how many cooks are there in summer?')?.statement.text).not.toContain('[3]');
  });
});

describe('nothing is told', () => {
  test.each([
    ['where a word of the question stands nowhere near', 'which slack channel for cranes of Bergen?'],
    ['where two rows fit as well', 'which quay has customs zone 7?'],
    ['where two rows have the value that is given', 'what is the address of the office in customs zone 7?'],
    ['where no row is named', 'what is the customs zone?'],
    ['where the value is of another kind: a time of day', 'what time is the tide round on Tuesdays?'],
    ['a sum of money', 'how much does the storm round cost?'],
    ['an amount', 'how much harbour master does the south quay have?'],
    ['where the row lacks the column', 'what is the customs zone of the east quay?'],
    ['where no number is said of it', 'how many tugs does the tug have?'],
    ['where it is asked how something is done', 'how does the north quay work?'],
    ['where there are several sentences', 'what is the note on tug duty?'],
    ['where it is asked what is not so', 'which quay has no customs zone 12?'],
    ['where several are asked for and one is there', 'which quays have customs zone 12 or more?'],
    ['where a verb is like a heading', 'which pilot meets on Tuesdays?'],
    ['where there is nothing', 'who?'],
  ])('%s: %s', (_why, question) => {
    expect(told(question)).toBeUndefined();
  });

  test('where a number is of a row of a table', () => {
    const classes = page('Rigging', [['Classes', '| Class | Notes |\n|---|---|\n| Ropes 101 riggers club | none |']]);
    expect(toldValue('how many clubs are there for rigging?', classes)).toBeUndefined();
  });

  test('where a number is of some of them only', () => {
    const berths = page('Berths', [['', 'The north has three sub-berths. It takes one berth.']]);
    expect(toldValue('how many berths do we have?', berths)).toBeUndefined();
    expect(toldValue('how many berths do we have?', page('Berths', [['', 'We have nine berths.']]))?.value).toBe(9);
  });

  test('where it is asked how many there ought to be, and one or some of them do something', () => {
    const crew = page('Crew council', [
      ['Rules', 'One crew member must agree. Two of the members keep the minutes. Each member has one vote.'],
    ]);
    expect(toldValue('how many members should the crew council have?', crew)).toBeUndefined();
    expect(toldValue('how many members may the crew council have at most?', crew)).toBeUndefined();
    expect(toldValue('how many votes does each member of the crew council have?', crew)?.value).toBe(1);
    const most = page('Crew council', [['Rules', 'The crew council has at most one member of each boat.']]);
    expect(toldValue('at most how many members of a boat can the crew council have?', most)?.value).toBe(1);
  });

  test('where a number is of kinds of something narrower', () => {
    const shifts = page('Shifts', [['Night', 'We have five types of night shifts.']]);
    expect(toldValue('how many types of shifts are there?', shifts)).toBeUndefined();
    expect(toldValue('how many types of night shifts are there?', shifts)?.value).toBe(5);
  });

  test('where two pages differ', () => {
    const other = page('Contacts', [['Mailboxes', '- All pilots: crew@port.example']]);
    expect(toldValue('how do I mail all pilots at once?', [...all, ...other])).toBeUndefined();
  });

  test('where the value is a long text', () => {
    const long = page('Tug duty', [['Facts', `- Rule: ${'never sleep, '.repeat(40)}`]]);
    expect(toldValue('what is the rule on tug duty?', long)).toBeUndefined();
  });
});

describe('a value is told by how it is written, or by a channel or an address', () => {
  const desks = page('Harbour desks', [
    ['', 'The harbour has three desks.'],
    ['Anchors', 'We keep the anchors, and their finance.\n\n- Contact: anchors@port.example; #iron'],
    ['Ropes', 'Ropes are kept dry.\n\n- Slack: {% slack_channel "knots" %}'],
    ['Money > Contact', 'Contact: #finance'],
    ['Lamps', 'Ask whoever reads #lamps.\n\n- Keys\n  - Contact: #keys'],
  ]);
  const guides = page('Guides of the port', [
    [
      'Guides',
      '| Guide | Where we keep it | Told by |\n|---|---|---|\n' +
        '| Tide Guide<br>For pilots, with the fog log | GitHub: port/tides<br>Web page | Ada Vik, #tides |\n' +
        '| Fog Guide | <https://github.com/port/fog-signals> | fog@port.example, Bo Lund |\n' +
        '| Ice Guide | Green binder | Cy Holm |\n| Both Guides | GitHub: port/a, GitLab: port/b | Di Moe |',
    ],
  ]);
  const ledger = page('Ledger of the port', [
    [
      'Codes for work',
      '| Kind of work | Harbour staff | 7C |\n|---|---|---|\n| Ropes (nonbillable) | 1874 | NA |\n| Night watch | 2040 | 1976 |\n| Lamps | ask | 33 |',
    ],
  ]);
  const clubs = page('Clubs', [
    [
      'Present clubs',
      '<table><tr><th>Rowing</th><td>All are welcome.<br>oars</td><td>Ada Vik</td></tr><tr><th>Sailing</th><td>Oars are for others.<br>sails</td><td>Bo Lund</td></tr></table>',
    ],
    [
      'Crews',
      '| Crew | Channel | Mate |\n|---|---|---|\n| Night | #night | Cy Holm |\n| Finance crew | none | Di Moe |',
    ],
  ]);
  const mail = page('Leaving', [
    ['Keys', 'Write to <ada.vik@port.example> or bo_lund@port.example before you go. Ada Vik and Cy Holm have keys.'],
  ]);
  const every = [...desks, ...guides, ...ledger, ...clubs, ...mail];

  test.each([
    ["what's the repo behind the Tide Guide?", 'port/tides'],
    ['which repository is the Fog Guide in?', 'port/fog-signals'],
    ['which repo holds the tide guide', 'port/tides'],
    ['what is the channel of the Tide Guide?', '#tides'],
    ['what is the mailbox of the Fog Guide?', 'fog@port.example'],
    ['which harbour desk answers in #iron?', 'Anchors'],
    ['which desk is behind anchors@port.example?', 'Anchors'],
    ['which of the harbour desks uses #knots?', 'Ropes'],
    ['which desk reads #finance?', 'Money'],
    ['which club meets in #oars?', 'Rowing'],
    ['which crew is in #night', 'Night'],
    ['under what number do harbour folks log non-billable ropes?', 1874],
    ['which code do harbour people use for the night watch?', 2040],
    ['what code does 7C use for the night watch?', 1976],
    ['what code does 7C use for nonbillable ropes?', 'NA'],
    ["what's the email of the anchors desk of the harbour?", 'anchors@port.example'],
    ['what is the channel of the anchors desk?', '#iron'],
    ["what's the email of Ada Vik?", 'ada.vik@port.example'],
    ['which mail address has Bo Lund?', 'bo_lund@port.example'],
  ])('%s', (question, value) => {
    expect(toldValue(question, every)?.value).toBe(value);
  });

  test.each([
    ['where the row has none', "what's the repo behind the Ice Guide?"],
    ['where it has two', "what's the repo behind the Both Guides?"],
    ['where only what is said of it has the word', "what's the repo of the fog log?"],
    ['where the row is not called so', "what's the repo behind the Rope Guide?"],
    ['where a line has it that says no contact', 'which desk answers in #lamps?'],
    ['where an entry has it', 'which desk answers in #keys?'],
    ['where nothing has it', 'which desk answers in #tar?'],
    ['where the page is of nothing such', 'which quay answers in #iron?'],
    ['where a word stands nowhere', 'which night desk answers in #iron?'],
    ['where only a word is the same', 'who is in #finance?'],
    ['where the cell is no code', 'which code do harbour people use for lamps?'],
    ['where it can not be told whose', 'which code is for the night watch?'],
    ['where the heading says more', 'what is the channel of the finance desk?'],
    ['where no address is called so', "what's the email of Cy Holm?"],
    ['where two are named', "what's the email of Ada Vik or Bo Lund?"],
    ['where an address is asked for and a name stands there', 'what is the mailbox of the Ice Guide?'],
  ])('and not %s: %s', (_why, question) => {
    expect(toldValue(question, every)).toBeUndefined();
  });
});
