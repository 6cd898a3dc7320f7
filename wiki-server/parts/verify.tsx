import { verifyPath } from '../paths.ts';
import type { EntityPage } from '../present/model.ts';
import { freshnessTexts } from '../texts.ts';

/** For who may say so: buttons that say that the page, or a part of it, is right as it stands here. */
export function Verify({ page: { ref, verify } }: { page: EntityPage }) {
  if (verify === undefined) return null;
  const { revision, parts, canTakeBack } = verify;
  return (
    <form class="verify" method="post" action={verifyPath(ref)} aria-label={freshnessTexts.verifyHeading}>
      <input type="hidden" name="revision" value={String(revision)} />
      <button class="other" type="submit" name="do" value="verify">
        {freshnessTexts.verify}
      </button>
      {parts.map(({ part, label }) => (
        <button class="other" type="submit" name="part" value={part}>
          {freshnessTexts.verifyPart(label)}
        </button>
      ))}
      {canTakeBack && (
        <button class="other" type="submit" name="do" value="unverify">
          {freshnessTexts.takeBack}
        </button>
      )}
    </form>
  );
}
