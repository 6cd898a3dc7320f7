#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { readEnvironment } from '../schema/config.ts';
import { describeError, KikiError } from '../schema/errors.ts';
import { announceConfig } from './announce-config.ts';
import { runOnServer } from './control/control-client.ts';
import { findServer } from './control/find-server.ts';
import { terminalIo } from './io.ts';
import { dataFolderOf, loadConfig } from './load-config.ts';
import { createLogger } from './logger.ts';
import { exampleFolder, version } from './package.ts';

// The wiki, Slack and the drivers take a second to load: each command imports what it needs.

const io = terminalIo(process);
// What the environment says goes before what the file says.
if (existsSync('.env')) process.loadEnvFile('.env');

/** What every command begins with. */
function prepare(options: { config?: string }) {
  const environment = readEnvironment(process.env);
  const named = options.config ?? environment.KIKI_CONFIG;
  return {
    environment,
    loaded: loadConfig({ named, workingFolder: process.cwd(), exampleFolder }),
    variables: process.env,
  };
}

/** Runs a command on the graph: in this process, or in the server that has the embedded graph open. */
async function onGraph(command: string, options: object, global: { config?: string }): Promise<number> {
  const { environment, loaded, variables } = prepare(global);
  const server =
    environment.KIKI_GRAPH === 'embedded' ? await findServer(dataFolderOf(environment, loaded)) : undefined;
  if (server !== undefined) return runOnServer(server, command, options, io);
  const [{ openKiki }, { remoteCommands }] = await Promise.all([
    import('./open-kiki.ts'),
    import('./remote-commands.ts'),
  ]);
  const run = remoteCommands[command];
  announceConfig(command, loaded, io);
  if (run === undefined) throw new TypeError(`No command ${command}`);
  // A command's own messages tell what a person needs; the log is for servers.
  const level = process.env.LOG_LEVEL === undefined ? 'error' : environment.LOG_LEVEL;
  const kiki = await openKiki({ loaded, environment, variables, logger: createLogger(level) });
  try {
    return await run(kiki, options, io);
  } finally {
    await kiki.close();
  }
}

/** Serves MCP: from a graph that this process opens, or from the server that has the embedded graph open. */
async function mcp(as: string | undefined, global: { config?: string }): Promise<number> {
  const { environment, loaded, variables } = prepare(global);
  const level = process.env.LOG_LEVEL === undefined ? 'error' : environment.LOG_LEVEL;
  const logger = createLogger(level);
  const find = () =>
    environment.KIKI_GRAPH === 'embedded' ? findServer(dataFolderOf(environment, loaded)) : Promise.resolve(undefined);
  const [{ readyForMcp, serveMcp, toolsOf }, { remoteTools }] = await Promise.all([
    import('./commands/mcp.ts'),
    import('./control/remote-tools.ts'),
  ]);
  if ((await find()) !== undefined) {
    const tools = remoteTools({ find, as });
    // Nobody of that address is told at once.
    await tools.list();
    return serveMcp(tools, logger, process);
  }
  const { openKiki } = await import('./open-kiki.ts');
  const kiki = await openKiki({ loaded, environment, variables, logger });
  try {
    const tools = await toolsOf(kiki, as);
    await readyForMcp(kiki, io);
    return await serveMcp(tools, logger, process);
  } finally {
    await kiki.close();
  }
}

function readCount(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1 to 99999.');
}

function absolute(path: string | undefined): string | undefined {
  return path === undefined ? undefined : resolve(process.cwd(), path);
}

function buildProgram(setExit: (code: number) => void): Command {
  const program = new Command('kiki')
    .description("A company's own knowledge assistant.")
    .version(version, '--version')
    .option('--config <file>', 'kiki.yaml (default: the one here, else the example company)');
  program.showHelpAfterError('kiki --help lists the commands, kiki COMMAND --help the options of one.');
  program.exitOverride().configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, '')) });
  const global = () => program.opts<{ config?: string }>();
  const command = (usage: string, description: string) =>
    program
      .command(usage)
      .description(description)
      .option('--config <file>', 'as for kiki itself')
      .hook('preAction', (own) => {
        const { config } = own.opts<{ config?: string }>();
        if (config !== undefined) program.setOptionValue('config', config);
      });

  command('serve', 'show the wiki, answer questions there, in Slack and over HTTP').action(async () => {
    const { serve } = await import('./commands/serve.ts');
    setExit(await serve(prepare(global()), io));
  });
  command('bot', 'answer in Slack alone, beside kiki serve on the same Neo4j').action(async () => {
    const { runBot } = await import('./commands/bot.ts');
    setExit(await runBot(prepare(global()), io));
  });
  command('init <folder>', 'look at a folder of files and write a starting kiki.yaml here, or to --config').action(
    async (folder: string) => {
      const { init } = await import('./commands/init.ts');
      const config = { option: global().config, environment: readEnvironment(process.env).KIKI_CONFIG };
      setExit(await init({ folder, config, workingFolder: process.cwd() }, io));
    },
  );
  command('ingest [source...]', 'read sources into the graph')
    .option('--dry-run', 'say what would change and write nothing', false)
    .option(
      '--all',
      'show each refusal and warning, and with --dry-run each new entity with all that it would say',
      false,
    )
    .option('--no-embed', 'leave embeddings to the server or a later run')
    .option('--allow-removals', 'remove whatever is gone at its source, however much', false)
    .option('--forget <source>', 'remove all records of a source that is no longer in the config')
    .option('--json', 'machine-readable report', false)
    .action(async (sources: string[], options: object) =>
      setExit(await onGraph('ingest', { sources, ...options }, global())),
    );
  command('ask [question]', 'answer a question, or a file of them')
    .option('--as <email>', 'the asker (default: an ordinary employee)')
    .option('--json', 'the whole answer as JSON', false)
    .option('--batch <file>', 'questions, one JSON object a line')
    .option('--out <file>', 'where the answers of --batch go')
    .action(async (question: string | undefined, { batch, out, ...options }: { batch?: string; out?: string }) =>
      setExit(await onGraph('ask', { question, ...options, batch: absolute(batch), out: absolute(out) }, global())),
    );
  command('eval <folder>', 'answer the questions.jsonl of a folder and score the answers')
    .option('--json', 'machine-readable scores', false)
    .option('--save <file>', 'write the scores, question by question, as a baseline')
    .option('--against <file>', 'compare with a baseline')
    .option('--gate <file>', 'exit with 1 when a type of question falls short of what the file says')
    .action(
      async (folder: string, { json, ...files }: { json: boolean; save?: string; against?: string; gate?: string }) => {
        const [save, against, gate] = [files.save, files.against, files.gate].map(absolute);
        setExit(await onGraph('eval', { folder: absolute(folder), json, save, against, gate }, global()));
      },
    );
  command('quality', 'say what is wrong with the graph and where it is mended')
    .option('--json', 'machine-readable report', false)
    .action(async (options: object) => setExit(await onGraph('quality', options, global())));
  command('owners', 'say what Kiki would send in Slack to those who answer for pages, and what it sent this week')
    .option('--json', 'machine-readable report', false)
    .action(async (options: object) => setExit(await onGraph('owners', options, global())));
  command('propose', 'have the language model read pages for relations, which people then review')
    .option('--limit <pages>', 'pages that are read at most', readCount, 50)
    .option('--json', 'machine-readable report', false)
    .action(async (options: object) => setExit(await onGraph('propose', options, global())));
  command('mcp', 'answer MCP clients on standard input and output')
    .option('--as <email>', 'the asker (default: an ordinary employee)')
    .action(async ({ as }: { as?: string }) => setExit(await mcp(as, global())));
  command('export <file>', 'write the whole graph to a file').action(async (file: string) =>
    setExit(await onGraph('export', { file: absolute(file) }, global())),
  );
  command('import <file>', 'fill an empty graph from a file').action(async (file: string) =>
    setExit(await onGraph('import', { file: absolute(file) }, global())),
  );
  command('doctor', 'say for each part whether it works and how to fix it').action(async () => {
    const { doctor } = await import('./commands/doctor.ts');
    const input = {
      environment: () => readEnvironment(process.env),
      named: global().config,
      variables: process.env,
      workingFolder: process.cwd(),
      exampleFolder,
    };
    setExit(await doctor(input, io));
  });
  return program;
}

/** @returns the exit code */
async function main(): Promise<number> {
  let exit = 0;
  try {
    await buildProgram((code) => (exit = code)).parseAsync(process.argv);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    io.progress(undefined);
    io.note(describeError(error));
    // A bug, not a mistake of the user: the stack helps whoever reports it.
    if (!(error instanceof KikiError) && process.env.LOG_LEVEL === 'debug' && error instanceof Error)
      io.note(error.stack ?? '');
    return 1;
  }
  return exit;
}

process.exitCode = await main();
