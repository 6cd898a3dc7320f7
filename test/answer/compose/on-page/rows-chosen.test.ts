import { describe, expect, test } from '@jest/globals';
import { rowsChosen } from '../../../../answer/compose/on-page/rows-chosen.ts';
import { pageOf } from '../../../support/page-sections.ts';

const fleet = pageOf('Fleet of the harbour', [
  ['', 'We have boats.'],
  [
    'Boats',
    [
      'The harbour is responsible for the following boats:',
      '',
      '| Boat | Steel-built<sup>1</sup> | Harbour-insured | Berth | Skipper |',
      '|---|---|---|---|---|',
      '| **[Gull](gull.md)**<br>Our oldest | Y | Y | North Quay | Ada Vik |',
      '| Tern | Y | [N](tern.md) | South Quay | Bo Lund (in summer), Cy Holm |',
      '| Swan | N | N | North Quay | Dia Moe |',
    ].join('\n'),
  ],
  // A long table is cut, and its head said again.
  [
    'Boats',
    '| Boat | Steel-built<sup>1</sup> | Harbour-insured | Berth | Skipper |\n|---|---|---|---|---|\n| Heron | Y | Y, with the city | East Mole | Ada Vik |',
  ],
  [
    'Courses > Deck',
    '| Name | Form | Guidance |\n|---|---|---|\n| Knots | Evening class | Required |\n| Ropes | Self-guided | Optional |\n| Sails | Evening class | Optional |',
  ],
  [
    'Courses > Engine',
    '| Name | Form | Guidance |\n|---|---|---|\n| Diesel | Self-guided | Required |\n| Pumps | Evening class | Required for mates |',
  ],
]);
const clinic = pageOf('Groups and circles of the clinic', [
  ['Circles', '<table><tr><td>Night</td><td>Eli Ro</td></tr><tr><td>Day</td><td>Fay Ost</td></tr></table>'],
  [
    'Groups > Present groups',
    [
      '<div><table>',
      '<tr><th id="a">Hygiene</th><td>Clean hands.<br/>{% channel "hygiene" %}</td><td>Gus Ree - Ward 1<br>',
      '  Hal Sun - Ward 2</td></tr>',
      '<tr><th>Food &amp; drink</th><td>Good food.</td><td>Ida Tam - Kitchen</td></tr>',
    ].join('\n'),
  ],
  ['Groups > Present groups', '<tr><th>Rounds</th><td>Every ward.</td><td>Jo Wick - Ward 1</td></tr>\n</table></div>'],
  ['Groups > How groups work', 'Each has two leaders.'],
]);
const wards = pageOf('Wards of the hospital', [
  [
    'Wards',
    '| Ward | Head nurse | Floor | Deputy |\n|---|---|---|---|\n| Maple | Ada Vik | 2 | Bo Lund |\n| Oak | | 3 | Cy Holm |\n| Elm | Dia Moe | 3 | TBD |\n| Ash | Eli Ro | 4 | - |',
  ],
]);
const loads = pageOf('Loads of the cranes', [
  [
    'Loads',
    '| Load | Lead | Deputy lead | Limit: by day | Limit: by night |\n|---|---|---|---|---|\n| Coal | Ada Vik | | 3 | n/a |\n| Salt | Bo Lund | Cy Holm | TBD | TBD |\n| Hay | Dia Moe | Eli Ro | 5 | 2 |',
  ],
]);
const guilds = pageOf('Guilds of the mill', [
  [
    'Guilds > Current guilds',
    '<table><tr><th>Ropes</th><td>Good ropes.</td><td>Ada Vik - Weir<br>Bo Lund - Yard</td></tr>' +
      '<tr><th>Sails</th><td>Good sails.</td><td>Cy Holm - Yard - North<br>Dia Moe - Yard</td></tr>' +
      '<tr><th>Knots</th><td>Good knots.</td><td>Eli Ro - Weir</td></tr></table>',
  ],
  ['Guilds > How guilds work', 'Guilds are led by two people.'],
  [
    'Choirs',
    '<table><tr><th>Altos</th><td>Ada Vik &amp; Bo Lund</td></tr><tr><th>Basses</th><td>Vacant</td></tr><tr><th>Tenors</th><td>Mia Roe</td></tr></table>',
  ],
]);
const chosen = (question: string, evidence = [...fleet, ...clinic]) => rowsChosen(question, evidence)?.value;

describe('rows of a table are told', () => {
  test.each<[what: string, question: string, value: string[] | string | number]>([
    ['by a yes and a no', 'which of the boats are steel-built but not insured by the harbour?', ['Tern']],
    ['in any order', "which boats aren't harbour-insured but are steel-built?", ['Tern']],
    ['by two noes', 'which boats are neither steel-built nor harbour-insured?', ['Swan']],
    ['by a no alone, with "have"', "how many boats don't have the harbour insured?", 2],
    ['by a yes with more', 'which boats are harbour-insured?', ['Gull', 'Heron']],
    ['below a heading that is quoted', 'of the courses listed under "Deck", which ones are required?', ['Knots']],
    ['below a heading', 'which courses under Deck are optional?', ['Ropes', 'Sails']],
    [
      'with words of the line above',
      'which of the boats the harbour is responsible for are steel-built?',
      ['Gull', 'Tern', 'Heron'],
    ],
    ['through a table that was cut', 'how many of the boats are steel-built?', 3],
    ['by a value', 'which boats have their berth at the North Quay?', ['Gull', 'Swan']],
    ['by a value that is denied', 'which boats are not at the North Quay?', ['Tern', 'Heron']],
    ['by alternatives', 'which boats are at the South Quay or the East Mole?', ['Tern', 'Heron']],
    ['backwards', 'what boats is Ada Vik the skipper of?', ['Gull', 'Heron']],
    ['by a part of a cell', 'which boats is Cy Holm a skipper of?', ['Tern']],
    ['of a table that is called one', 'in the table of boats, which ones are at the East Mole?', ['Heron']],
    ['counted', 'how many boats is Ada Vik the skipper for?', 2],
    ['the only one', 'which boat is Dia Moe the skipper of?', 'Swan'],
    ['of the list that is named', 'in the "Deck" block, which ones are held as an evening class?', ['Knots', 'Sails']],
    ['of all lists, cut by headings', 'which courses are self-guided?', ['Ropes', 'Diesel']],
    ['by two values', 'which courses are self-guided and optional?', ['Ropes']],
    ['as a list that is asked for', 'list all courses that are optional', ['Ropes', 'Sails']],
    ['of a table of HTML', 'which group is Hal Sun in?', 'Hygiene'],
    ['with a role that the page speaks of', 'which group does Jo Wick help lead?', 'Rounds'],
    ['with signs in its name', 'which group does Ida Tam lead?', 'Food & drink'],
  ])('%s: %s', (_what, question, value) => {
    expect(chosen(question)).toEqual(value);
  });

  test.each<[what: string, question: string, value: string[] | string | number | boolean]>([
    ['by an empty cell', 'which wards have no head nurse?', ['Oak']],
    ['by a cell that says that there is none', 'which wards are without a deputy at the moment?', ['Elm', 'Ash']],
    ['counted by those', 'how many wards have no deputy?', 2],
    ['whether there is one', 'is there a ward without a head nurse?', true],
    ['by a vacant post in a table without heads', 'which of the choirs has nobody leading it right now?', ['Basses']],
    ['by a part of a cell that none has', 'which guild has no Weir person among its leads?', 'Sails'],
    ['when it is asked whether, and which', 'is there any guild that has no Weir lead? which one', ['Sails']],
    ['whether one has somebody from there', 'is there a guild led by someone from Weir?', true],
    ['of the column with most of the words', 'which load has no day limit?', 'Salt'],
    ['of that column, several', 'which loads have no limit by night?', ['Coal', 'Salt']],
    ['of the longer column', 'which loads have no deputy lead?', ['Coal']],
  ])('where nobody stands, or somebody, %s: %s', (_what, question, value) => {
    expect(chosen(question, [...wards, ...guilds, ...loads])).toEqual(value);
  });

  test('with what stands where somebody should', () => {
    const text = (question: string) => rowsChosen(question, [...wards, ...guilds])?.statement.text;
    expect(text('which choirs have no lead?')).toContain('has “Vacant”: Basses');
    expect(text('which wards have no deputy?')).toContain('have “Deputy: nobody”: Elm and Ash');
  });

  test('with how many there are, by what they were chosen and where', () => {
    expect(rowsChosen('which boats are steel-built but not harbour-insured?', fleet)?.statement).toMatchObject({
      text: '**1** of 4 listed under **Fleet of the harbour › Boats** has “Steel-built: yes” and “Harbour-insured: no”: Tern.',
      about: { ref: 'article:fleet-of-the-harbour' },
    });
  });
});

describe('all rows are counted, where nothing is said but which table it is', () => {
  const piece = (rows: string) => `| mark/flag | meaning |\n|---|---|\n${rows}`;
  // A long table is cut into passages.
  const flags = pageOf('Signals of the harbour', [
    ['Flag names', `What marks and flags mean:\n\n${piece('| a- | Anchor |\n| -b | Boat |')}`],
    ['Flag names', piece('| -c | Crane |')],
    ['Lamps', '| Lamp | Colour |\n|---|---|\n| Fore | red |\n| Aft | blue |'],
  ]);

  test.each([
    ['how many marks/flags does the naming table explain?', 3],
    ['how many flags are in the table of flag names?', 3],
    ['how many lamps does the table of lamps list?', 2],
    ['how many red lamps are in the table of lamps?', 1],
  ])('%s', (question, rows) => {
    expect(chosen(question, flags)).toBe(rows);
  });

  test.each([
    'how many cranes does the table of flags explain?',
    'how many lamps on the mole does the table list?',
    'how many boats does the naming table explain?',
  ])('%s', (question) => {
    expect(chosen(question, flags)).toBeUndefined();
  });
});

describe('no rows are told', () => {
  test.each([
    ['where a word says something else', 'which boats are steel-built and painted?'],
    ['where a word is of no boat', 'which boats is Ada Moe the skipper of?'],
    ['where the rows are of something else', 'which cranes are steel-built?'],
    ['where none is so', 'which boats at the East Mole are not harbour-insured?'],
    ['where some cells say more', 'which courses are required?'],
    ['where it can not be told what is denied', 'which boats are not steel-built and harbour-insured?'],
    ['where more than that is asked', 'which boats are more often steel-built?'],
    ['where only some are meant', 'which boats are only at the North Quay?'],
    ['where alternatives are of two columns', 'which boats are steel-built or at the North Quay?'],
    ['where one is asked for and there are two', 'which boat is at the North Quay?'],
    ['where nothing picks rows', 'which boats are there?'],
    ['where a table of others has it', 'which group does Eli Ro lead?'],
    ['where it is asked of a column', 'what is the berth of the Gull?'],
    ['where it is asked how', 'how do I get one of the steel-built boats?'],
  ])('%s: %s', (_why, question) => {
    expect(chosen(question)).toBeUndefined();
  });

  test('where what is counted is another column', () => {
    const shifts = pageOf('Hours of the mill', [
      ['Night week', '| Day | Hours |\n|---|---|\n| Monday | 10 |\n| Tuesday | 9 |'],
    ]);
    expect(chosen('how many hours is the night week on Tuesday?', shifts)).toBeUndefined();
  });

  test.each([
    ['where each has one', 'which guilds have no lead?'],
    ['where each has one, and a column is called after it', 'which loads have no lead?'],
    ['where it can not be told which column', 'which loads have no limit?'],
    ['where nothing is told of it', 'which wards have no garden?'],
    ['where nothing is told of it and it is asked whether', 'is there a ward that has no garden?'],
    ['where it is asked of one person', 'which wards do not have Ada Moe as a deputy?'],
  ])('%s: %s', (_why, question) => {
    expect(chosen(question, [...wards, ...guilds, ...loads])).toBeUndefined();
  });

  test('where a row was left out', () => {
    const broken = pageOf('Fleet', [
      ['Boats', '| Boat | Steel-built |\n|---|---|\n| Gull | Y |\n| Tern | Y | N |\n| Swan | N |'],
    ]);
    expect(chosen('which boats are steel-built?', broken)).toBeUndefined();
  });

  test('where it is asked of one table and two fit', () => {
    const yard = pageOf('Yard', [
      ['Building', '| Action | Owner |\n|---|---|\n| Draw | Mate |\n| Saw | Cook |'],
      ['Breaking', '| Action | Owner |\n|---|---|\n| Burn | Mate |\n| Sweep | Mate |'],
    ]);
    expect(chosen('for how many of the steps in the timetable is the mate the owner?', yard)).toBeUndefined();
    expect(chosen('how many rows does the table have?', yard)).toBeUndefined();
    expect(chosen('for how many steps in the timetable for breaking is the mate the owner?', yard)).toBe(2);
    expect(chosen('breaking at another yard: how many of the steps in the table does the mate own?', yard)).toBe(2);
  });

  test('where two pages fit as well', () => {
    const other = pageOf('Fleet of the river', [
      ['Boats', '| Boat | Steel-built |\n|---|---|\n| Eel | Y |\n| Pike | N |'],
    ]);
    expect(chosen('which boats are steel-built?', [...fleet, ...other])).toBeUndefined();
  });
});
