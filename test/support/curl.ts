import { shellWords } from './shell-words.ts';

export interface CurlSettings {
  variables: Readonly<Record<string, string>>;
  /** What `--data-binary @name` sends. */
  files: Readonly<Record<string, string>>;
}

/** Does what a curl command of the documentation does; without curl, which not every machine has. */
export async function curl(command: string, { variables, files }: CurlSettings): Promise<Response> {
  const [program, ...words] = shellWords(command, variables);
  if (program !== 'curl') throw new Error(`Not a curl command: ${command}`);
  const headers: Record<string, string> = {};
  let [url, method, body]: (string | undefined)[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const next = () => words[(at += 1)] ?? '';
    const word = words[at];
    if (word === '-X') method = next();
    else if (word === '-H') {
      const [, name = '', value = ''] = /^([^:]+): *(.*)$/.exec(next()) ?? [];
      headers[name] = value;
    } else if (word === '-d') body = next();
    else if (word === '--data-binary') {
      const name = next().slice(1);
      body = files[name];
      if (body === undefined) throw new Error(`The page has no file ${name}`);
    } else url = word;
  }
  return fetch(url ?? '', { method: method ?? 'GET', headers, ...(body !== undefined && { body }) });
}
