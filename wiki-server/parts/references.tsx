import { formatAge, formatDay } from '../format.ts';
import { safeAddress } from '../paths.ts';
import type { Reference } from '../present/model.ts';
import { pageTexts } from '../texts.ts';
import { Anchor } from './small.tsx';

/** The numbered sources at the foot of a page. */
export function References({ references, now }: { references: readonly Reference[]; now: Date }) {
  return (
    <section class="references" id="_references">
      <h2>{pageTexts.references}</h2>
      {references.length === 0 ? (
        <p>{pageTexts.noReferences}</p>
      ) : (
        <ol>
          {references.map((reference) => (
            <ReferenceView reference={reference} now={now} />
          ))}
        </ol>
      )}
    </section>
  );
}

function ReferenceView({ reference, now }: { reference: Reference; now: Date }) {
  const { n, label, path, places, placeCount, url, date, readAt, isByHand } = reference;
  const where = places.length > 0 ? places.join('; ') : placeCount > 0 ? pageTexts.places(placeCount) : undefined;
  const details = [
    where,
    date === undefined ? undefined : told(formatDay(date), isByHand),
    readAt === undefined ? undefined : pageTexts.read_(`${formatDay(readAt)} (${formatAge(readAt, now)})`),
  ].filter((part) => part !== undefined);
  const address = url === undefined ? undefined : safeAddress(url);
  return (
    <li id={`ref-${n}`} value={n}>
      {label}
      {(path !== '' || address !== undefined) && (
        <>
          {': '}
          <Anchor href={address}>
            <span class="path">{path === '' ? (address ?? '') : path}</span>
          </Anchor>
        </>
      )}
      {details.length > 0 && `, ${details.join(', ')}`}
    </li>
  );
}

function told(day: string, isByHand: boolean): string {
  return isByHand ? pageTexts.pinnedOn(undefined, day) : pageTexts.stated(day);
}
