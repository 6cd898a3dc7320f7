import { count } from './count.ts';

export const graphTexts = {
  tool: 'Graph',
  title: (name: string) => `Around ${name}`,
  lede: 'What it is linked with, as a drawing and as a list.',
  drawing: (name: string) => `Drawing of what is around ${name}. The list below says the same.`,
  oneStep: 'What it is linked with',
  twoSteps: 'And what is near to that',
  left: (n: number) =>
    `${count(n, 'more entity', 'more entities')} linked with it would not be readable here; its page has all.`,
  hint: 'Click an entity to see what is around it; drag to move, scroll with Ctrl or ⌘ to zoom.',
  hintByTouch: 'Tap an entity to see what is around it; drag to move, pinch to zoom.',
  inList: (n: number) => `${count(n, 'more is', 'more are')} in the list below.`,
  open: (name: string) => `Open ${name}`,
  around: (name: string) => `Around ${name}`,
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Show all',
  list: 'As a list',
  nothing: 'It is not linked with anything yet.',
  failed: 'The drawing could not be loaded. The list below says the same.',
};
