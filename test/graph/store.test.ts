import { emptyEmbedded } from '../support/engines.ts';
import { describeStore } from './store-contract.ts';

describeStore('the embedded engine', emptyEmbedded);
