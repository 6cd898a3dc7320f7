/** Shows beside a link to an entity what that is, while it is pointed at or has the focus. */

/** Milliseconds before a card comes, and before it goes: time to move onto it. */
const wait = { show: 350, hide: 200 };
const links = 'main a[href^="/wiki/"]';
const id = 'preview';

export function showPreviews(): void {
  const known = new Map<string, Promise<string>>();
  let card: HTMLElement | undefined;
  let current: HTMLAnchorElement | undefined;
  let timer: number | undefined;

  const hide = () => {
    window.clearTimeout(timer);
    current?.removeAttribute('aria-describedby');
    current = undefined;
    card?.remove();
    card = undefined;
  };
  const show = async (link: HTMLAnchorElement) => {
    const html = await load(known, link.pathname).catch(() => undefined);
    if (html === undefined || current !== link || card !== undefined) return;
    card = document.body.appendChild(document.createElement('div'));
    card.className = 'preview';
    card.id = id;
    card.setAttribute('role', 'tooltip');
    card.innerHTML = html; // made by the server, which escapes
    link.setAttribute('aria-describedby', id);
    place(card, link);
  };
  const begin = (target: EventTarget | null) => {
    if (!(target instanceof Element)) return;
    if (card?.contains(target) === true) {
      window.clearTimeout(timer);
      return;
    }
    const link = target.closest<HTMLAnchorElement>(links);
    // A page, not a place on this one or a page of its tools.
    if (link === null || !/^\/wiki\/[^/]+$/.test(link.pathname) || link.pathname === location.pathname) return;
    if (link === current) {
      window.clearTimeout(timer);
      return;
    }
    hide();
    current = link;
    timer = window.setTimeout(() => void show(link), wait.show);
  };
  const end = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(hide, wait.hide);
  };

  document.addEventListener('pointerover', (event) => {
    if (event.pointerType !== 'mouse') return;
    const { target } = event;
    const isOn = target instanceof Element && (target.closest(links) !== null || card?.contains(target) === true);
    if (isOn) begin(target);
    else if (current !== undefined && document.activeElement !== current) end();
  });
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element && target.matches(':focus-visible')) begin(target);
  });
  document.addEventListener('focusout', end);
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hide();
  });
}

function load(known: Map<string, Promise<string>>, path: string): Promise<string> {
  const html =
    known.get(path) ??
    fetch(`${path}/preview`).then((response) => {
      if (!response.ok) throw new Error(String(response.status));
      return response.text();
    });
  known.set(path, html);
  return html;
}

/** Below the link, or above it where there is no room. */
function place(card: HTMLElement, link: HTMLElement): void {
  const at = link.getBoundingClientRect();
  const gap = 6;
  const left = Math.max(gap, Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - gap));
  const hasRoom = at.bottom + gap + card.offsetHeight < window.innerHeight;
  const top = hasRoom ? at.bottom + gap : at.top - gap - card.offsetHeight;
  card.style.left = `${left + window.scrollX}px`;
  card.style.top = `${top + window.scrollY}px`;
}
