import type { Notice } from '../present/model.ts';
import { Items, Marks } from './small.tsx';

/** What the reader should know before reading on. */
export function Notices({ notices }: { notices: readonly Notice[] }) {
  return (
    <>
      {notices.map(({ title, lines, action }) => (
        <div class="note">
          <strong>{title}</strong>{' '}
          {lines.map(({ label, items, marks }, index) => (
            <>
              {index > 0 && ' '}
              <span class="line">
                {label !== undefined && `${label} `}
                <Items items={items} />
                {index < lines.length - 1 || label !== undefined ? '.' : ''}
                <Marks marks={marks} />
              </span>
            </>
          ))}
          {action !== undefined && (
            <>
              {' '}
              <a href={action.href}>{action.text}</a>
            </>
          )}
        </div>
      ))}
    </>
  );
}
