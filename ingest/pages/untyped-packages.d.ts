/** Packages that bring no usable types of their own; only what is used is declared. */

declare module '@joplin/turndown-plugin-gfm' {
  import type TurndownService from 'turndown';
  const plugins: { gfm: TurndownService.Plugin };
  export default plugins;
}

declare module '@mixmark-io/domino' {
  const domino: { createDocument(html?: string, force?: boolean): Document };
  export default domino;
}
