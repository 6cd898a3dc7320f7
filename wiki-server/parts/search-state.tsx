import type { SiteState } from '../../schema/services.ts';
import { searchTexts } from '../texts.ts';

/** Says so while search does not go by meaning yet, or will not. Nothing when all is as it should be. */
export function SearchState({ site: { embeddings } }: { site: SiteState }) {
  const text = stateText(embeddings);
  return text === undefined ? null : (
    <p class="hint" role="note">
      {text}
    </p>
  );
}

function stateText({ state, done, total, message }: SiteState['embeddings']): string | undefined {
  switch (state) {
    case 'ready':
      return undefined;
    case 'off':
      return searchTexts.meaning.off;
    case 'unavailable':
      return searchTexts.meaning.unavailable(message);
    case 'working':
      return searchTexts.meaning.working(done, total);
  }
}
