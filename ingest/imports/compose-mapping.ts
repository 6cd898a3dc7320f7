import type { RelationMapping, RowMapping } from '../../schema/config-file.ts';
import { invalid } from '../../schema/errors.ts';
import type { ImportSettings } from '../../schema/file-import.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { access } from '../mapping/access.ts';
import type { Column } from '../init/columns.ts';
import { dayForm } from '../init/days.ts';
import { columnName } from './propose-targets.ts';

const mail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** Several names in one cell. A comma may be part of a name. */
const inOneCell = '/\\s*[;|]\\s*/';

/**
 * The mapping that a choice of columns is, as kiki.yaml would say it.
 *
 * @throws Invalid when there is no name, or a field has two columns
 */
export function composeMapping(
  { kind, targets }: Pick<ImportSettings, 'kind' | 'targets'>,
  columns: readonly Column[],
  ontology: Ontology,
): RowMapping {
  const chosen = new Map(Object.entries(targets));
  const byTarget = new Map<string, Column[]>();
  for (const column of columns) {
    const target = chosen.get(columnName(column));
    if (target !== undefined) byTarget.set(target, [...(byTarget.get(target) ?? []), column]);
  }
  const of = (target: string) => byTarget.get(target) ?? [];
  const name = joined(of('name'), ' ');
  if (name === undefined)
    throw invalid('No column is the name', { where: 'name', fix: 'Choose which one names the thing' });
  const email = of('field.email').find(({ filled }) => filled > 0);
  const addresses = kind === 'Person' && email !== undefined ? access(email.path) : undefined;
  const key = joined(of('key'), '/') ?? (email?.isUnique === true ? addresses : undefined) ?? name;
  const ids: Record<string, string> = addresses === undefined ? {} : { email: addresses };
  const fields: Record<string, string> = {};
  const relations: Record<string, RelationMapping> = {};
  for (const [target, own] of byTarget) {
    const [sort = '', ...rest] = target.split('.');
    const what = rest.join('.');
    if (sort === 'id') ids[what] = single(own, target);
    else if (sort === 'field') fields[what] = fieldExpression(own, what, kind, ontology);
    else if (sort === 'relation') relations[what] = relationOf(own);
    else if (!['name', 'key', 'aliases', 'stated'].includes(target))
      throw invalid(`"${target}" is nothing that a column can be`, { where: columnName(own[0] ?? emptyColumn) });
  }
  const stated = of('stated')[0];
  return {
    kind,
    key,
    name,
    ...(of('aliases').length > 0 && { aliases: list(of('aliases').map(several)) }),
    ...(Object.keys(ids).length > 0 && { ids }),
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(Object.keys(relations).length > 0 && { relations }),
    ...(stated !== undefined && { stated: dayExpression(stated) }),
  };
}

const emptyColumn = { path: [''] } as unknown as Column;

/** Parts that a row lacks leave no gap. */
function joined(columns: readonly Column[], between: string): string | undefined {
  const [only, ...more] = columns.map(({ path }) => access(path));
  if (only === undefined || more.length === 0) return only;
  return `$join([${[only, ...more].join(', ')}][$ != ""], ${JSON.stringify(between)})`;
}

function single(columns: readonly Column[], target: string): string {
  const [only, another] = columns;
  if (only === undefined || another !== undefined)
    throw invalid(`Two columns are ${target}: ${columns.map(columnName).join(' and ')}`, {
      where: target,
      fix: 'Leave one of them out',
    });
  return access(only.path);
}

function fieldExpression(columns: readonly Column[], field: string, kind: string, ontology: Ontology): string {
  const spec = ontology.findField(kind, field);
  if (spec?.type === 'list') return list(columns.map(({ path }) => access(path)));
  const expression = single(columns, spec?.label ?? field);
  const [column] = columns;
  return spec?.type === 'date' && column !== undefined ? dayExpression(column) : expression;
}

/** Days are written in many ways; the values of the column say in which. */
function dayExpression(column: Column): string {
  const expression = access(column.path);
  const form = dayForm(column.texts.flat());
  return form === undefined || form === 'YYYY-MM-DD' ? expression : `$day(${expression}, "${form}")`;
}

function relationOf(columns: readonly Column[]): RelationMapping {
  const texts = columns.flatMap((column) => column.texts.flat());
  const isMail = texts.length > 0 && texts.every((text) => text.split(/\s*[;|]\s*/).every((part) => mail.test(part)));
  return {
    to: list(columns.map(several)),
    ...(isMail && { by: 'email' }),
  };
}

/** What a cell names: several things, where any cell of the column does. */
function several(column: Column): string {
  const path = access(column.path);
  return column.texts.flat().some((text) => /[;|]/.test(text)) ? `$split(${path}, ${inOneCell})` : path;
}

function list(expressions: readonly string[]): string {
  return expressions.reduce((all, each) => `$append(${all}, ${each})`);
}
