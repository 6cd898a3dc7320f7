import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { settingsInEffect } from '../../cli/settings-in-effect.ts';
import type { GraphStore } from '../../graph/store.ts';
import { readEnvironment, secretNames } from '../../schema/config.ts';
import { parseConfigFile } from '../../schema/config-file.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { testWiki } from '../support/wiki.ts';

const config = parseConfigFile(
  {
    company: 'Acme',
    schema: {
      kinds: { Office: { fields: { city: 'text' } }, Person: { fields: { shirt: 'text' } } },
      relations: { 'sits in': { from: 'Person', to: 'Office', inverse: 'houses' } },
    },
    sources: [
      {
        name: 'hr',
        kind: 'table',
        root: '${HR_FOLDER}',
        files: 'people.csv',
        every: '2h',
        authoritative: ['MEMBER_OF'],
        entities: [{ kind: 'Person', key: 'id', name: 'name' }],
      },
      { name: 'wiki', kind: 'pages' },
      { name: 'desk', kind: 'push', token: '${DESK_TOKEN}' },
    ],
    trust: { 'Person.title': ['wiki', 'hr'] },
    review: { Team: '26w', Article: 'never' },
  },
  'kiki.yaml',
);

const secrets = {
  NEO4J_PASSWORD: 'pw-7f3a',
  OPENAI_API_KEY: 'sk-9c1d',
  SLACK_BOT_TOKEN: 'xoxb-5e2b',
  SLACK_SIGNING_SECRET: 'sign-8d4c',
  SLACK_APP_TOKEN: 'xapp-1a6f',
  DESK_TOKEN: 'desk-2b9e-2b9e-2b9e',
  KIKI_SECRET: 'cookie-4d7a',
  OIDC_CLIENT_SECRET: 'oidc-6e8f',
  HR_FOLDER: '/mnt/hr-3c5d',
};
/** Addresses that hold secrets of their own. */
const addresses = {
  KIKI_GRAPH: 'neo4j',
  NEO4J_URI: 'neo4j+s://graph:url-1f2e@db.example.com:7687?key=url-3d4c',
  OPENAI_BASE_URL: 'https://gateway:url-5b6a@models.example.com/url-7c8d/v1?token=url-9e0f',
  KIKI_PUBLIC_URL: 'https://door:url-2a4c@kiki.example.com',
};

const settingsOf = (variables: Record<string, string>) =>
  settingsInEffect({
    loaded: { config, path: '/srv/kiki.yaml' },
    environment: readEnvironment(variables),
    variables,
    dataFolder: '/srv/.kiki',
  });

describe('the settings in effect', () => {
  test('tell sources in the order of trust, additions to the schema and intervals of review', () => {
    const { sources, trust, kinds, relations, review } = settingsOf({});
    expect(sources).toEqual([
      { name: 'hr', kind: 'table', root: '${HR_FOLDER}', every: 7_200_000, authoritative: ['MEMBER_OF'] },
      { name: 'wiki', kind: 'pages', root: '.', authoritative: [] },
      { name: 'desk', kind: 'push', authoritative: [] },
    ]);
    expect(trust).toEqual([{ key: 'Person.title', sources: ['wiki', 'hr'] }]);
    expect(kinds).toEqual([
      { name: 'Office', isNew: true, fields: ['city'] },
      { name: 'Person', isNew: false, fields: ['shirt'] },
    ]);
    expect(relations).toEqual([{ name: 'sits in', from: ['Person'], to: ['Office'] }]);
    expect(review).toEqual([
      { kind: 'Team', days: 182 },
      { kind: 'Procedure', days: 180 },
    ]);
  });

  test('tell what holds where nothing is set', () => {
    expect(settingsOf({})).toMatchObject({
      listensAt: '127.0.0.1:3000',
      graph: { engine: 'embedded' },
      embeddings: { by: 'local', model: 'bge-small-en-v1.5' },
      slack: 'off',
      limits: { fileMegabytes: 32, removals: 0.2 },
    });
    expect(settingsOf({})).not.toHaveProperty('publicUrl');
  });

  test('name a language model only where it can be reached', () => {
    expect(settingsOf({ KIKI_MODEL: 'writer-1' })).not.toHaveProperty('languageModel');
    expect(settingsOf({ KIKI_MODEL: 'writer-1', OPENAI_API_KEY: 'x' }).languageModel).toEqual({ name: 'writer-1' });
  });

  test.each([
    [{}, 'off'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' }, 'http'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', SLACK_APP_TOKEN: 'xapp-1' }, 'socket'],
  ] as const)('tell how Slack reaches Kiki: %j is %s', (variables, slack) => {
    expect(settingsOf(variables).slack).toBe(slack);
  });

  test('tell of the scheme and host of addresses only', () => {
    const { graph, languageModel, publicUrl } = settingsOf({ ...addresses, KIKI_MODEL: 'writer-1' });
    expect(graph).toEqual({ engine: 'neo4j', address: 'neo4j+s://db.example.com:7687' });
    expect(languageModel).toEqual({ name: 'writer-1', address: 'https://models.example.com' });
    expect(publicUrl).toBe('https://kiki.example.com');
  });

  test('name every secret, tokens of pushed sources among them, and whether it is set', () => {
    const { SLACK_APP_TOKEN: _one, ...others } = secrets;
    expect(settingsOf(others).secrets).toEqual([
      ...secretNames.map((name) => ({ name, isSet: name !== 'SLACK_APP_TOKEN' })),
      { name: 'DESK_TOKEN', isSet: true },
    ]);
    expect(settingsOf(others).withoutEffect).toEqual(['KIKI_SECRET', 'OIDC_CLIENT_SECRET']);
  });
});

describe('the page of settings', () => {
  let store: GraphStore;
  let app: FastifyInstance;
  beforeAll(async () => {
    store = await storeOn(await emptyEmbedded());
    const variables = { ...secrets, ...addresses, KIKI_MODEL: 'writer-1' };
    app = testWiki(store, { settings: () => settingsOf(variables) });
  });
  afterAll(async () => {
    await app.close();
    await store.close();
  });

  test('holds no value of a secret', async () => {
    const { statusCode, body } = await app.inject({ url: '/admin/settings', headers: { host: 'localhost' } });
    expect(statusCode).toBe(200);
    expect(body).toContain('>SLACK_BOT_TOKEN</th><td>set<');
    expect(body).toContain('>DESK_TOKEN</th><td>set<');
    expect(body).toContain('writer-1');
    expect(Object.entries(secrets).filter(([, value]) => body.includes(value))).toEqual([]);
    // The part of each that would give it away, and what stood in addresses.
    expect(body).not.toMatch(/7f3a|9c1d|5e2b|8d4c|1a6f|2b9e|4d7a|6e8f|3c5d|url-/);
  });
});
