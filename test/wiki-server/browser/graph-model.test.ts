import { describe, expect, test } from '@jest/globals';
import { arrange, type GraphData, growAround, mostDrawn } from '../../../wiki-server/browser/graph-model.ts';
import { formFor, lineBetween, linesOf, outlineOf, zoomToFit } from '../../../wiki-server/browser/graph-shapes.ts';

const node = (ref: string) => ({ ref, name: ref, kind: 'Team' });
const edge = (from: string, to: string, relation = 'OWNS') => ({ from, to, relation, name: 'owns' });
const around = (middle: string, count: number): GraphData => ({
  nodes: [node(middle), ...Array.from({ length: count }, (_, n) => node(`${middle}-${n}`))],
  edges: Array.from({ length: count }, (_, n) => edge(middle, `${middle}-${n}`)),
});

describe('a drawing', () => {
  test('tells several lines between the same two apart, in whatever direction they lead', () => {
    const { edges } = arrange({
      nodes: [node('a'), node('b')],
      edges: [edge('a', 'b'), edge('b', 'a'), edge('a', 'b', 'LEADS')],
    });
    // Seen from one side.
    const bends = edges.map(({ from, bend }) => (from === 'a' ? bend : -bend));
    expect(new Set(bends).size).toBe(3);
    expect(bends.reduce((sum, each) => sum + each, 0)).toBe(0);
    expect(arrange(around('a', 3)).edges.map(({ bend }) => Math.abs(bend))).toEqual([0, 0, 0]);
  });

  test('grows around a node by what is new, and by no more than stays readable', () => {
    const drawn = arrange(around('a', 2));
    const grown = growAround(drawn, 'a-0', {
      nodes: [node('a-0'), node('a'), node('new')],
      edges: [edge('a-0', 'new'), edge('a', 'a-0'), edge('new', 'elsewhere')],
    });
    expect(grown.nodes.map(({ ref }) => ref)).toEqual(['a', 'a-0', 'a-1', 'new']);
    expect(grown.edges).toHaveLength(3);
    const far = growAround(drawn, 'a-1', around('a-1', 200));
    expect(far.nodes.length).toBe(drawn.nodes.length + 15);
    const full = arrange(around('a', mostDrawn - 1));
    expect(growAround(full, 'a-1', around('a-1', 200)).nodes).toHaveLength(mostDrawn);
    expect(growAround(drawn, 'nobody', around('a-1', 2))).toBe(drawn);
  });

  test('is shown whole around its middle; rather in part than too small to be read', () => {
    const drawn = arrange(around('a', 40));
    const wide = zoomToFit(drawn, { width: 2000, height: 1400 }, 'a');
    expect([wide.x, wide.y]).toEqual([1000, 700]);
    const phone = { width: 360, height: 500 };
    expect(zoomToFit(drawn, phone).scale).toBeLessThan(0.75);
    expect(zoomToFit(drawn, phone, 'a').scale).toBe(0.75);
    const side = drawn.nodes[3] ?? { ref: '', x: 0, y: 0 };
    const beside = zoomToFit(drawn, phone, side.ref);
    expect([side.x * beside.scale + beside.x, side.y * beside.scale + beside.y]).toEqual([180, 250]);
    for (const { x, y } of drawn.nodes) {
      expect(Math.abs(x * wide.scale)).toBeLessThan(1000);
      expect(Math.abs(y * wide.scale)).toBeLessThan(700);
    }
  });

  test('has on a phone only what can be read there at once, with the lines between', () => {
    const phone = { width: 350, height: 560 };
    expect([phone, { width: 700 }, { width: 990 }].map(formFor)).toEqual(['narrow', 'medium', 'wide']);
    expect(arrange(around('a', 40), 'medium').nodes).toHaveLength(25);
    const drawn = arrange(around('a', 40), 'narrow');
    expect([drawn.nodes.length, drawn.edges.length]).toEqual([10, 9]);
    const { scale, x, y } = zoomToFit(drawn, phone, 'a');
    expect(scale).toBeGreaterThan(0.85);
    for (const spot of drawn.nodes) {
      expect(spot.x * scale + x).toBeGreaterThan(50);
      expect(spot.x * scale + x).toBeLessThan(phone.width - 50);
      expect(spot.y * scale + y).toBeGreaterThan(10);
      expect(spot.y * scale + y).toBeLessThan(phone.height - 40);
    }
  });

  test('has names in short lines, cut where they are long', () => {
    expect(linesOf('Ticket Printer Bridge')).toEqual(['Ticket Printer', 'Bridge']);
    expect(linesOf('cluster-api-provider-openstack')).toEqual(['cluster-api-', 'provider-openstack']);
    expect(linesOf('')).toEqual([]);
    expect(linesOf('x'.repeat(90))).toEqual([`${'x'.repeat(18)}…`]);
    const long = linesOf('one two three four five six seven eight nine ten eleven twelve thirteen');
    expect([long.length, long.at(-1)?.endsWith('…')]).toEqual([3, true]);
  });

  test('has no path without numbers, not even for two things at one place', () => {
    const spot = { x: 5, y: 5, r: 8 };
    for (const path of [
      lineBetween(spot, spot, 0).path,
      ...['Team', 'Person', 'Project', 'System', 'Procedure'].map((kind) => outlineOf(kind, 8)),
    ])
      expect(path).not.toMatch(/NaN|Infinity|undefined/);
  });
});
