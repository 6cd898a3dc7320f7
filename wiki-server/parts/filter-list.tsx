/** One of several things that a list can be narrowed to. */
export interface Choice {
  text: string;
  /** How many there are of it. */
  note?: string;
  href: string;
  isChosen: boolean;
}

/** Links that narrow a list, the chosen one marked. */
export function FilterList({ id, title, choices }: { id: string; title: string; choices: readonly Choice[] }) {
  return (
    <nav aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {choices.map(({ text, note, href, isChosen }) => (
          <li>
            <a href={href} aria-current={isChosen ? 'true' : undefined}>
              {text} {note !== undefined && <span class="chip">{note}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
