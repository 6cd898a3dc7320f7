/** Where the entities of a drawing stand. */

export interface Point {
  x: number;
  y: number;
}

/** The form of the place that a drawing is made for. */
export type Form = 'wide' | 'medium' | 'narrow';

/** Entities on a ring, with its distance from the middle. */
interface Ring {
  room: number;
  x: number;
  y: number;
}

const nearest: readonly Ring[] = [
  { room: 9, x: 250, y: 150 },
  { room: 15, x: 430, y: 270 },
];

/** From the inside out. */
const rings: Record<Form, readonly Ring[]> = {
  wide: [...nearest, { room: 21, x: 600, y: 380 }, { room: 45, x: 780, y: 500 }],
  medium: nearest,
  // As many as can be read on a phone at once.
  narrow: [{ room: 9, x: 125, y: 240 }],
};

/**
 * Positions around a middle, on ovals with room for a name each: in the order given from the inside out, and on a ring beside what
 * they are linked with further inside. Those for whom there is no room have none.
 *
 * @param refs the middle first
 * @param linked what each is linked with
 */
export function placeOnRings(
  refs: readonly string[],
  linked: ReadonlyMap<string, readonly string[]>,
  form: Form = 'wide',
): Map<string, Point> {
  const places = new Map<string, Point>();
  const angles = new Map<string, number>();
  const [middle, ...others] = refs;
  if (middle === undefined) return places;
  places.set(middle, { x: 0, y: 0 });
  let at = 0;
  for (const { room, x, y } of rings[form]) {
    const ring = others.slice(at, at + room);
    at += room;
    const wanted = (ref: string, place: number) => {
      const inside = (linked.get(ref) ?? []).flatMap((other) => angles.get(other) ?? []);
      return inside.length === 0 ? (2 * Math.PI * place) / ring.length : meanAngle(inside);
    };
    const sorted = ring
      .map((ref, place) => ({ ref, angle: wanted(ref, place) }))
      .sort((a, b) => a.angle - b.angle || (a.ref < b.ref ? -1 : 1));
    const step = (2 * Math.PI) / sorted.length;
    // The ring is turned so that all together stand nearest to where they belong.
    const turn = sorted.length === 0 ? 0 : meanAngle(sorted.map(({ angle }, place) => angle - place * step));
    for (const [place, { ref }] of sorted.entries()) {
      const angle = turn + place * step;
      // From the top, clockwise.
      places.set(ref, { x: x * Math.sin(angle), y: -y * Math.cos(angle) });
      angles.set(ref, angle % (2 * Math.PI));
    }
  }
  return places;
}

/** The direction between several. */
function meanAngle(angles: readonly number[]): number {
  const x = angles.reduce((sum, angle) => sum + Math.cos(angle), 0);
  const y = angles.reduce((sum, angle) => sum + Math.sin(angle), 0);
  return (Math.atan2(y, x) + 2 * Math.PI) % (2 * Math.PI);
}
