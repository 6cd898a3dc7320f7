import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { bundleFiles, manifestName, namesOf } from '../wiki-server/assets.ts';

const root = join(import.meta.dirname, '..');

/**
 * Writes Kiki as plain JavaScript, with what its pages load, into a folder: `cli/main.js` in it is the command. Types are only taken out:
 * `npm run typecheck` checks them.
 *
 * @throws with place and text of each mistake when a file can't be read as TypeScript
 */
export async function writeProgram(folder: string): Promise<void> {
  writeScripts(folder);
  await writeAssets(join(folder, 'wiki-server', 'assets'));
}

function writeScripts(folder: string): void {
  const { options, fileNames } = readConfiguration(join(root, 'tsconfig.build.json'));
  const mistakes: ts.Diagnostic[] = [];
  for (const fileName of fileNames) {
    const source = readFileSync(fileName, 'utf8');
    const { outputText, sourceMapText, diagnostics } = ts.transpileModule(source, {
      fileName,
      compilerOptions: { ...options, inlineSources: true },
      reportDiagnostics: true,
    });
    mistakes.push(...(diagnostics ?? []));
    const target = join(folder, relative(root, fileName).replace(/\.tsx?$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
    if (sourceMapText !== undefined) writeFileSync(`${target}.map`, sourceMapText);
  }
  if (mistakes.length > 0) throw new Error(ts.formatDiagnostics(mistakes, host));
}

const host: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => root,
  getNewLine: () => '\n',
};

function readConfiguration(path: string): ts.ParsedCommandLine {
  const { config, error } = ts.readConfigFile(path, ts.sys.readFile) as { config: unknown; error?: ts.Diagnostic };
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, dirname(path));
  const mistakes = [...(error === undefined ? [] : [error]), ...parsed.errors];
  if (mistakes.length > 0) throw new Error(ts.formatDiagnostics(mistakes, host));
  return parsed;
}

/** The style sheet, the browser's script and the icon, with the manifest by which the built server finds them. */
async function writeAssets(folder: string): Promise<void> {
  const files = await bundleFiles();
  mkdirSync(folder, { recursive: true });
  for (const { name, body } of Object.values(files)) writeFileSync(join(folder, name), body);
  writeFileSync(join(folder, manifestName), JSON.stringify(namesOf(files)));
}
