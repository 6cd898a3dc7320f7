import { editTexts } from '../texts/edit.ts';

/** Drafts are kept in this browser alone. */
const prefix = 'kiki-draft:';
/** The mark of an address to which saving leads. */
const savedMark = '#saved';
/** Milliseconds without a further letter before the draft is kept. */
const pause = 400;

interface Draft {
  at: string;
  values: [name: string, value: string][];
}

/** Keeps what is typed until it is saved, and helps with Markdown and names. The form works without this. */
export function enhanceEditor(form: HTMLFormElement): void {
  keepDraft(form);
  form.querySelectorAll<HTMLTextAreaElement>('textarea.text').forEach(addToolbar);
  form.querySelectorAll<HTMLInputElement>('input[data-names]').forEach(suggestNames);
}

/** What was saved is no draft any more. */
export function forgetSavedDraft(): void {
  if (location.hash !== savedMark) return;
  for (const form of ['edit', 'suggest', 'delete']) drop(`${prefix}${location.pathname}/${form}`);
  drop(`${prefix}/new`);
  history.replaceState(null, '', location.pathname + location.search);
}

function drop(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // No storage, no draft.
  }
}

function keepDraft(form: HTMLFormElement): void {
  const key = prefix + location.pathname;
  const read = (): Draft | undefined => {
    try {
      const kept = localStorage.getItem(key);
      return kept === null ? undefined : (JSON.parse(kept) as Draft);
    } catch {
      return undefined;
    }
  };
  const sent = () => [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const write = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), values: sent() } satisfies Draft));
    } catch {
      // The storage is full or closed: the form still holds all of it.
    }
  };
  const draft = read();
  // What the server sends back after a refusal holds what was typed already.
  if (
    draft !== undefined &&
    form.dataset.fresh !== undefined &&
    JSON.stringify(draft.values) !== JSON.stringify(sent())
  )
    offer(form, draft, () => drop(key));
  let timer: number | undefined;
  form.addEventListener('input', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(write, pause);
  });
  form.addEventListener('submit', write);
}

function offer(form: HTMLFormElement, draft: Draft, discard: () => void): void {
  const place = document.createElement('p');
  place.className = 'banner draft';
  place.setAttribute('role', 'status');
  place.append(`${editTexts.draftFound} ${new Date(draft.at).toLocaleString()}. `);
  place.append(
    button(editTexts.draftRestore, () => {
      fill(form, draft.values);
      place.remove();
    }),
    ' ',
    button(editTexts.draftDiscard, () => {
      discard();
      place.remove();
    }),
  );
  form.before(place);
}

function fill(form: HTMLFormElement, values: Draft['values']): void {
  const sent = new Map<string, Set<string>>();
  for (const [name, value] of values) sent.set(name, (sent.get(name) ?? new Set()).add(value));
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && control.type === 'checkbox')
      control.checked = sent.get(control.name)?.has(control.value) ?? false;
    else if (
      control instanceof HTMLTextAreaElement ||
      control instanceof HTMLSelectElement ||
      control instanceof HTMLInputElement
    ) {
      const [value] = sent.get(control.name) ?? [];
      // With the draft come the values and the revision that it was begun from, so that others' changes are put together with it.
      if (value !== undefined) control.value = value;
    }
  }
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'other';
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
}

/** How each button changes what is selected: around it, or at the beginning of each of its lines. */
const marks: readonly (readonly [text: string, before: string, after: string, perLine: boolean])[] = [
  [editTexts.bold, '**', '**', false],
  [editTexts.italic, '*', '*', false],
  [editTexts.heading, '## ', '', true],
  [editTexts.link, '[', '](/wiki/)', false],
  [editTexts.bullets, '- ', '', true],
  [editTexts.numbers, '1. ', '', true],
];

function addToolbar(area: HTMLTextAreaElement): void {
  const bar = document.createElement('div');
  bar.className = 'toolbar';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', editTexts.toolbar);
  for (const [text, before, after, perLine] of marks)
    bar.append(
      button(text, () => {
        const { selectionStart: start, selectionEnd: end, value } = area;
        const chosen = value.slice(start, end);
        const marked = perLine
          ? chosen
              .split('\n')
              .map((line, index) => (before === '1. ' ? `${index + 1}. ` : before) + line)
              .join('\n')
          : before + chosen + after;
        area.setRangeText(marked, start, end, 'select');
        area.dispatchEvent(new Event('input', { bubbles: true }));
        area.focus();
      }),
    );
  area.before(bar);
}

/** Offers names while typing; what is chosen is sent as its ref. */
function suggestNames(input: HTMLInputElement): void {
  const list = document.createElement('datalist');
  list.id = `${input.id}-names`;
  input.after(list);
  input.setAttribute('list', list.id);
  let timer: number | undefined;
  const look = async (q: string) => {
    const response = await fetch(`/api/suggest?${new URLSearchParams({ q, limit: '8' }).toString()}`);
    if (!response.ok) return;
    const { suggestions } = (await response.json()) as { suggestions: { ref: string; kind: string; title: string }[] };
    list.replaceChildren(
      ...suggestions.map(({ ref, kind, title }) => {
        const option = document.createElement('option');
        option.value = ref;
        option.label = `${title} (${kind.toLowerCase()})`;
        return option;
      }),
    );
  };
  input.addEventListener('input', () => {
    window.clearTimeout(timer);
    const q = input.value.trim();
    // Without names the field still takes a name or a ref.
    if (q !== '') timer = window.setTimeout(() => void look(q).catch(() => undefined), pause / 2);
  });
}
