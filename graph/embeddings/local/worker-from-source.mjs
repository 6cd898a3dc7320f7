import { tsImport } from 'tsx/esm/api';

/*
 * Starts worker.ts in a checkout, where nothing is compiled: on Node 20 the first file of a thread can't be TypeScript, not even
 * under tsx. Not part of the compiled program.
 */
await tsImport('./worker.ts', import.meta.url);
