/** A path of names that an expression reads, from what it begins on or from `$row`. */
export interface ReadColumn {
  path: readonly string[];
  of: 'context' | 'row';
}

/** A node of JSONata's tree. Its own type leaves out much of what its parser makes. */
interface Node {
  type?: string;
  value?: unknown;
  [part: string]: unknown;
}

/** Parts of nodes that are evaluated on what the node itself is evaluated on. */
const parts = ['lhs', 'rhs', 'expression', 'expressions', 'arguments', 'body', 'condition', 'then', 'else'];

/**
 * What an expression surely expects to be there: names at the beginning of paths. Not what it asks whether it is there, by `$exists(x)` or
 * `x ? …`, and not what stands for one another in `[x, y][0]`.
 *
 * @param ast of JSONata
 */
export function readColumns(ast: unknown): ReadColumn[] {
  const found: ReadColumn[] = [];
  const asked = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (!isNode(node)) return;
    if (node.type === 'path') {
      const column = columnOf(node);
      if (column !== undefined) found.push(column);
      else visit(stepsOf(node)[0]);
      return;
    }
    const guards = guardsOf(node);
    for (const column of guards) asked.add(tokenOf(column));
    for (const part of parts) visit(node[part]);
  };
  visit(ast);
  const isAsked = ({ path, of }: ReadColumn) =>
    path.some((_, index) => asked.has(tokenOf({ path: path.slice(0, index + 1), of })));
  return found.filter(
    (column, index) => !isAsked(column) && found.findIndex((other) => tokenOf(other) === tokenOf(column)) === index,
  );
}

/** What an expression allows to be missing. */
function guardsOf(node: Node): ReadColumn[] {
  const columns = (value: unknown) => {
    const column = isNode(value) && value.type === 'path' ? columnOf(value) : undefined;
    return column === undefined ? [] : [column];
  };
  if (node.type === 'condition') return columns(node.condition);
  if (node.type === 'function' && isNode(node.procedure) && node.procedure.value === 'exists')
    return [node.arguments].flat().flatMap(columns);
  if (node.type === 'unary' && node.value === '[' && node.predicate !== undefined)
    return [node.expressions].flat().flatMap(columns);
  return [];
}

/** The names that a path begins with; undefined when it begins with something else. */
function columnOf(path: Node): ReadColumn | undefined {
  const steps = stepsOf(path);
  const [first] = steps;
  const variable = first?.type === 'variable' ? first.value : undefined;
  const begin = variable === undefined ? 0 : 1;
  if (begin === 1 && variable !== '' && variable !== '$' && variable !== 'row') return undefined;
  const end = steps.findIndex((step, index) => index >= begin && step.type !== 'name');
  const names = steps.slice(begin, end === -1 ? undefined : end);
  if (names.length === 0) return undefined;
  return { path: names.map(({ value }) => String(value)), of: variable === 'row' ? 'row' : 'context' };
}

function stepsOf({ steps }: Node): Node[] {
  return Array.isArray(steps) ? steps.filter(isNode) : [];
}

function tokenOf({ path, of }: ReadColumn): string {
  return JSON.stringify([of, ...path]);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}
