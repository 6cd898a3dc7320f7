import { adminTexts } from '../texts.ts';

/** Why what a form asked for was not done; nothing when nothing was refused. */
export function NotDone({ refused }: { refused: { problem: string } | undefined }) {
  if (refused === undefined) return null;
  return (
    <p class="problem" role="alert">
      <b>{adminTexts.notDone}</b> {refused.problem}
    </p>
  );
}
