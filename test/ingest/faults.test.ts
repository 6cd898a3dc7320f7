import { emptyEmbedded } from '../support/engines.ts';
import { describeRunFaults } from './faults-contract.ts';

describeRunFaults('the embedded engine', emptyEmbedded);
