import { adminPath, sourcesPath, suggestionsPath } from '../paths.ts';
import { adminTexts } from '../texts.ts';

/** What an admin page leads to, as its address has it. */
export type AdminPlace = keyof typeof adminTexts.decided;

/** All admin pages, in the order of how often they need someone. */
export const adminPlaces: readonly AdminPlace[] = [
  'contradictions',
  'duplicates',
  'proposals',
  'suggestions',
  'questions',
  'help',
  'redirects',
  'quality',
  'runs',
  'import',
  'sources',
  'audit',
  'roles',
  'settings',
];

export function placePath(place: AdminPlace): string {
  if (place === 'suggestions') return suggestionsPath();
  return place === 'sources' ? sourcesPath : adminPath(place);
}

/** Links to the other admin pages. */
export function AdminLinks({ place }: { place?: AdminPlace | undefined }) {
  return (
    <nav aria-labelledby="admin-pages">
      <h2 id="admin-pages">{adminTexts.pages}</h2>
      <ul>
        <li>
          <a href={adminPath()}>{adminTexts.title}</a>
        </li>
        {adminPlaces.map((each) => (
          <li>
            <a href={placePath(each)} aria-current={each === place ? 'page' : undefined}>
              {adminTexts.decided[each]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
