import type { ChannelSettings } from '../../schema/channel-settings.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { Incoming } from '../listeners/incoming.ts';

/** Why a message is not answered. What is said about it, if anything, stands in `refusal-lines.ts`. */
export type RefusalReason =
  | 'duplicate'
  | 'not-a-person'
  | 'shared-channel'
  | 'foreign-team'
  | 'not-a-member'
  | 'no-email'
  | 'not-in-directory'
  | 'wrong-place'
  | 'busy'
  | 'too-many'
  | 'not-addressed'
  | 'wiki-down'
  | 'unchecked';

export interface Refusal {
  reason: RefusalReason;
  /** Of a check that could not be made. */
  cause?: unknown;
}

export interface Admission {
  /** With whose rights the answer is made. */
  viewer: Viewer;
  /** Who asks, with all that he may read himself. */
  own: Viewer;
  /** How is answered where the question was asked. */
  settings: ChannelSettings;
  /** To be called when the asker has his answer. */
  release(): void;
}

export type StepResult = Refusal | Partial<Admission>;
/** Refuses, or lets pass and adds what it found out. @param before what the steps before it found out */
export type GateStep = (incoming: Incoming, before: Partial<Admission>) => StepResult | Promise<StepResult>;
export type Gate = (incoming: Incoming) => Promise<Refusal | Admission>;

/** The steps one after another, before anything is looked up. Whatever cannot be checked is refused. */
export function createGate(steps: readonly GateStep[]): Gate {
  return async (incoming) => {
    let admission: Partial<Admission> = {};
    for (const step of steps) {
      const result = await take(step, incoming, admission);
      if (isRefusal(result)) return result;
      admission = { ...admission, ...result };
    }
    const { viewer, own, settings, release } = admission;
    if (viewer === undefined || own === undefined || settings === undefined || release === undefined)
      return { reason: 'unchecked' };
    return { viewer, own, settings, release };
  };
}

async function take(step: GateStep, incoming: Incoming, before: Partial<Admission>): Promise<StepResult> {
  try {
    return await step(incoming, before);
  } catch (cause) {
    return { reason: 'unchecked', cause };
  }
}

/** The result of a step that only refuses. */
export function refuseFor(reason: RefusalReason | undefined): StepResult {
  return reason === undefined ? {} : { reason };
}

export function isRefusal(result: StepResult): result is Refusal {
  return 'reason' in result;
}
