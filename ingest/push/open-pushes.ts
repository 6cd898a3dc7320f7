import { createHash, timingSafeEqual } from 'node:crypto';
import type { ConfigFile, PushSource } from '../../schema/config-file.ts';
import { notAllowed, notFound } from '../../schema/errors.ts';
import type { OpenPushDoor, PushDoor } from '../../schema/services.ts';
import { createPusher, type PusherOptions } from './create-pusher.ts';

export interface PushesOptions extends Pick<PusherOptions, 'store' | 'onChanged' | 'holder' | 'now'> {
  config: ConfigFile;
  /** The environment, for tokens. */
  variables: Readonly<Record<string, string | undefined>>;
}

/** A shorter token can be guessed. */
const shortest = 16;

/** The doors of all sources of kind `push`, each with its token. */
export function openPushes({ config, variables, ...options }: PushesOptions): {
  open: OpenPushDoor;
  /** Waits for the pushes that are under way. */
  drained(): Promise<void>;
} {
  const doors = new Map(
    config.sources.flatMap((source) => {
      if (source.kind !== 'push') return [];
      const door = createPusher({ ...options, source, maximumRemovals: config.limits.removals });
      return [[source.name, { door, ...tokenOf(source, variables) }] as const];
    }),
  );
  const open = (name: string, token: string): PushDoor => {
    const found = doors.get(name);
    if (found === undefined) throw noSuchSource(name, config);
    if ('missing' in found)
      throw notAllowed(`The source ${name} takes no pushes: ${found.missing}`, { fix: found.fix });
    if (!isSame(token, found.token))
      throw notAllowed(`This is not the token of the source ${name}`, { fix: 'Send Authorization: Bearer TOKEN' });
    return found.door;
  };
  return {
    open,
    async drained() {
      await Promise.all([...doors.values()].map(({ door }) => door.drained()));
    },
  };
}

/** Why a source of kind `push` refuses everything, in one line, or undefined. For whoever starts or checks Kiki. */
export function whyClosed(source: PushSource, variables: PushesOptions['variables']): string | undefined {
  const token = tokenOf(source, variables);
  return 'missing' in token ? `${token.missing}. ${token.fix}.` : undefined;
}

function tokenOf(
  { token: named, name }: PushSource,
  variables: PushesOptions['variables'],
): { token: string } | { missing: string; fix: string } {
  const variable = named?.slice(2, -1);
  if (variable === undefined)
    return { missing: 'it has no token', fix: `Add token: \${NAME} to ${name} in kiki.yaml, and restart kiki serve` };
  const token = variables[variable] ?? '';
  if (token.length >= shortest) return { token };
  const missing = token === '' ? `${variable} is not set` : `${variable} is shorter than ${shortest} characters`;
  return { missing, fix: `Set ${variable} in the environment of Kiki, for example to what openssl rand -hex 32 gives` };
}

/** Takes the same time wherever the two differ, and whatever their lengths are. */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

function noSuchSource(name: string, { sources }: ConfigFile) {
  if (sources.some((source) => source.name === name))
    return notFound(`Nothing can be pushed to ${name}: Kiki reads it`, { fix: 'Give it kind: push in kiki.yaml' });
  const known = sources.flatMap((source) => (source.kind === 'push' ? [source.name] : []));
  return notFound(`There is no source "${name.slice(0, 60)}"`, {
    fix: known.length === 0 ? 'Add one of kind: push to kiki.yaml' : `Those that take pushes: ${known.join(', ')}`,
  });
}
