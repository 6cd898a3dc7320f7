import type { PagesSource } from '../../../schema/config-file.ts';
import { confluence } from './confluence.ts';
import type { ExportForm } from './form.ts';
import { notion } from './notion.ts';
import { plainPages } from './plain-pages.ts';

const forms: Readonly<Record<NonNullable<PagesSource['export']>, ExportForm>> = { confluence, notion };

/** How the files of a source are to be read. */
export function formOf({ export: program }: Pick<PagesSource, 'export'>): ExportForm {
  return program === undefined ? plainPages : forms[program];
}
