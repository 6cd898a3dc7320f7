import { select } from 'd3-selection';
import { zoom, zoomIdentity, type ZoomBehavior } from 'd3-zoom';
import { render } from 'preact';
import { entityPath, graphDataPath } from '../paths.ts';
import { graphTexts } from '../texts.ts';
import { Drawing } from './graph-drawing.tsx';
import { arrange, type DrawnNode, type GraphData, growAround, mostDrawn } from './graph-model.ts';
import { formFor, zoomToFit } from './graph-shapes.ts';

/** Draws what is around an entity. The page says the same as a list, so the drawing is a picture for those who cannot see it. */

for (const place of document.querySelectorAll<HTMLElement>('[data-graph]')) void draw(place);

async function draw(place: HTMLElement): Promise<void> {
  const address = place.dataset.graph ?? '';
  place.classList.add('drawn');
  const data = await load(address).catch(() => undefined);
  if (data === undefined) {
    place.textContent = graphTexts.failed;
    return;
  }
  if (data.nodes.length < 2) {
    place.hidden = true;
    return;
  }
  const canvas = place.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
  canvas.setAttribute('class', 'canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', graphTexts.drawing(place.dataset.name ?? ''));
  const line = document.createElement('p');
  line.className = 'chosen';
  line.setAttribute('role', 'status');
  line.textContent = matchMedia('(pointer: coarse)').matches ? graphTexts.hintByTouch : graphTexts.hint;

  const form = formFor(sizeOf(canvas));
  let drawn = arrange(data, form);
  const left = data.nodes.length - drawn.nodes.length;
  if (left > 0) line.append(` ${graphTexts.inList(left)}`);
  let chosen: string | undefined;
  const grown = new Set<string>();
  const show = () => render(<Drawing drawn={drawn} chosen={chosen} onChoose={choose} />, canvas);
  const choose = (node: DrawnNode) => {
    chosen = node.ref;
    line.replaceChildren(linkTo(node));
    show();
    if (drawn.nodes.length < mostDrawn && !grown.has(node.ref)) void grow(node.ref);
  };
  const grow = async (ref: string) => {
    grown.add(ref);
    const more = await load(graphDataPath(ref)).catch(() => undefined);
    if (more === undefined) return;
    const before = drawn.nodes.length;
    drawn = growAround(drawn, ref, more);
    show();
    if (drawn.nodes.length > before) view.fit(form === 'narrow' ? ref : undefined);
  };
  show();
  const view = createView(canvas, (around) => zoomToFit(drawn, sizeOf(canvas), around));
  view.fit(data.nodes[0]?.ref);
  const foot = place.appendChild(document.createElement('div'));
  foot.className = 'foot-line';
  foot.append(line, tools(view));
}

async function load(address: string): Promise<GraphData> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as GraphData;
}

function sizeOf(canvas: SVGSVGElement): { width: number; height: number } {
  const { width, height } = canvas.getBoundingClientRect();
  return { width, height };
}

function linkTo({ ref, name }: DrawnNode): HTMLElement {
  const open = document.createElement('a');
  open.href = entityPath(ref);
  open.textContent = graphTexts.open(name);
  return open;
}

/** What part of the drawing is seen, and how large. */
interface View {
  scaleBy(factor: number): void;
  /** @param around keeps names readable, with this entity in the middle; else all is shown */
  fit(around?: string): void;
}

function createView(canvas: SVGSVGElement, fitting: (around?: string) => ReturnType<typeof zoomToFit>): View {
  const inside = canvas.querySelector('[data-view]');
  const behaviour: ZoomBehavior<SVGSVGElement, unknown> = zoom<SVGSVGElement, unknown>()
    .scaleExtent([0.2, 3])
    // The wheel alone goes on scrolling the page.
    .filter((event: MouseEvent | WheelEvent) =>
      event.type === 'wheel' ? event.ctrlKey || event.metaKey : !event.ctrlKey && !event.button,
    )
    .on('zoom', ({ transform }: { transform: { toString(): string } }) =>
      inside?.setAttribute('transform', transform.toString()),
    );
  const selected = select<SVGSVGElement, unknown>(canvas);
  selected.call(behaviour).on('dblclick.zoom', null);
  return {
    scaleBy: (factor) => behaviour.scaleBy(selected, factor),
    fit(around) {
      const { scale, x, y } = fitting(around);
      behaviour.transform(selected, zoomIdentity.translate(x, y).scale(scale));
    },
  };
}

/** Buttons for what a mouse does by dragging and scrolling. */
function tools(view: View): HTMLElement {
  const bar = document.createElement('p');
  bar.className = 'tools';
  const buttons = [
    ['+', graphTexts.zoomIn, () => view.scaleBy(1.3)],
    ['−', graphTexts.zoomOut, () => view.scaleBy(1 / 1.3)],
    ['⤢', graphTexts.fit, () => view.fit()],
  ] as const;
  for (const [sign, label, act] of buttons) {
    const button = bar.appendChild(document.createElement('button'));
    button.type = 'button';
    button.className = 'other';
    button.textContent = sign;
    button.setAttribute('aria-label', label);
    button.title = label;
    button.addEventListener('click', act);
  }
  return bar;
}
