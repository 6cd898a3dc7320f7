import type { HelpRequest } from '../../schema/help-request.ts';
import { shorten } from '../format.ts';
import { helpRequestPath } from '../paths.ts';
import { helpTexts } from '../texts.ts';
import { Age } from './small.tsx';

interface HelpListProps {
  requests: readonly HelpRequest[];
  now: Date;
}

/** Questions to people, one a line: who asked whom, and how it stands. */
export function HelpList({ requests, now }: HelpListProps) {
  return (
    <ul class="asked">
      {requests.map(({ id, question, askerName, to, state, at }) => (
        <li>
          <a href={helpRequestPath(id)} dir="auto">
            {shorten(question, 200)}
          </a>{' '}
          <small>
            {helpTexts.from(askerName, to.name)}, {helpTexts.states[state]}, <Age time={at} now={now} />
          </small>
        </li>
      ))}
    </ul>
  );
}

/** A list with its title; nothing when it is empty. */
export function HelpSection({ title, requests, now }: HelpListProps & { title: string }) {
  if (requests.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <HelpList requests={requests} now={now} />
    </section>
  );
}
