import { check } from '../../schema/check.ts';
import type { PushSource } from '../../schema/config-file.ts';
import { describeError, invalid, unavailable } from '../../schema/errors.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { contentHash, recordDraft, type RecordDraft, recordId } from '../../schema/record.ts';
import { compileMapping, type Mapping } from '../mapping/compile-mapping.ts';
import { compile, type Expression } from '../mapping/expressions.ts';
import { applies } from '../mapping/map-item.ts';
import { removeNulls } from '../table/nulls.ts';
import { groupDrafts, itemsOf, mapRowItem, wholeRow } from '../table/map-row.ts';
import { canonicalRecord } from './canonical-record.ts';
import { checkPlain } from './check-plain.ts';
import { pushedId } from './pushed-id.ts';

/** What a pushed body says: usually one record. */
export interface MadeRecords {
  id: string;
  records: { id: string; hash: string; draft: RecordDraft }[];
  warnings: string[];
}

/** Reads one body. @param id the id it was sent under; without it, the body says. @throws Invalid, naming the part; Unavailable for a wrong mapping */
export type MakeRecords = (body: unknown, id?: string) => Promise<MadeRecords>;

/** What bodies of a source mean: by its mapping, else in Kiki's own words. The mapping is checked at the first body. */
export function createMaker(source: PushSource, ontology: Ontology): MakeRecords {
  let ready: { idOf: Expression; mappings: Mapping[] | undefined } | undefined;
  const prepare = () => {
    const where = `source ${source.name}`;
    try {
      const mappings = source.entities?.map((settings, index) =>
        compileMapping(settings, `${where}.entities[${index}]`, ontology),
      );
      return { idOf: compile(source.id, `${where}.id`), mappings };
    } catch (error) {
      throw unavailable(`The source takes nothing, because kiki.yaml is wrong: ${describeError(error)}`, {
        fix: 'Mend kiki.yaml and restart kiki serve',
        cause: error,
      });
    }
  };
  return async (body, sentUnder) => {
    ready ??= prepare();
    checkPlain(body);
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw invalid('A record is an object', { fix: 'Send it as {"…": …}' });
    removeNulls(body);
    const said = await ready.idOf.evaluate(body);
    const id = pushedId(sentUnder ?? said);
    if (sentUnder !== undefined && said !== undefined && pushedId(said) !== id)
      throw invalid(`The body is about "${pushedId(said)}", and it was sent under "${id}"`, {
        where: 'id',
        fix: 'Send it under its own id, or say under id: in kiki.yaml what identifies a row',
      });
    const { drafts, warnings } =
      ready.mappings === undefined
        ? { drafts: [canonicalRecord(source.name, id, body, ontology)], warnings: [] }
        : await mapped(source.name, id, body, ready.mappings, ontology);
    return { id, warnings, records: drafts.map(checked) };
  };
}

async function mapped(source: string, id: string, data: object, mappings: readonly Mapping[], ontology: Ontology) {
  const row = { data, path: id, index: 0, isOnly: true };
  const drafts: RecordDraft[] = [];
  const warnings: string[] = [];
  for (const mapping of mappings) {
    const items = mapping.each === undefined ? [wholeRow(row)] : await itemsOf(mapping.each, row);
    for (const item of items) {
      if (!(await applies(mapping, item))) continue;
      const { draft, problems } = await mapRowItem(mapping, row, item, { source, ontology });
      drafts.push(draft);
      warnings.push(...problems);
    }
  }
  if (drafts.length === 0) warnings.push('No mapping in kiki.yaml is for this row, so it says nothing');
  return { drafts: groupDrafts(drafts), warnings };
}

function checked(draft: RecordDraft): MadeRecords['records'][number] {
  const result = check(recordDraft, draft);
  if (!result.ok) throw invalid(result.problems.join('; '));
  return { id: recordId(result.value), hash: contentHash(result.value), draft: result.value };
}
