import type { Drawn, DrawnNode } from './graph-model.ts';
import type { Form, Point } from './rings.ts';

/** How a drawing looks, in numbers: paths of SVG, lines of names, and how far to zoom. */

/** From the centre of a node to its side. */
export const radiusOf = (isMiddle: boolean): number => (isMiddle ? 14 : 8);

/** The outline of a node around its centre: each kind has its own, for those who don't tell its colour. */
export function outlineOf(kind: string, r: number): string {
  switch (kind) {
    case 'Team':
      return polygon(8, r * 1.08, Math.PI / 8);
    case 'System':
      return `M${-r} ${-r}H${r}V${r}H${-r}Z`;
    case 'Project':
      return polygon(4, r * 1.3, 0);
    case 'Procedure':
      return polygon(6, r * 1.1, 0);
    default:
      return `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }
}

function polygon(corners: number, r: number, turn: number): string {
  const points = Array.from({ length: corners }, (_, index) => {
    const angle = turn + (2 * Math.PI * index) / corners;
    return `${round(r * Math.cos(angle))} ${round(r * Math.sin(angle))}`;
  });
  return `M${points.join('L')}Z`;
}

/** Characters of a line of a name, and lines. */
const widest = 18;
const mostLines = 3;

/** A name in short lines, cut where it has more than fit. Names of many parts, such as repositories, are broken between them. */
export function linesOf(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(/\s+/).filter((each) => each !== '')) {
    for (const [index, part] of word.split(/(?<=[-_./])(?=.)/).entries()) {
      const between = index === 0 ? ' ' : '';
      const last = lines.at(-1);
      const fits = last !== undefined && last.length + between.length + part.length <= widest;
      if (fits) lines[lines.length - 1] = `${last}${between}${part}`;
      else lines.push(part);
    }
  }
  const shown = lines
    .slice(0, mostLines)
    .map((line) => (line.length > widest + 4 ? `${line.slice(0, widest)}…` : line));
  const last = shown.at(-1);
  if (lines.length > mostLines && last !== undefined && !last.endsWith('…')) shown[shown.length - 1] = `${last}…`;
  return shown;
}

/** A line from the side of one node to the side of another, bent aside, and the place for its words. */
export function lineBetween(
  from: Point & { r: number },
  to: Point & { r: number },
  bend: number,
): { path: string; middle: Point } {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const aside = { x: -(to.y - from.y) / length, y: (to.x - from.x) / length };
  const pull = {
    x: (from.x + to.x) / 2 + aside.x * bend * 2,
    y: (from.y + to.y) / 2 + aside.y * bend * 2,
  };
  const start = towards(from, pull, from.r + 2);
  const end = towards(to, pull, to.r + 4);
  return {
    path: `M${round(start.x)} ${round(start.y)}Q${round(pull.x)} ${round(pull.y)} ${round(end.x)} ${round(end.y)}`,
    middle: { x: (from.x + to.x) / 2 + aside.x * bend, y: (from.y + to.y) / 2 + aside.y * bend },
  };
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) * distance) / length, y: from.y + ((to.y - from.y) * distance) / length };
}

/** Below this zoom names cannot be read. */
const readable = 0.75;
/** Room for the name of what stands at the border. */
const nameRoom = { x: 70, y: 50 };

/** The form of drawing that a view has room for. */
export function formFor({ width }: { width: number }): Form {
  if (width < 600) return 'narrow';
  return width < 900 ? 'medium' : 'wide';
}

/**
 * The zoom at which all of it can be seen, with the middle in the middle of the view.
 *
 * @param around rather leaves some outside, to be dragged to, than shows names that cannot be read: this stands in the middle then
 */
export function zoomToFit(
  { nodes }: Drawn,
  view: { width: number; height: number },
  around?: string,
): { scale: number; x: number; y: number } {
  const isCentre =
    around === undefined ? ({ isMiddle }: DrawnNode) => isMiddle : ({ ref }: DrawnNode) => ref === around;
  const middle = nodes.find(isCentre) ?? { x: 0, y: 0 };
  const far = (distance: (node: Point) => number) => Math.max(0, ...nodes.map((node) => Math.abs(distance(node))));
  const across = far(({ x }) => x - middle.x) + nameRoom.x;
  const down = far(({ y }) => y - middle.y) + nameRoom.y;
  const fitting = Math.min(1.4, view.width / 2 / across, view.height / 2 / down);
  const scale = Math.max(around === undefined ? 0.2 : readable, fitting);
  return { scale, x: view.width / 2 - middle.x * scale, y: view.height / 2 - middle.y * scale };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
