import { diff3Merge } from 'node-diff3';

/** Two changes of one text, put together. */
export interface ThreeWay {
  merged: string;
  /** Both changed the same, and differently. */
  isConflict: boolean;
}

/** Puts together what two people made of one value: who did not change it gives way. Of a conflict it gives mine. */
export function mergeValue({ base, theirs, mine }: { base: string; theirs: string; mine: string }): ThreeWay {
  if (mine === base || mine === theirs) return { merged: theirs, isConflict: false };
  return { merged: mine, isConflict: theirs !== base };
}

/** Lines between which a person has to choose, as in a text with a conflict. */
export const conflictMarks = { mine: '<<<<<<< yours', middle: '=======', theirs: '>>>>>>> theirs' } as const;

/** As `mergeValue`, line by line. Where both changed the same lines, both stand in the text between marks. */
export function mergeText({ base, theirs, mine }: { base: string; theirs: string; mine: string }): ThreeWay {
  const simple = mergeValue({ base, theirs, mine });
  if (!simple.isConflict) return simple;
  const lines = (text: string) => text.split('\n');
  let isConflict = false;
  const merged = diff3Merge(lines(mine), lines(base), lines(theirs), { excludeFalseConflicts: true }).flatMap(
    ({ ok, conflict }) => {
      if (conflict === undefined) return ok ?? [];
      isConflict = true;
      const { a, b } = conflict;
      return [conflictMarks.mine, ...a, conflictMarks.middle, ...b, conflictMarks.theirs];
    },
  );
  return { merged: merged.join('\n'), isConflict };
}

/** Whether a text still has lines between which someone has to choose. */
export function hasConflictMarks(text: string): boolean {
  const lines = text.split('\n');
  return [conflictMarks.mine, conflictMarks.theirs].some((mark) => lines.includes(mark));
}
