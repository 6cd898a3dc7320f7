import { type GateStep, refuseFor } from './gate.ts';

/** Nothing is answered where another company reads along. The envelope already says so in most cases. */
export const notShared: GateStep = ({ isExternallyShared }) =>
  refuseFor(isExternallyShared ? 'shared-channel' : undefined);
