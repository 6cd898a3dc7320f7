import { describe, expect, test } from '@jest/globals';
import { listedOnPage } from '../../../../answer/compose/on-page/listed.ts';
import { pageOf as page } from '../../../support/page-sections.ts';

const countOf = (question: string, evidence = handbook) => listedOnPage(question, evidence)?.count;

const handbook = page('Harbour handbook', [
  ['', 'About us.'],
  ['Rules', 'There are some.'],
  ['Rules > No smoking', 'None.'],
  ['Rules > No running', 'None.'],
  ['Rules > Why we have rules', 'Because.'],
  ['Boats', '- [The Gull](gull.md\n  "our best"): fast\n- The Tern\n  and its crew\n- The Swan'],
  ['Berths', '| Berth | Depth |\n|---|---|\n| A | 4 |\n| B | 5 |'],
  ['Dogs', 'One dog only.'],
]);

const apprenticeship = () =>
  page('Plan of the yard', [
    ['A typical apprenticeship', 'It takes a year.'],
    ['A typical apprenticeship > Month 1: rope turn', 'Ropes.'],
    ['A typical apprenticeship > Months 2-6: sail turn', 'Sails.'],
    ['A typical apprenticeship > Months 7-12: turn of your own', 'Anything.'],
    ['Guests', 'They watch.'],
  ]);

describe('what a page lists is counted', () => {
  test.each([
    ['how many rules does the harbour handbook have?', 2],
    ['how many boats are in the harbour handbook?', 3],
    ['how many berths are on the harbour page?', 2],
    ['so how many different boats do we list in the handbook of the harbour', 3],
  ])('%s', (question, count) => {
    expect(countOf(question)).toBe(count);
  });

  test('below the heading that names it most closely', () => {
    const clubs = page('Clubs of the harbour', [
      ['Clubs', 'We have many.'],
      ['Clubs > Present clubs', '- Rowing\n- Sailing\n- Diving'],
      ['Clubs > Club rules', 'None.'],
      ['Clubs > Why we have clubs', 'Because.'],
    ]);
    expect(countOf('how many clubs does the harbour have?', clubs)).toBe(3);
  });

  test('below a heading that says it of ours', () => {
    const values = page('What we stand for', [
      ['Our values', 'There are some.'],
      ['Our values > Calm', 'We wait.'],
      ['Our values > Brave', 'We sail.'],
    ]);
    expect(countOf('how many values do we have?', values)).toBe(2);
    expect(countOf('how many values are there in sailing?', values)).toBeUndefined();
  });

  test('where each heading below another is one', () => {
    const plan = apprenticeship();
    expect(countOf('how many turns does a typical apprenticeship have?', plan)).toBe(3);
    expect(countOf('how many turns does a guest have?', plan)).toBeUndefined();
  });

  test('where it is asked what they are', () => {
    expect(listedOnPage('what are the boats in the harbour handbook?', handbook)?.statement.text).toContain('The Gull');
    expect(listedOnPage('what are the rules for dogs in the harbour handbook?', handbook)).toBeUndefined();
  });

  test('under a heading or an entry that is named', () => {
    const channels = page('Harbour channels', [
      [
        '',
        'Some of them:\n\n- Quays\n\n  - #north\n  - #south\n    - for pilots\n  - #east\n- Boats\n  - #gull\n  - #tern',
      ],
      ['Places', '- #hall\n- #yard'],
    ]);
    expect(countOf('how many channels are listed under quays on the harbour channels page?', channels)).toBe(3);
    expect(countOf('how many channels are there under "Boats"?', channels)).toBe(2);
    expect(countOf('how many channels are listed below Places', channels)).toBe(2);
    expect(
      countOf('how many channels are listed under cranes on the harbour channels page?', channels),
    ).toBeUndefined();
  });

  test('of kinds of something, asked of one or of several of it', () => {
    const shifts = page('Night shifts', [
      ['Long shift', '- Breaks: two\n- Pay: double\n- Food: none'],
      ['Night shift', 'It is dark.'],
      ['Night shift > Types of night shifts', 'All are paid.'],
      ['Night shift > Types of night shifts > Early', 'At 20:00.'],
      ['Night shift > Types of night shifts > Late', 'At 23:00.'],
      ['Holidays and night shifts', '- Take it later\n- Be paid'],
      ['Bonus hours, in night shifts', '- They are kept.\n- They are paid.\n- They are rare.'],
    ]);
    for (const asked of ['kinds of night shift are', 'kinds of night shifts are', 'types of night shifts are'])
      expect(countOf(`how many ${asked} there?`, shifts)).toBe(2);
    expect(listedOnPage('which kinds of night shifts exist?', shifts)?.statement.text).toContain('Early and Late');
    // What stands under one shift are no kinds of it.
    expect(countOf('how many kinds of long shift are there?', shifts)).toBeUndefined();
  });

  test('where a sentence above the list names them all, also of those that one can have', () => {
    const boats = page('Boats', [
      ['Choosing', 'There are boats that members can sail on. These are the club boats:\n\n- Gull\n- Tern\n- Swan'],
    ]);
    expect(countOf('how many different club boats can I sail on?', boats)).toBe(3);
    expect(countOf('how many club boats can I sail on at once?', boats)).toBeUndefined();
  });

  test('in a table of HTML that was cut', () => {
    const clubs = page('Clubs of the harbour', [
      [
        'Clubs',
        '<table><tr><th>Rowing</th><td>Mondays</td></tr>\n<tr><th>Sailing &amp; tides</th><td>Fridays</td></tr>',
      ],
      ['Clubs', '<tr><th>Diving</th><td>Sundays</td></tr></table>'],
    ]);
    const listed = listedOnPage('how many clubs does the harbour have?', clubs);
    expect(listed?.count).toBe(3);
    expect(listed?.statement.text).toContain('Rowing, Sailing & tides and Diving');
  });

  test('in the table of a page rather than in its other headings', () => {
    const tugs = page('Harbour tugs', [
      ['Harbour tugs', 'Name | Where\n--- | ---\ntug-1 | North\ntug-2 | East\ntug-3 | South'],
      ['Harbour tugs > Fuel', 'Diesel.'],
      ['Harbour tugs > Repairs', 'None.'],
    ]);
    expect(countOf('how many harbour tugs are there?', tugs)).toBe(3);
  });

  test('with its names and its place', () => {
    const listed = listedOnPage('how many boats are in the harbour handbook?', handbook);
    expect(listed?.statement.text).toBe(
      '**3** listed under **Harbour handbook › Boats**: The Gull, The Tern and its crew and The Swan.',
    );
    expect(listed?.statement.about).toMatchObject({ ref: 'article:harbour-handbook' });
  });

  const clubs = page('Clubs and crews of the harbour', [
    ['Crews', 'Crews sail.'],
    ['Crews > Our present crews', '- Dawn\n- Dusk'],
    [
      'Clubs > Open clubs',
      'See below.\n\nThe open rowing clubs, for all, are:\n\n- **Oars** - for the young\n- **Sculls** - for the old\n- **Skiffs**',
    ],
    ['Clubs', 'Closed rowing clubs include:\n\n- Gigs\n- Shells'],
  ]);
  test.each([
    ['where nothing else is said, below "present crews"', 'how many crews do we have?', 2],
    ['at the moment', 'how many crews are there at the moment?', 2],
    ['and now', 'how many crews do we have right now', 2],
    ['below a sentence that names them', 'how many open rowing clubs are there?', 3],
    ['not below one that names some', 'how many closed rowing clubs are there?', undefined],
    ['not all of those of which a sentence names some', 'how many rowing clubs are there?', undefined],
  ])('%s: %s', (_how, question, count) => {
    expect(countOf(question, clubs)).toBe(count);
  });

  test.each([
    ['list the open rowing clubs', 'Oars, Sculls and Skiffs'],
    ['list the rowing clubs', undefined],
    ['name all of our present crews', 'Dawn and Dusk'],
  ])('is listed: %s', (question, names) => {
    const text = listedOnPage(question, clubs)?.statement.text;
    if (names === undefined) expect(text).toBeUndefined();
    else expect(text).toContain(`: ${names}.`);
  });

  test('below the sentence that names them, which is said', () => {
    expect(listedOnPage('list the open rowing clubs', clubs)?.statement.text).toBe(
      '**3** listed under **Clubs and crews of the harbour › Clubs › Open clubs** (“The open rowing clubs, for all, are”): Oars, Sculls and Skiffs.',
    );
  });

  test('through a section that was cut', () => {
    const cut = page('Harbour handbook', [
      ['Boats', '- The Gull\n- The Tern'],
      ['Boats', '- The Swan'],
    ]);
    expect(countOf('how many boats are in the harbour handbook?', cut)).toBe(3);
  });
});

describe('nothing is counted', () => {
  const crew = page('Harbour pilots', [
    ['Joining the Pilot Crew', 'Welcome.'],
    ['Joining the Pilot Crew > First week', 'Read.'],
    ['Joining the Pilot Crew > Piloting in the open', 'Share.'],
  ]);
  test.each(['how many pilots are there in the pilot crew?', 'how many crews do harbour pilots join?'])(
    'where the heading is of another thing: %s',
    (question) => {
      expect(countOf(question, crew)).toBeUndefined();
    },
  );

  const kinds = page('Groups of the clinic', [
    ['Affinity groups', '- Parents\n- Runners\n- Veterans'],
    ['Boards', '| Board | Ward |\n|---|---|\n| Food | East |\n| Care | West |\n| Rounds | West |'],
    ['Commands > By post', '- one\n- two'],
    ['Commands > By post > Post commands', '- one\n- two'],
    ['Commands > By wire > Wire commands', '- three\n- four\n- five'],
  ]);
  test.each([
    ['where a list is of others of that name', 'how many working groups does the clinic have?'],
    ['where some of the entries are meant', 'how many boards of the clinic are for the west?'],
    ['where two lists differ', 'how many commands does the clinic have?'],
  ])('%s: %s', (_why, question) => {
    expect(countOf(question, kinds)).toBeUndefined();
  });

  test('where there are only headings of the same', () => {
    const halls = page('Halls of the harbour', [
      ['Halls', 'We have two kinds.'],
      ['Halls > Old halls', 'Of stone.'],
      ['Halls > New halls', 'Of glass.'],
    ]);
    expect(countOf('how many halls does the harbour have?', halls)).toBeUndefined();
  });

  test.each([
    ['where nobody asks how many', 'which boats are in the harbour handbook?'],
    ['where no heading names it', 'how many cranes are in the harbour handbook?'],
    ['where one entry is no list', 'how many dogs are in the harbour handbook?'],
    ['where the page is not the one that is meant', 'how many boats does the ferry company of Oslo own?'],
    ['where nothing else is said', 'how many boats?'],
    ['where it is asked what one may have', 'how many boats can a harbour member have?'],
    ['or must have', 'how many boats must there be in the harbour handbook?'],
  ])('%s: %s', (_why, question) => {
    expect(countOf(question)).toBeUndefined();
  });

  test('where the page is not the best and has only half of what is said', () => {
    const other = page('Ferry club', [['About', 'We sail.']]);
    expect(countOf('how many boats has the harbour club?', [...other, ...handbook])).toBeUndefined();
    expect(countOf('how many boats has the harbour club?')).toBe(3);
  });

  describe('where the sentence above a list names it in full', () => {
    const harbour = page('How the Port Office works', [
      [
        'Quays and clubs',
        'The Port Office runs three quays, each with a crane:\n\n- North\n  - The old one.\n- South\n- East\n\n' +
          'They are helped by two repair yards:\n\n- Ropes\n- Sails\n\n' +
          'Some clubs take members by invitation.\n\nThe open rowing clubs, which have room, are:\n\n- Gulls\n- Terns\n\n' +
          'The invite-only rowing clubs are:\n\n- Swans: old\n- Herons\n- Owls\n\n' +
          'We have four boats:\n\n- Gull\n- Tern\n\nAt night there are two pilots:\n\n- Ada\n- Bo\n\n' +
          'We had two dogs:\n\n- Rex\n- Max\n\nThe cranes that move are:\n\n- One\n- Two\n\n' +
          'There are two rules for guests:\n\n- Wait\n- Pay\n\nThe steps of a mooring are:\n\n- Throw\n- Tie\n\n' +
          'The three duties of a mate are:\n\n- Ropes. Keep them dry.\n- Sails. Keep them clean.\n- Pay',
      ],
    ]);
    const listOf = (question: string) => listedOnPage(question, harbour)?.statement.text.split(': ').at(-1);

    test.each([
      ['list the three quays of the Port Office', 'North, South and East.'],
      ["name the Port Office's quays", 'North, South and East.'],
      ['list the three Port Office quays', 'North, South and East.'],
      ['what are the two repair yards?', 'Ropes and Sails.'],
      ['which quays does the Port Office run?', 'North, South and East.'],
      ['which rowing clubs are invite-only?', 'Swans, Herons and Owls.'],
      ['list the invite-only rowing clubs', 'Swans, Herons and Owls.'],
      ['list the rules for guests', 'Wait and Pay.'],
    ])('%s', (question, list) => {
      expect(listOf(question)).toBe(list);
    });

    test.each([
      ['how many of our rowing clubs are by invitation only?', 3],
      ['how many of the rowing clubs are open?', 2],
      ['how many rowing clubs are invite-only?', 3],
      ['how many duties does a mate have?', 3],
      ['number of rowing clubs you can only get into by invitation?', 3],
      ["what's the number of invite-only rowing clubs?", 3],
    ])('%s', (question, count) => {
      expect(listedOnPage(question, harbour)?.count).toBe(count);
    });

    test.each([
      'list the four quays of the Port Office',
      'list the old quays of the Port Office',
      'list the quays of the night office',
      'how many rowing clubs do we have?',
      'which rowing clubs are not invite-only?',
      'how many people are in the invite-only rowing clubs?',
      'list the boats of the Port Office',
      'list the pilots of the Port Office',
      'list the dogs of the Port Office',
      'list the cranes of the Port Office',
      'list the rules of the Port Office',
      'what are the steps of a mooring?',
      'what are the duties of a mate?',
      'what do the three quays do?',
      'how do I join the invite-only rowing clubs?',
    ])('%s', (question) => {
      expect(listedOnPage(question, harbour)).toBeUndefined();
    });
  });
});
