import type { FactRow } from '../present/model.ts';
import { pageTexts } from '../texts.ts';
import { Items, Marks } from './small.tsx';

/** The facts of an entity, each with its reference. Citations of its card lead here. */
export function Infobox({ name, rows }: { name: string; rows: readonly FactRow[] }) {
  if (rows.length === 0) return null;
  return (
    <section class="info" id="~card" aria-label={pageTexts.facts}>
      <p class="info-name">{name}</p>
      <dl>
        {rows.map(({ label, items, marks, pinned, disputed }) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <Items items={items} />
              <Marks marks={marks} />
              {disputed && (
                <span class="disputed" title={pageTexts.disagreeMark}>
                  {' '}
                  <span aria-hidden="true">≠</span>
                  <span class="hidden">{pageTexts.disagreeMark}</span>
                </span>
              )}
              {pinned !== undefined && <span class="pin"> {pinned}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
