import type { Engine, Run } from '../engine.ts';
import { text } from '../reads/row.ts';

/** Read and removed in one transaction at most. */
const batch = 500;

/**
 * Removes what is older than a moment, some at a time, so that no transaction grows with it.
 *
 * @param find statement that gives an `id` a row, of `before` and `limit`
 * @param remove what removes those with some ids, or the statement that does, of `ids`
 * @returns how many were removed
 */
export async function sweep(
  engine: Engine,
  { find, before }: { find: string; before: string },
  remove: string | ((run: Run, ids: readonly string[]) => Promise<unknown>),
): Promise<number> {
  let swept = 0;
  for (;;) {
    const rows = await engine.read({ text: find, parameters: { before, limit: batch } });
    const ids = rows.map((row) => text(row, 'id'));
    if (ids.length === 0) return swept;
    await engine.write((run) =>
      typeof remove === 'string' ? run({ text: remove, parameters: { ids } }) : remove(run, ids),
    );
    swept += ids.length;
  }
}
