import { describe, expect, test } from '@jest/globals';
import { withoutEntry } from '../../../../answer/compose/on-page/without-entry.ts';
import { pageOf as page } from '../../../support/page-sections.ts';

const contacts = page('Contacts of the port', [
  ['Quays', '| Quay | Zone |\n|---|---|\n| North Quay, Osk | 1 |\n| South Quay | 2 |\n| Old Dock | 3 |\n| Mole | 4 |'],
  [
    'Mailboxes > Quays',
    '- North Quay: north@port.example\n- South Quay: south@port.example\n- Old Dock: old@port.example',
  ],
  ['Channels > Quays', '- North Quay: #north\n- Mole: #mole'],
  ['Phones > Quays', '- North Quay: 555-0101\n- Gate: 555-0102'],
  ['Crews', '| Crew | Day |\n|---|---|\n| Night | 1 |\n| Dawn | 2 |'],
]);

describe('which of several a list of them does not have', () => {
  test.each([
    ['which of our four quays has no mailbox of its own?', 'Mole'],
    ["of the quays on the contacts page, which one hasn't got its own mailbox?", 'Mole'],
    ['which quays have no mail address?', 'Mole'],
    ['which of the quays of the port lack a channel?', ['South Quay', 'Old Dock']],
  ])('%s', (question, names) => {
    expect(withoutEntry(question, contacts)?.value).toEqual(names);
  });

  test('with how many there are, and where', () => {
    expect(withoutEntry('which quay has no mailbox?', contacts)?.statement.text).toBe(
      'Of the 4 listed under **Contacts of the port › Quays**, **Mole** has no entry under **Contacts of the port › Mailboxes › Quays**.',
    );
  });

  test.each([
    ['where there are not so many', 'which of our five quays has no mailbox?'],
    ['where a word stands nowhere', 'which of the quays at night has no mailbox?'],
    ['where the list has others', 'which of our quays has no phone?'],
    ['where nothing of them is listed', 'which of our crews has no mailbox?'],
    ['where it is asked which has one', 'which of our quays has a mailbox?'],
    ['where it is of no such kind', 'which of our quays has no crane?'],
    ['where it is asked why', 'why has a quay no mailbox, and which?'],
  ])('is told of none %s: %s', (_why, question) => {
    expect(withoutEntry(question, contacts)).toBeUndefined();
  });
});
