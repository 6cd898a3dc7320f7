import { editTexts } from '../texts/edit.ts';
import { typeInto } from './type-into.ts';

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

interface Mark {
  text: string;
  before: string;
  after?: string;
  /** At the beginning of each of the lines, instead of around what is selected. */
  perLine?: boolean;
  /** With Ctrl or ⌘. */
  key?: string;
}

/** How each button changes what is selected. */
const marks: readonly Mark[] = [
  { text: editTexts.bold, before: '**', after: '**', key: 'b' },
  { text: editTexts.italic, before: '*', after: '*', key: 'i' },
  { text: editTexts.heading, before: '## ', perLine: true },
  { text: editTexts.link, before: '[', after: '](/wiki/)', key: 'k' },
  { text: editTexts.bullets, before: '- ', perLine: true },
  { text: editTexts.numbers, before: '1. ', perLine: true },
];

function addToolbar(area: HTMLTextAreaElement): void {
  const bar = document.createElement('div');
  bar.className = 'toolbar';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', editTexts.toolbar);
  bar.append(...marks.map((mark) => button(mark.text, () => setMark(area, mark))));
  area.before(bar);
  area.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const mark = marks.find(({ key }) => key === event.key.toLowerCase());
    if (mark === undefined) return;
    event.preventDefault();
    setMark(area, mark);
  });
}

/** What is marked stays selected, so that one can go on with it. */
function setMark(area: HTMLTextAreaElement, { before, after = '', perLine = false }: Mark): void {
  const { value, selectionStart, selectionEnd: end } = area;
  const start = perLine ? value.slice(0, selectionStart).lastIndexOf('\n') + 1 : selectionStart;
  const chosen = value.slice(start, end);
  const marked = perLine
    ? chosen
        .split('\n')
        .map((line, index) => (before === '1. ' ? `${index + 1}. ` : before) + line)
        .join('\n')
    : before + chosen + after;
  typeInto(area, marked, start, end);
  area.setSelectionRange(start, start + marked.length);
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
