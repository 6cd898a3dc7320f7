import { discussionTexts } from '../texts/discussion.ts';
import { typeInto } from './type-into.ts';

interface Person {
  ref: string;
  title: string;
}

/** Milliseconds without a further letter before people are looked up. */
const pause = 150;
/** The beginning of a name behind an `@`, where the caret is. */
const begun = /(?:^|[\s(])@([\p{L}\p{N}][\p{L}\p{N} .'-]{0,40})$/u;

/** Offers people while one types `@` and a name; what is chosen becomes a link that mentions them. Names alone do without this. */
export function offerMentions(area: HTMLTextAreaElement): void {
  const list = document.createElement('ul');
  list.className = 'suggest';
  list.id = `${area.id}-people`;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', discussionTexts.people);
  list.hidden = true;
  area.after(list);
  area.setAttribute('aria-controls', list.id);
  area.setAttribute('aria-autocomplete', 'list');
  let people: Person[] = [];
  let active = -1;
  let timer: number | undefined;

  const draw = () => {
    list.hidden = people.length === 0;
    list.replaceChildren(
      ...people.map(({ title }, index) => {
        const option = document.createElement('li');
        option.id = `${list.id}-${index}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', String(index === active));
        option.textContent = title;
        option.addEventListener('click', () => choose(index));
        return option;
      }),
    );
    if (active >= 0) area.setAttribute('aria-activedescendant', `${list.id}-${active}`);
    else area.removeAttribute('aria-activedescendant');
  };
  const show = (next: Person[]) => {
    people = next;
    active = next.length > 0 ? 0 : -1;
    draw();
  };
  const wanted = () => begun.exec(area.value.slice(0, area.selectionStart))?.[1];
  const choose = (index: number) => {
    const person = people[index];
    const name = wanted();
    if (person === undefined || name === undefined) return;
    const end = area.selectionStart;
    const title = person.title.replace(/[[\]\\`*_<>]/g, '\\$&');
    typeInto(area, `[@${title}](/wiki/${person.ref}) `, end - name.length - 1, end);
    show([]);
  };
  const look = async (name: string) => {
    const query = new URLSearchParams({ q: name, kind: 'Person', limit: '6' });
    const response = await fetch(`/api/suggest?${query.toString()}`);
    if (!response.ok || wanted() !== name) return;
    show(((await response.json()) as { suggestions: Person[] }).suggestions);
  };
  area.addEventListener('input', () => {
    window.clearTimeout(timer);
    const name = wanted();
    if (name === undefined) show([]);
    // Without the list the name still mentions whoever it is the name of.
    else timer = window.setTimeout(() => void look(name).catch(() => show([])), pause);
  });
  area.addEventListener('keydown', (event) => {
    if (people.length === 0) return;
    if (event.key === 'Escape') show([]);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(active);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      active = (active + (event.key === 'ArrowDown' ? 1 : -1) + people.length) % people.length;
      draw();
    } else return;
    event.preventDefault();
  });
  area.addEventListener('blur', () => show([]));
  // A press on a person must not take the focus away before it counts as a click.
  list.addEventListener('mousedown', (event) => event.preventDefault());
}
