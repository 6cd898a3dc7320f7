import type { Io } from './io.ts';
import type { LoadedConfig } from './load-config.ts';

/**
 * Says which configuration a command uses where it may be another than the user thinks: always of the example company, which is there without a
 * word, and of what writes to the graph.
 */
export function announceConfig(command: string, { path, isExample }: Pick<LoadedConfig, 'path' | 'isExample'>, io: Io) {
  if (isExample)
    io.note(
      `There is no kiki.yaml here, so this is the example company: ${path}. Name yours with --config or KIKI_CONFIG, or write one with kiki init FOLDER`,
    );
  else if (command === 'ingest') io.note(`Reading ${path}`);
}
