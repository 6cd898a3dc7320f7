import type { ImportSettings } from '../../schema/file-import.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { importTexts } from '../texts.ts';
import { relationChoices } from './edit-form.ts';

/** What a column of a file can be. */
export interface TargetGroup {
  label: string;
  options: { target: string; text: string }[];
}

/** What the columns can be for things of a kind, with the ids that are chosen already. */
export function targetGroups({ kind, targets }: ImportSettings, ontology: Ontology): TargetGroup[] {
  const { choices } = importTexts;
  const ids = [...new Set(Object.values(targets))].filter((target) => target.startsWith('id.'));
  const itself = (['name', 'key', 'aliases', 'stated'] as const).map((target) => ({ target, text: choices[target] }));
  return [
    {
      label: choices.other,
      options: [...itself, ...ids.map((target) => ({ target, text: choices.id(target.slice('id.'.length)) }))],
    },
    {
      label: choices.fields,
      options: ontology
        .fields(kind)
        .filter(({ name }) => name !== 'name' && name !== 'aliases')
        .map(({ name, label }) => ({ target: `field.${name}`, text: label })),
    },
    {
      label: choices.relations,
      options: relationChoices(kind, ontology).flatMap(({ token, text }) => {
        const [key = '', end] = token.split('|');
        const { name, inverse } = ontology.relation(key);
        return key === 'MENTIONS' ? [] : [{ target: `relation.${end === 'from' ? name : inverse}`, text }];
      }),
    },
  ];
}
