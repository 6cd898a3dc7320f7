import { slugify } from '../../schema/names.ts';
import { peopleSource } from '../../schema/record.ts';
import { baseOf, folderOf } from './group.ts';

/** A name for a source that reads a file or folder: `hr/people.csv` is `hr-people`. Never one that is taken or is Kiki's own. */
export function nameSource(path: string, taken: ReadonlySet<string>): string {
  const folder = folderOf(path).split('/').at(-1) ?? '';
  const base = baseOf(path);
  const candidates = [base, `${folder} ${base}`, `${folderOf(path)} ${base}`, `${base} files`];
  const names = candidates.map(sourceName);
  const free = names.find((name) => name !== undefined && name !== peopleSource && !taken.has(name));
  if (free !== undefined) return free;
  for (let number = 2; ; number += 1) {
    const name = `${(names[0] ?? 'source').slice(0, 34)}-${number}`;
    if (!taken.has(name)) return name;
  }
}

function sourceName(text: string): string | undefined {
  const slug = slugify(text)?.slice(0, 40).replace(/-+$/, '');
  if (slug === undefined) return undefined;
  return /^[a-z]/.test(slug) ? slug : `files-${slug}`.slice(0, 40);
}
