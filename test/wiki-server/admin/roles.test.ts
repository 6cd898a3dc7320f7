import { describe, expect, test } from '@jest/globals';
import { anyEmployee } from '../../../schema/viewer.ts';
import { adminWiki } from '../../support/admin-wiki.ts';
import { sampleSettings, testWiki } from '../../support/wiki.ts';

const wiki = adminWiki();

describe('users and roles', () => {
  test('are told as they are: no sign-in, nothing restricted, Slack for who is in the graph', async () => {
    await wiki.read([
      { kind: 'Person', key: '1', name: 'Ada Lovelace', ids: { email: ['ada@example.com'] } },
      { kind: 'Person', key: '2', name: 'Grace Hopper' },
    ]);
    const { body } = await wiki.get('/admin/roles');
    for (const text of [
      'Kiki has no sign-in and no list of users yet',
      'Local admin (local-admin)',
      'what is for everyone',
      'Only this machine reaches it.',
      '1 person has one in the graph now.',
      'Whom kiki.yaml lists under editors (grace@example.com)',
      'writes and removes records of that source (desk)',
      'Nothing. All that sources say is for everyone',
    ])
      expect(body).toContain(text);
    expect(body).not.toContain('<form method="post"');
  });

  test('are told otherwise where others may reach the server and Slack is off', async () => {
    const app = testWiki(wiki.store, {
      settings: () => ({ ...sampleSettings, allowsInsecure: true, slack: 'off', sources: [], editors: [] }),
    });
    const { body } = await app.inject({ url: '/admin/roles', headers: { host: 'localhost' } });
    await app.close();
    expect(body).toContain('It may listen beyond this machine');
    expect(body).toContain('Slack is not connected.');
    expect(body).toContain('No source takes pushes.');
    expect(body).toContain('kiki.yaml lists none under editors');
    expect(body).not.toContain('Only this machine reaches it');
  });

  test('are for editors', async () => {
    expect((await wiki.get('/admin/roles', { viewer: anyEmployee })).statusCode).toBe(403);
  });
});
