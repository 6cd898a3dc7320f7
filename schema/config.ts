import { z } from 'zod';
import { invalid } from './errors.ts';

const flag = z
  .string()
  .regex(/^(1|0|true|false|yes|no)$/i, 'must be 1 or 0')
  .transform((text) => /^(1|true|yes)$/i.test(text));
const address = z
  .url({ protocol: /^https?$/, error: 'must be a URL that starts with http:// or https://' })
  .transform((text) => text.replace(/\/+$/, ''));
/** One of a few words. */
const oneOf = <const T extends readonly [string, ...string[]]>(...words: T) =>
  z.enum(words, { error: `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}` });
const portError = 'must be a whole number from 0 to 65535';
const secret = z.string().min(1);

/** Every environment variable Kiki reads, with its form and default. README.md and .env.example list the same. */
const environment = z.object({
  KIKI_CONFIG: z.string().min(1).optional(),
  KIKI_DATA: z.string().min(1).optional(),
  KIKI_GRAPH: oneOf('embedded', 'neo4j').default('embedded'),
  NEO4J_URI: z
    .string()
    .regex(/^(bolt|neo4j)(\+s|\+ssc)?:\/\/\S+$/, 'must look like neo4j://host:7687')
    .default('neo4j://127.0.0.1:7687'),
  NEO4J_USERNAME: z.string().min(1).default('neo4j'),
  NEO4J_PASSWORD: z.string().optional(),
  NEO4J_DATABASE: z.string().min(1).optional(),
  OPENAI_API_KEY: secret.optional(),
  OPENAI_BASE_URL: address.optional(),
  KIKI_MODEL: z.string().min(1).optional(),
  KIKI_EMBEDDINGS: oneOf('local', 'openai', 'none').default('local'),
  KIKI_EMBEDDING_MODEL: z.string().min(1).optional(),
  KIKI_WEIGHTS: z.string().min(1).optional(),
  SLACK_BOT_TOKEN: secret.regex(/^xoxb-/, 'must start with xoxb-').optional(),
  SLACK_SIGNING_SECRET: secret.optional(),
  SLACK_APP_TOKEN: secret.regex(/^xapp-/, 'must start with xapp-').optional(),
  SLACK_API_URL: z.url('must be a URL').optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number(portError).int(portError).min(0, portError).max(65_535, portError).default(3000),
  KIKI_PUBLIC_URL: address.optional(),
  KIKI_ALLOW_INSECURE: flag.default(false),
  LOG_LEVEL: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
});

export type Environment = z.infer<typeof environment>;
/** Variables whose value is never shown, only whether it is set. */
export const secretNames = [
  'NEO4J_PASSWORD',
  'OPENAI_API_KEY',
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
] as const satisfies readonly (keyof Environment)[];
/** The names of all variables, for `kiki doctor` and the documentation test. */
export const environmentNames = Object.keys(environment.shape);

/**
 * Reads the environment, in the one place where that is done. An empty variable counts as not set.
 *
 * @throws Invalid, naming each variable that is wrong. Values are never repeated: they may be secrets.
 */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([name, text]) => name in environment.shape && text !== ''),
  );
  const result = environment.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  throw invalid(problems.join('; '), { where: 'environment', fix: 'README.md lists the variables and their form' });
}

/** Variables of the contract whose part is not built yet. Setting one has no effect, and Kiki says so at start. */
const withoutEffect = ['KIKI_SECRET', 'OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];

/** The variables that are set and have no effect in this version. */
export function ineffective(variables: Readonly<Record<string, string | undefined>>): string[] {
  return withoutEffect.filter((name) => (variables[name] ?? '') !== '');
}

/** Whether the address is reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
