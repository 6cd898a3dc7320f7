import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { doctor } from '../../cli/commands/doctor.ts';
import { loadConfig } from '../../cli/load-config.ts';
import { createLogger } from '../../cli/logger.ts';
import { openKiki } from '../../cli/open-kiki.ts';
import { runAll } from '../../ingest/run-all.ts';
import { readEnvironment } from '../../schema/config.ts';
import { startFakeSlack, tokens } from '../support/fake-slack.ts';
import { loopbackServer } from '../support/loopback-server.ts';
import { recordingIo } from '../support/recording-io.ts';
import { smallConfig, smallFiles, writeFiles } from '../support/small-company.ts';
import { temporaryFolders } from '../support/temporary-folder.ts';

const newFolder = temporaryFolders();
const refusing = loopbackServer((_request, response) => {
  response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{"message":"no"}}');
});

const examine = async (given: Record<string, string> = {}, files: Record<string, string> = {}) => {
  const folder = newFolder();
  writeFiles(folder, { ...smallFiles, ...files });
  const variables = { KIKI_EMBEDDINGS: 'none', ...given };
  const io = recordingIo();
  const code = await doctor(
    {
      environment: () => readEnvironment(variables),
      named: undefined,
      variables,
      workingFolder: folder,
      exampleFolder: join(folder, 'example'),
    },
    io,
  );
  return { code, lines: io.outs };
};

describe('kiki doctor', () => {
  test('a working set-up: one line a part, and what is off is no failure', async () => {
    const { code, lines } = await examine();
    expect(code).toBe(0);
    expect(lines.map((line) => line.replace(/:.*/, ''))).toEqual([
      '✓ environment',
      '✓ config',
      '– graph',
      '✓ source hr',
      '– embeddings',
      '– model',
      '– Slack',
    ]);
  });

  test.each<[string, Record<string, string>, Record<string, string>, RegExp]>([
    [
      'a variable of the wrong form',
      { KIKI_GRAPH: 'mongo' },
      {},
      /^✗ environment: KIKI_GRAPH must be embedded or neo4j/,
    ],
    ['a variable without effect', { OIDC_ISSUER: 'x' }, {}, /^✗ environment: OIDC_ISSUER has no effect/],
    ['a broken kiki.yaml', {}, { 'kiki.yaml': 'company: [' }, /^✗ config: .*kiki\.yaml:1:11: .*not YAML/],
    [
      'a missing folder',
      {},
      { 'kiki.yaml': smallConfig.replace('root: files', 'root: no') },
      /^✗ source hr: .*Set root/,
    ],
    ['a refused row', {}, { 'files/teams.csv': 'name,lead\nA,b,c\n' }, /^✗ source hr: .*1 refused.*teams\.csv:2/],
    [
      'a Neo4j that is not there',
      { KIKI_GRAPH: 'neo4j', NEO4J_URI: 'bolt://127.0.0.1:9' },
      {},
      /^✗ graph: .*NEO4J_URI/,
    ],
    ['a model without an endpoint', { KIKI_MODEL: 'm' }, {}, /^✗ model: .*OPENAI_API_KEY nor OPENAI_BASE_URL/],
    ['half of Slack', { SLACK_BOT_TOKEN: tokens.bot }, {}, /^✗ Slack: .*SLACK_SIGNING_SECRET/],
    ['the other half of Slack', { SLACK_SIGNING_SECRET: 's' }, {}, /^✗ Slack: SLACK_BOT_TOKEN is not set/],
  ])('%s is told with its fix, and the exit code is 1', async (_name, variables, files, expected) => {
    const { code, lines } = await examine(variables, files);
    expect(code).toBe(1);
    expect(lines.filter((line) => line.startsWith('✗'))).toEqual([expect.stringMatching(expected)]);
  });

  test('an entry of sameAs that no record has', async () => {
    const folder = newFolder();
    const config = `${smallConfig}sameAs: [["hr:ada@example.com", "hr:nobody"]]\n`;
    writeFiles(folder, { ...smallFiles, 'kiki.yaml': config });
    const run = async (command: typeof doctor) => {
      const io = recordingIo();
      const variables = { KIKI_EMBEDDINGS: 'none' };
      const environment = () => readEnvironment(variables);
      const code = await command(
        { environment, named: undefined, variables, workingFolder: folder, exampleFolder: join(folder, 'example') },
        io,
      );
      return { code, lines: io.outs };
    };
    expect((await run(doctor)).lines[2]).toMatch(/^– graph/);
    const loaded = loadConfig({ named: undefined, workingFolder: folder, exampleFolder: folder });
    const kiki = await openKiki({
      loaded,
      environment: readEnvironment({ KIKI_EMBEDDINGS: 'none' }),
      variables: {},
      logger: createLogger('silent'),
    });
    await runAll({ store: kiki.store, sources: kiki.sources, maximumRemovals: 1 });
    await kiki.close();
    const { code, lines } = await run(doctor);
    expect(code).toBe(1);
    expect(lines[2]).toMatch(/^✗ graph: sameAs names "hr:nobody", and no record has that key or id/);
  });

  test('a model that refuses the key', async () => {
    const { code, lines } = await examine({ KIKI_MODEL: 'm', OPENAI_API_KEY: 'k', OPENAI_BASE_URL: refusing.url() });
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(/✗ model: .*refused the key.*OPENAI_API_KEY/);
  });

  test('Slack is asked whether it knows the token', async () => {
    const slack = await startFakeSlack();
    try {
      const given = { SLACK_SIGNING_SECRET: tokens.signingSecret, SLACK_API_URL: slack.apiUrl };
      expect((await examine({ ...given, SLACK_BOT_TOKEN: tokens.bot })).lines.at(-1)).toMatch(/^✓ Slack: Signed in/);
      expect((await examine({ ...given, SLACK_BOT_TOKEN: 'xoxb-wrong' })).lines.at(-1)).toMatch(
        /^✗ Slack: .*invalid_auth/,
      );
    } finally {
      await slack.stop();
    }
  });
});
