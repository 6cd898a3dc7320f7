import type { FactRow } from '../present/model.ts';
import { pageTexts } from '../texts.ts';
import { DetailedMarks, Items } from './small.tsx';

/** The sign that sources disagree; for an editor it leads to where that is settled. */
function Disputed({ settleAt }: { settleAt: string | undefined }) {
  const sign = (
    <>
      <span aria-hidden="true">≠</span>
      <span class="hidden">{pageTexts.disagreeMark}</span>
    </>
  );
  return (
    <>
      {' '}
      {settleAt === undefined ? (
        <span class="disputed" title={pageTexts.disagreeMark}>
          {sign}
        </span>
      ) : (
        <a class="disputed" title={pageTexts.disagreeMark} href={settleAt}>
          {sign}
        </a>
      )}
    </>
  );
}

/** The facts of an entity, each with its reference. Citations of its card lead here. */
export function Infobox({ name, rows }: { name: string; rows: readonly FactRow[] }) {
  if (rows.length === 0) return null;
  return (
    <section class="info" id="~card" aria-label={pageTexts.facts}>
      <p class="info-name">{name}</p>
      <dl>
        {rows.map(({ label, items, marks, pinned, disputed, settleAt }, index) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <Items items={items} />
              <DetailedMarks marks={marks} id={`from-${index}`} />
              {disputed && <Disputed settleAt={settleAt} />}
              {pinned !== undefined && <span class="pin"> {pinned}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
