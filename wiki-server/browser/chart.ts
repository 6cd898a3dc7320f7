import { organisationTexts } from '../texts.ts';

/** Steps of the zoom: 1 is the size of the page. */
const sizes = [0.4, 0.55, 0.7, 0.85, 1, 1.2, 1.5];

/** Gives a chart buttons to make it larger and smaller and to open and close all its branches. */
export function enhanceChart(chart: HTMLElement): void {
  let size = sizes.indexOf(1);
  const zoom = (step: number) => {
    size = Math.min(sizes.length - 1, Math.max(0, size + step));
    chart.style.setProperty('--zoom', String(sizes[size]));
  };
  const setAll = (isOpen: boolean) => {
    for (const [index, branch] of [...chart.querySelectorAll('details')].entries())
      // The first stays open: a chart of one box shows nothing.
      branch.open = isOpen || index === 0;
  };
  const tools = document.createElement('p');
  tools.className = 'tools';
  const buttons = [
    ['+', organisationTexts.zoomIn, () => zoom(1)],
    ['−', organisationTexts.zoomOut, () => zoom(-1)],
    [organisationTexts.openAll, undefined, () => setAll(true)],
    [organisationTexts.closeAll, undefined, () => setAll(false)],
  ] as const;
  for (const [text, label, act] of buttons) {
    const button = tools.appendChild(document.createElement('button'));
    button.type = 'button';
    button.className = 'other';
    button.textContent = text;
    if (label !== undefined) {
      button.setAttribute('aria-label', label);
      button.title = label;
    }
    button.addEventListener('click', act);
  }
  chart.before(tools);
  chart.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1 : -1);
    },
    { passive: false },
  );
}

/** Puts what a page left out below an entry in its place, instead of leading to a page of its own. */
export function openBranches(root: ParentNode): void {
  root.querySelectorAll<HTMLAnchorElement>('a[data-branch]').forEach((link) => {
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      void openBranch(link);
    });
  });
}

async function openBranch(link: HTMLAnchorElement): Promise<void> {
  const text = link.textContent;
  link.textContent = organisationTexts.loading;
  try {
    const response = await fetch(link.href);
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const branch = page.querySelector('.tree > li > details');
    const place = link.closest('li');
    if (branch === null || place === null) throw new Error('There is no such branch');
    openBranches(branch);
    place.append(document.adoptNode(branch));
    link.remove();
    place.querySelector('summary')?.focus();
  } catch {
    link.textContent = text;
    location.assign(link.href);
  }
}
