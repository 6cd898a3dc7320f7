import type { ImportLook, ImportPreview } from '../../schema/file-import.ts';
import type { KindSpec } from '../../schema/kinds.ts';
import { capitalise, formatDay } from '../format.ts';
import { adminPath, entityPath, importPath } from '../paths.ts';
import type { TargetGroup } from '../present/import-form.ts';
import type { PresentedChange } from '../read/import.ts';
import { importTexts } from '../texts.ts';
import { AdminPage } from './admin-page.tsx';
import { ChangeList } from './history.tsx';
import type { Frame } from './layout.tsx';
import { NotDone } from './not-done.tsx';

const encodings = ['utf-8', 'windows-1252', 'iso-8859-15', 'utf-16le', 'utf-16be', 'shift_jis', 'gb18030'];

type Refused = { problem: string } | undefined;

export interface UploadProps {
  frame: Frame;
  /** Bytes of a file at most. */
  largest: number;
  waiting: readonly { id: string; file: string; at: string }[];
  refused: Refused;
}

export function Upload({ frame, largest, waiting, refused }: UploadProps) {
  return (
    <AdminPage frame={frame} title={importTexts.title} lede={importTexts.intro} place="import">
      <NotDone refused={refused} />
      <form method="post" action={adminPath('import')} encType="multipart/form-data" class="fields">
        <label>
          <span>{importTexts.file}</span>
          <input type="file" name="file" accept=".csv,.tsv,.txt,text/csv" aria-describedby="file-help" required />
        </label>
        <button type="submit">{importTexts.upload}</button>
        <p id="file-help" class="rule">
          {importTexts.largest(Math.floor(largest / 1024 ** 2))}
        </p>
      </form>
      {waiting.length > 0 && (
        <>
          <h2>{importTexts.waiting}</h2>
          <p class="rule">{importTexts.keptFor}</p>
          <ul>
            {waiting.map(({ id, file, at }) => (
              <li>
                <a href={importPath(id)}>{importTexts.goOn(file)}</a> <small>{formatDay(at)}</small>
              </li>
            ))}
          </ul>
        </>
      )}
    </AdminPage>
  );
}

export interface ColumnsProps {
  frame: Frame;
  look: ImportLook;
  kinds: readonly KindSpec[];
  groups: readonly TargetGroup[];
  refused: Refused;
}

/** What each column of a file means. */
export function ImportColumns({ frame, look, kinds, groups, refused }: ColumnsProps) {
  const { id, file, rows, problem } = look;
  return (
    <AdminPage frame={frame} title={importTexts.mapTitle(file)} lede={importTexts.mapIntro} place="import">
      <NotDone refused={refused ?? (problem === undefined ? undefined : { problem })} />
      <p class="rule">{importTexts.rows(rows)}</p>
      <Refusals look={look} />
      <form method="post" action={importPath(id)}>
        {/* Enter in a field does this, and not the first button below. */}
        <button type="submit" name="do" value="save" class="hidden" tabIndex={-1} aria-hidden="true">
          {importTexts.save}
        </button>
        <Reading look={look} kinds={kinds} />
        <Targets look={look} groups={groups} />
        <p class="fields">
          <button type="submit" name="do" value="preview">
            {importTexts.preview}
          </button>
          <button type="submit" name="do" value="save" class="other">
            {importTexts.save}
          </button>
        </p>
      </form>
      <h2>{importTexts.sample}</h2>
      <Sample look={look} />
      <form method="post" action={`${importPath(id)}/discard`}>
        <button type="submit" class="other">
          {importTexts.discard}
        </button>
      </form>
    </AdminPage>
  );
}

function Refusals({ look: { refused, refusedCount } }: { look: ImportLook }) {
  if (refusedCount === 0) return null;
  return (
    <>
      <p>{importTexts.refused(refusedCount)}</p>
      <ul class="problems">
        {refused.map(({ where, reason }) => (
          <li>
            {where}: {reason}
          </li>
        ))}
        {refusedCount > refused.length && <li>{importTexts.andMore(refusedCount - refused.length)}</li>}
      </ul>
    </>
  );
}

function Reading({ look: { settings }, kinds }: { look: ImportLook; kinds: readonly KindSpec[] }) {
  const { name, kind, encoding = '', delimiter = '' } = settings;
  const known = encoding === '' || encodings.includes(encoding) ? encodings : [encoding, ...encodings];
  return (
    <div class="fields">
      <label>
        <span>{importTexts.as}</span>
        <select name="kind">
          {kinds.map((each) => (
            <option value={each.name} selected={each.name === kind}>
              {capitalise(each.singular)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" name="do" value="propose" class="other">
        {importTexts.propose}
      </button>
      <label>
        <span>{importTexts.encoding}</span>
        <select name="encoding">
          <option value="">{importTexts.auto}</option>
          {known.map((each) => (
            <option value={each} selected={each === encoding}>
              {each}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{importTexts.delimiter}</span>
        <select name="delimiter">
          <option value="">{importTexts.auto}</option>
          {Object.entries(importTexts.delimiters).map(([each, text]) => (
            <option value={each} selected={each === delimiter}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{importTexts.name}</span>
        <input name="name" value={name} maxLength={32} aria-describedby="name-help" />
      </label>
      <p id="name-help" class="rule">
        {importTexts.nameHelp}
      </p>
    </div>
  );
}

function Targets({ look: { columns, settings }, groups }: { look: ImportLook; groups: readonly TargetGroup[] }) {
  const chosen = new Map(Object.entries(settings.targets));
  return (
    <div class="compare" tabIndex={0} role="region" aria-label={importTexts.column}>
      <table>
        <thead>
          <tr>
            <th scope="col">{importTexts.column}</th>
            <th scope="col">{importTexts.examples}</th>
            <th scope="col">{importTexts.becomes}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, examples, doubt }, index) => (
            <tr>
              <th scope="row">{name}</th>
              <td>{examples.join(' · ')}</td>
              <td>
                <input type="hidden" name={`column.${index}`} value={name} />
                <select name={`target.${index}`} aria-label={importTexts.becomesLabel(name)}>
                  <option value="">{importTexts.leftOut}</option>
                  {groups.map(({ label, options }) => (
                    <optgroup label={label}>
                      {options.map(({ target, text }) => (
                        <option value={target} selected={chosen.get(name) === target}>
                          {text}
                        </option>
                      ))}
                    </optgroup>
                  ))}
                </select>
                {doubt !== undefined && !chosen.has(name) && <p class="rule">{doubt}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Sample({ look: { sample } }: { look: ImportLook }) {
  if (sample.length === 0) return <p class="rule">{importTexts.sampleNothing}</p>;
  return (
    <>
      {sample.map(({ title, lines, problems }) => (
        <section>
          <h3>{title}</h3>
          <dl class="changes">
            {lines.map(({ label, value }) => (
              <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {problems.map((problem) => (
            <p class="rule">{problem}</p>
          ))}
        </section>
      ))}
    </>
  );
}

export interface ImportPreviewProps {
  frame: Frame;
  id: string;
  file: string;
  preview: ImportPreview;
  /** The first of them. */
  changes: readonly PresentedChange[];
  refused: Refused;
}

/** What importing a file would do, and the button that does it. */
export function ImportPreviewView({ frame, id, file, preview, changes, refused }: ImportPreviewProps) {
  const { version, added, changed, unchanged, removed, refusedCount, warnings, problem } = preview;
  const total = preview.changes.length;
  return (
    <AdminPage frame={frame} title={importTexts.previewTitle(file)} lede={importTexts.previewIntro} place="import">
      <NotDone refused={refused ?? (problem === undefined ? undefined : { problem })} />
      <form method="post" action={`${importPath(id)}/start`} class="fields">
        <input type="hidden" name="version" value={version} />
        {problem === undefined && <button type="submit">{importTexts.apply}</button>}
        <a href={importPath(id)}>{importTexts.back}</a>
      </form>
      {problem === undefined && (
        <>
          <p>{importTexts.counts(added, changed, unchanged, removed)}</p>
          <p class="rule">{importTexts.later}</p>
        </>
      )}
      {refusedCount > 0 && (
        <>
          <p>{importTexts.refused(refusedCount)}</p>
          <Lines lines={preview.refused} total={refusedCount} />
        </>
      )}
      {warnings.length > 0 && (
        <details>
          <summary>{importTexts.warnings(warnings.length)}</summary>
          <Lines lines={warnings} total={warnings.length} />
        </details>
      )}
      <h2>{total === 0 ? importTexts.nothing : importTexts.pages(total)}</h2>
      {total > changes.length && <p class="rule">{importTexts.shown(changes.length)}</p>}
      {changes.map(({ ref, name, isThere, fate, lines }) => (
        <section>
          <h3>
            {isThere ? <a href={entityPath(ref)}>{name}</a> : name} <small>{importTexts.fates[fate]}</small>
          </h3>
          <ChangeList lines={lines} />
        </section>
      ))}
    </AdminPage>
  );
}

/** Lines that are shown. */
const mostLines = 50;

function Lines({ lines, total }: { lines: readonly string[]; total: number }) {
  const shown = lines.slice(0, mostLines);
  return (
    <ul class="problems">
      {shown.map((line) => (
        <li>{line}</li>
      ))}
      {total > shown.length && <li>{importTexts.andMore(total - shown.length)}</li>}
    </ul>
  );
}
