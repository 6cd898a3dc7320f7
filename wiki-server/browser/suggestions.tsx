import { render } from 'preact';
import { askPath, entityPath, searchPath } from '../paths.ts';
import { searchTexts } from '../texts.ts';

/** Somewhere to go from the search box. */
interface Option {
  text: string;
  href: string;
  kind?: string;
}

/** Milliseconds without a further letter before names are looked up. */
const pause = 120;
const listId = 'suggestions';

/** Makes a search box suggest names while typing, by keyboard or pointer. Its form works without this. */
export function enhanceSearch(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type=search]');
  if (!input) return;
  const place = form.appendChild(document.createElement('div'));
  let options: Option[] = [];
  let active = -1;
  let timer: number | undefined;
  let running: AbortController | undefined;

  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', listId);

  const draw = () => {
    input.setAttribute('aria-expanded', String(options.length > 0));
    if (active >= 0) input.setAttribute('aria-activedescendant', optionId(active));
    else input.removeAttribute('aria-activedescendant');
    render(<Suggestions options={options} active={active} />, place);
  };
  // The list has to be there for the box to name it.
  draw();
  const show = (next: Option[]) => {
    options = next;
    active = -1;
    draw();
  };
  const close = () => {
    window.clearTimeout(timer);
    running?.abort();
    show([]);
  };

  const look = async (q: string) => {
    running?.abort();
    running = new AbortController();
    try {
      show([...(await suggest(q, running.signal)), ...elsewhere(q)]);
    } catch {
      // Typing went on, or the server is away: the search itself still works.
    }
  };

  input.addEventListener('input', () => {
    window.clearTimeout(timer);
    const q = input.value.trim();
    if (q === '') close();
    else timer = window.setTimeout(() => void look(q), pause);
  });
  input.addEventListener('keydown', (event) => {
    if (options.length === 0) return;
    if (event.key === 'Escape') {
      // Else the browser empties the box as well.
      event.preventDefault();
      close();
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      // One place more than options: the box itself.
      active = ((active + 1 + step + options.length + 1) % (options.length + 1)) - 1;
      draw();
    }
    const chosen = options[active];
    if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      location.assign(chosen.href);
    }
  });
  input.addEventListener('blur', close);
  // A press on an option must not take the focus away before it counts as a click.
  place.addEventListener('mousedown', (event) => event.preventDefault());
}

async function suggest(q: string, signal: AbortSignal): Promise<Option[]> {
  const response = await fetch(`/api/suggest?${new URLSearchParams({ q, limit: '7' }).toString()}`, { signal });
  if (!response.ok) return [];
  const { suggestions } = (await response.json()) as { suggestions: { ref: string; kind: string; title: string }[] };
  return suggestions.map(({ ref, kind, title }) => ({ text: title, href: entityPath(ref), kind: kind.toLowerCase() }));
}

/** What there is beside names. */
function elsewhere(q: string): Option[] {
  return [
    { text: searchTexts.searchFor(q), href: searchPath(q) },
    { text: `✦ ${searchTexts.askFor(q)}`, href: askPath(q).replace('?', '#') },
  ];
}

function optionId(index: number): string {
  return `${listId}-${index}`;
}

function Suggestions({ options, active }: { options: readonly Option[]; active: number }) {
  return (
    <ul class="suggest" id={listId} role="listbox" aria-label={searchTexts.suggestions} hidden={options.length === 0}>
      {options.map(({ text, href, kind }, index) => (
        <li
          key={href}
          id={optionId(index)}
          role="option"
          aria-selected={index === active}
          onClick={() => location.assign(href)}
        >
          {text} {kind !== undefined && <small>{kind}</small>}
        </li>
      ))}
    </ul>
  );
}
