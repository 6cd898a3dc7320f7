import { expect, test } from '@jest/globals';
import { renderHome } from '../../bot/home/render-home.ts';
import { createLinks } from '../../bot/render/links.ts';
import type { SettingsInEffect } from '../../schema/services.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { sampleSettings, testWiki } from '../support/wiki.ts';

test('what Kiki reads and keeps follows from the settings in effect, and the Home tab leads to it', async () => {
  const store = await storeOn(await emptyEmbedded());
  let settings: SettingsInEffect = sampleSettings;
  const app = testWiki(store, { settings: () => settings, viewerOf: () => anyEmployee });
  const privacy = async () => (await app.inject('/privacy')).body.replaceAll('&quot;', '"');
  const there = await privacy();
  for (const text of ['365 days, then they are forgotten', 'no language model is used', '<h2 id="slack">In Slack</h2>'])
    expect(there).toContain(text);
  expect(there).not.toContain('embedding model');
  expect(there).toContain('The <a href="/sources">sources</a> that your company connected.');

  settings = {
    ...sampleSettings,
    slack: 'off',
    languageModel: { name: 'gpt-<b>', address: 'https://models.example' },
    embeddings: { by: 'openai', model: 'embed-3' },
    limits: { ...sampleSettings.limits, keepQuestions: 30 * 86_400_000 },
  };
  const other = await privacy();
  for (const text of [
    '30 days, then',
    'language model gpt-&lt;b> at https://models.example',
    'embedding model embed-3',
  ])
    expect(other).toContain(text);
  expect(other).not.toContain('Slack');
  expect((await app.inject('/')).body).toContain('href="/privacy"');
  await app.close();

  const links = createLinks({ publicUrl: 'https://kiki.example.com/wiki-root' });
  const home = renderHome({ recent: [], needed: [], overdue: { pages: [], total: 0 }, teams: [] }, links);
  expect(JSON.stringify(home)).toContain('<https://kiki.example.com/wiki-root/privacy|What I read and keep>');
});
