import { describe, expect, test } from '@jest/globals';
import { anyEmployee } from '../../../schema/viewer.ts';
import { formatSpan } from '../../../wiki-server/format.ts';
import { adminWiki } from '../../support/admin-wiki.ts';

const wiki = adminWiki();

describe('settings in effect', () => {
  test('are shown in words, with who has decided whom to trust', async () => {
    await wiki.read([{ kind: 'Person', key: '1', name: 'Ada Lovelace' }]);
    await wiki.store.setTrust(
      { type: 'person', id: 'ada', name: 'Ada <b>' },
      { kind: 'Person', name: 'status', sources: ['hr'] },
    );
    const ada = { type: 'person', id: 'ada', name: 'Ada' } as const;
    await wiki.store.chooseForChannel(
      ada,
      { channel: 'C1', name: 'payments' },
      { readers: 'asker', sources: ['pages', 'people'], language: 'de', answers: 'follow-ups' },
    );
    await wiki.store.chooseForChannel(ada, { channel: 'C2' }, { helpChannel: 'C1' });
    const { body } = await wiki.get('/admin/settings');
    for (const text of [
      '<b>HR export</b> <small>hr</small>',
      'from ${HR_FOLDER} · read every 2 hours · gives the whole list of MEMBER_OF',
      'taken in when it is sent',
      'Person.title</th><td>Team wiki, HR export (in kiki.yaml)',
      'Person.status</th><td>HR export (decided by Ada &lt;b>, 20 Nov 2026)',
      'Vessel</th><td>new kind · length, built',
      'sails</th><td>relation · Person → Vessel',
      'Team: LEADS</th><td>every 90 days',
      'a model on this machine · bge-small-en-v1.5 · ready',
      'none: answers are looked up and quoted',
      'Slack</th><td>Socket Mode',
      'Weekly digest to owners</th><td>from Monday',
      'Questions to owners</th><td>from Tuesday · 3 a week at most',
      '9:00 to 17:00, until Friday',
      'Help channel</th><td>#ask-us',
      'after 2 days',
      'Answers in channels</th><td>mentions only · read by everyone there · from all sources · in the language of the question',
      '#payments</th><td>mentions and follow-ups · read by who asks alone · from pages and edits in Kiki only · in German (decided by Ada, 20 Nov 2026)',
      'private channel C2</th><td>help channel C1',
      '20 % of a source',
      'SLACK_BOT_TOKEN</th><td>set<',
      'NEO4J_PASSWORD</th><td>not set<',
    ])
      expect(body).toContain(text);
  });

  test('are for editors, who find them in the list of admin pages', async () => {
    expect((await wiki.get('/admin/settings', { viewer: anyEmployee })).statusCode).toBe(403);
    expect((await wiki.get('/admin')).body).toContain('href="/admin/settings"');
  });
});

test.each([
  [60_000, '1 minute'],
  [5_400_000, '90 minutes'],
  [7_200_000, '2 hours'],
  [365 * 86_400_000, '365 days'],
])('a span of %d ms is %s', (milliseconds, words) => {
  expect(formatSpan(milliseconds)).toBe(words);
});
