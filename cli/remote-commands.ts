import { z } from 'zod';
import { ask } from './commands/ask.ts';
import { evaluate } from './commands/eval.ts';
import { ingest } from './commands/ingest.ts';
import { owners } from './commands/owners.ts';
import { quality } from './commands/quality.ts';
import { propose } from './commands/propose.ts';
import { exportGraph, importGraph } from './commands/transfer.ts';
import type { Io } from './io.ts';
import type { Kiki } from './open-kiki.ts';

/** Commands that work on an open graph, wherever it is open. Options come from the command line or from another process. */
export type RemoteCommands = Readonly<
  Record<string, ((kiki: Kiki, options: unknown, io: Io) => Promise<number>) | undefined>
>;

const askOptions = z.object({
  question: z.string().optional(),
  as: z.string().optional(),
  json: z.boolean(),
  batch: z.string().optional(),
  out: z.string().optional(),
});
const evalOptions = z.object({
  folder: z.string(),
  json: z.boolean(),
  save: z.string().optional(),
  against: z.string().optional(),
  gate: z.string().optional(),
});
const qualityOptions = z.object({ json: z.boolean() });
const fileOptions = z.object({ file: z.string() });
const ingestOptions = z.object({
  sources: z.array(z.string()),
  dryRun: z.boolean(),
  embed: z.boolean(),
  allowRemovals: z.boolean(),
  forget: z.string().optional(),
  json: z.boolean(),
  all: z.boolean().optional(),
});

const proposeOptions = z.object({ limit: z.number().int().min(1).max(100_000), json: z.boolean() });

export const remoteCommands: RemoteCommands = {
  ask: (kiki, options, io) => ask(kiki, askOptions.parse(options), io),
  eval: (kiki, options, io) => evaluate(kiki, evalOptions.parse(options), io),
  export: (kiki, options, io) => exportGraph(kiki, fileOptions.parse(options), io),
  import: (kiki, options, io) => importGraph(kiki, fileOptions.parse(options), io),
  ingest: (kiki, options, io) => ingest(kiki, ingestOptions.parse(options), io),
  quality: (kiki, options, io) => quality(kiki, qualityOptions.parse(options), io),
  owners: (kiki, options, io) => owners(kiki, qualityOptions.parse(options), io),
  propose: (kiki, options, io) => propose(kiki, proposeOptions.parse(options), io),
};
