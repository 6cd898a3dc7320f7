import { type Drawn, type DrawnEdge, type DrawnNode, keyOf } from './graph-model.ts';
import { lineBetween, linesOf, outlineOf, radiusOf } from './graph-shapes.ts';

export interface DrawingProps {
  drawn: Drawn;
  /** What was clicked last. */
  chosen: string | undefined;
  onChoose: (node: DrawnNode) => void;
}

/** The inside of the drawing. Its looks are in style/graph.css, so that it follows light and dark. */
export function Drawing({ drawn: { nodes, edges }, chosen, onChoose }: DrawingProps) {
  const nodeOf = new Map(nodes.map((node) => [node.ref, node]));
  return (
    <>
      <defs>
        <Arrow id="arrow" />
        <Arrow id="arrow-near" />
      </defs>
      <g data-view>
        {edges.map((edge) => (
          <Line key={keyOf(edge)} edge={edge} nodeOf={nodeOf} isNear={edge.from === chosen || edge.to === chosen} />
        ))}
        {nodes.map((node) => (
          <Spot key={node.ref} node={node} isChosen={node.ref === chosen} onChoose={onChoose} />
        ))}
      </g>
    </>
  );
}

function Arrow({ id }: { id: string }) {
  return (
    <marker id={id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
      <path d="M0 0.5L8 4L0 7.5Z" />
    </marker>
  );
}

function Line(props: { edge: DrawnEdge; nodeOf: ReadonlyMap<string, DrawnNode>; isNear: boolean }) {
  const { edge, nodeOf, isNear } = props;
  const [from, to] = [nodeOf.get(edge.from), nodeOf.get(edge.to)];
  if (from === undefined || to === undefined) return null;
  const at = (node: DrawnNode) => ({ ...node, r: radiusOf(node.isMiddle) });
  const { path, middle } = lineBetween(at(from), at(to), edge.bend);
  const isMention = edge.relation === 'MENTIONS';
  return (
    <g class={['line', isMention ? 'mention' : '', isNear ? 'near' : ''].filter((each) => each !== '').join(' ')}>
      <path d={path} {...(!isMention && { 'marker-end': `url(#${isNear ? 'arrow-near' : 'arrow'})` })} />
      {isNear && (
        <text x={middle.x} y={middle.y} dy="0.35em">
          {edge.name}
        </text>
      )}
    </g>
  );
}

function Spot({ node, isChosen, onChoose }: { node: DrawnNode; isChosen: boolean } & Pick<DrawingProps, 'onChoose'>) {
  const { name, kind, x, y, isMiddle } = node;
  const r = radiusOf(isMiddle);
  const classes = ['spot', kind.toLowerCase(), isMiddle ? 'middle' : '', isChosen ? 'chosen-spot' : ''];
  return (
    <g
      class={classes.filter((each) => each !== '').join(' ')}
      transform={`translate(${x} ${y})`}
      onClick={() => onChoose(node)}
    >
      <title>{name}</title>
      <path d={outlineOf(kind, r)} />
      <text y={r + 4}>
        {linesOf(name).map((line) => (
          <tspan x="0" dy="1.1em">
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}
