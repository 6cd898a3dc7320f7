/** A name with its value. */
export type Row = readonly [name: string, value: string];

/** Names with their values, or a sentence where there are none. */
export function Rows({ label, rows, none }: { label: string; rows: readonly Row[]; none?: string }) {
  if (rows.length === 0) return <p class="nothing">{none}</p>;
  return (
    <table class="list" aria-label={label}>
      <tbody>
        {rows.map(([name, value]) => (
          <tr>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
