import cytoscape, { type Core, type ElementDefinition, type StylesheetJson } from 'cytoscape';
import { entityPath, graphDataPath } from '../paths.ts';
import { graphTexts } from '../texts.ts';
import { placeOnRings } from './rings.ts';

/** Draws what is around an entity. The page says the same as a list, so the drawing is a picture for those who cannot see it. */

interface GraphData {
  nodes: { ref: string; name: string; kind: string }[];
  edges: { from: string; to: string; relation: string; name: string }[];
}

/** Entities that stay readable together; a click on a further one then leads to its own drawing. */
const mostDrawn = 90;

for (const place of document.querySelectorAll<HTMLElement>('[data-graph]')) void draw(place);

async function draw(place: HTMLElement): Promise<void> {
  const address = place.dataset.graph ?? '';
  const name = place.dataset.name ?? '';
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
  const canvas = place.appendChild(document.createElement('div'));
  canvas.className = 'canvas';
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', graphTexts.drawing(name));
  // Cytoscape adds a style element unless one of this id is there; the security policy forbids it, and graph.css has its one rule.
  place.id = '__________cytoscape_stylesheet';
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const graph = cytoscape({
    container: canvas,
    elements: toElements(data, data.nodes[0]?.ref),
    style: styles(),
    minZoom: 0.2,
    maxZoom: 3,
    wheelSensitivity: 0.3,
  });
  arrange(graph, data);
  const foot = place.appendChild(document.createElement('div'));
  foot.className = 'foot-line';
  foot.append(card(graph, { isStill }), tools(graph));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => graph.style(styles()));
}

async function load(address: string): Promise<GraphData> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as GraphData;
}

function toElements({ nodes, edges }: GraphData, middle?: string): ElementDefinition[] {
  return [
    ...nodes.map(({ ref, name, kind }) => ({
      data: { id: ref, name, kind },
      classes: [kind.toLowerCase(), ref === middle ? 'middle' : ''].filter((each) => each !== ''),
    })),
    ...edges.map(({ from, to, relation, name }) => ({
      data: { id: `${from} ${relation} ${to}`, source: from, target: to, name },
      classes: relation === 'MENTIONS' ? ['mention'] : [],
    })),
  ];
}

/** Puts what is linked with the middle around it. */
function arrange(graph: Core, { nodes, edges }: GraphData): void {
  const linked = new Map<string, string[]>();
  const link = (from: string, to: string) => linked.set(from, [...(linked.get(from) ?? []), to]);
  for (const { from, to } of edges) {
    link(from, to);
    link(to, from);
  }
  const places = placeOnRings(
    nodes.map(({ ref }) => ref),
    linked,
  );
  graph.layout({ name: 'preset', positions: Object.fromEntries(places), fit: true, padding: 32 }).run();
  showReadably(graph);
}

/** Below this zoom names cannot be read. */
const readable = 0.75;

/** Where there is no room for all of it, as on a phone, the middle is shown in a size that can be read, and the rest is dragged to. */
function showReadably(graph: Core): void {
  if (graph.zoom() >= readable) return;
  graph.zoom(readable);
  graph.center(graph.nodes('.middle'));
}

/** Colours of the page, so that the drawing follows light and dark. */
function styles(): StylesheetJson {
  const tokens = getComputedStyle(document.documentElement);
  const token = (name: string) => tokens.getPropertyValue(`--${name}`).trim();
  return [
    {
      selector: 'node',
      style: {
        label: 'data(name)',
        'font-size': 12,
        'font-family': tokens.getPropertyValue('--sans'),
        color: token('ink'),
        'text-wrap': 'wrap',
        'text-max-width': '110px',
        'text-valign': 'bottom',
        'text-margin-y': 4,
        'text-background-color': token('paper'),
        'text-background-opacity': 0.85,
        'text-background-padding': '1px',
        width: 16,
        height: 16,
        'background-color': token('ink-3'),
      },
    },
    { selector: '.person', style: { 'background-color': token('link') } },
    { selector: '.team', style: { 'background-color': token('accent'), shape: 'round-rectangle' } },
    { selector: '.system', style: { 'background-color': token('ai'), shape: 'rectangle' } },
    { selector: '.project', style: { 'background-color': token('warn'), shape: 'diamond' } },
    { selector: '.procedure', style: { 'background-color': token('ok'), shape: 'hexagon' } },
    {
      selector: '.middle',
      style: { width: 28, height: 28, 'font-size': 15, 'font-weight': 'bold' },
    },
    {
      selector: 'edge',
      style: {
        width: 1.2,
        'line-color': token('field'),
        opacity: 0.6,
        'target-arrow-color': token('field'),
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.7,
        'curve-style': 'bezier',
      },
    },
    { selector: '.mention', style: { 'line-style': 'dashed', 'target-arrow-shape': 'none' } },
    {
      selector: 'edge.near, edge:selected',
      style: {
        label: 'data(name)',
        'font-size': 10,
        color: token('ink-2'),
        'line-color': token('accent'),
        'text-background-color': token('paper'),
        'text-background-opacity': 0.9,
        'text-background-padding': '1px',
      },
    },
    { selector: 'node:selected', style: { 'border-width': 3, 'border-color': token('accent') } },
  ];
}

/** Buttons for what a mouse does by dragging and scrolling. */
function tools(graph: Core): HTMLElement {
  const bar = document.createElement('p');
  bar.className = 'tools';
  const zoom = (factor: number) => () =>
    graph.zoom({ level: graph.zoom() * factor, renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 } });
  const buttons = [
    ['+', graphTexts.zoomIn, zoom(1.3)],
    ['−', graphTexts.zoomOut, zoom(1 / 1.3)],
    ['⤢', graphTexts.fit, () => graph.fit(undefined, 24)],
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

/** Says of a chosen entity what it is, and adds what is around it. */
function card(graph: Core, { isStill }: { isStill: boolean }): HTMLElement {
  const line = document.createElement('p');
  line.className = 'chosen';
  line.setAttribute('role', 'status');
  line.textContent = graphTexts.hint;
  graph.on('tap', 'node', ({ target }: { target: cytoscape.NodeSingular }) => {
    const ref = target.id();
    const name = String(target.data('name'));
    graph.edges().removeClass('near');
    target.connectedEdges().addClass('near');
    const open = document.createElement('a');
    open.href = entityPath(ref);
    open.textContent = graphTexts.open(name);
    line.replaceChildren(open);
    if (graph.nodes().length < mostDrawn && target.scratch('grown') !== true) void grow(graph, target, isStill);
  });
  return line;
}

/** Adds what is around a node that is not drawn yet. */
async function grow(graph: Core, node: cytoscape.NodeSingular, isStill: boolean): Promise<void> {
  node.scratch('grown', true);
  const data = await load(graphDataPath(node.id())).catch(() => undefined);
  if (data === undefined) return;
  const room = mostDrawn - graph.nodes().length;
  const known = new Set(graph.nodes().map((each) => each.id()));
  const added = data.nodes.filter(({ ref }) => !known.has(ref)).slice(0, Math.max(0, Math.min(room, 15)));
  const there = new Set([...known, ...added.map(({ ref }) => ref)]);
  const edges = data.edges.filter(
    ({ from, to, relation }) =>
      there.has(from) && there.has(to) && graph.getElementById(`${from} ${relation} ${to}`).empty(),
  );
  const { x, y } = node.position();
  const placed = toElements({ nodes: added, edges }).map((element, index) => ({
    ...element,
    position: {
      x: x + 140 * Math.cos((2 * Math.PI * index) / added.length),
      y: y + 140 * Math.sin((2 * Math.PI * index) / added.length),
    },
  }));
  graph.add(placed);
  node.connectedEdges().addClass('near');
  if (isStill) graph.fit(undefined, 24);
  else graph.animate({ fit: { eles: graph.elements(), padding: 24 }, duration: 250 });
}
