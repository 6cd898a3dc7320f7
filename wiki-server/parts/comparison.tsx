import type { EntityCard } from '../../schema/entity.ts';
import { entityPath } from '../paths.ts';
import type { ComparedRow } from '../present/comparison.ts';
import { mergeTexts } from '../texts.ts';
import { Items } from './small.tsx';

export interface Compared {
  a: EntityCard;
  b: EntityCard;
  rows: readonly ComparedRow[];
}

/** Two entities side by side, with what would contradict if they were one. */
export function Comparison({ a, b, rows }: Compared) {
  return (
    <div class="compare">
      <table aria-label={mergeTexts.comparison(a.name, b.name)}>
        <thead>
          <tr>
            <td />
            {[a, b].map(({ ref, name }) => (
              <th scope="col">
                <a href={entityPath(ref)}>{name}</a> <small>{ref}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, a: left, b: right, contradicts }) => (
            <tr class={contradicts ? 'contradicts' : undefined}>
              <th scope="row">
                {label}
                {contradicts && (
                  <span class="disputed" title={mergeTexts.willContradict}>
                    {' '}
                    <span aria-hidden="true">≠</span>
                    <span class="hidden">{mergeTexts.willContradict}</span>
                  </span>
                )}
              </th>
              <td>
                <Items items={left} />
              </td>
              <td>
                <Items items={right} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The buttons that make one of two. */
export function MergeButtons({ a, b }: { a: EntityCard; b: EntityCard }) {
  return (
    <>
      {[a, b].map(({ ref, name }) => (
        <button type="submit" name="keep" value={ref} aria-label={mergeTexts.keepLabel(name, ref)}>
          {mergeTexts.keep(name)}
          {a.name === b.name && ` (${ref})`}
        </button>
      ))}
    </>
  );
}
