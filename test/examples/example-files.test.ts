import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse as parseYaml } from 'yaml';
import { parseConfigFile } from '../../schema/config-file.ts';
import { createOntology } from '../../schema/ontology.ts';
import {
  type ExampleQuestion,
  pathsIn,
  readPages,
  readPeople,
  readProjects,
  readQuestions,
  readSites,
  readSystems,
  readTerms,
  readText,
  readUnits,
  type WikiPage,
} from '../support/example-company.ts';

const people = readPeople();
const units = readUnits();
const sites = readSites();
const systems = readSystems();
const projects = readProjects();
const terms = readTerms();
const pages = readPages();
const questions = readQuestions();
const readme = readText('README.md');

const numbers = new Set(people.map((person) => person['Employee no']));
const mails = new Set(people.map((person) => person['E-mail']).filter((mail) => mail !== ''));
const teams = new Set([
  ...units.map((unit) => unit['Unit name']),
  ...pages.flatMap(({ front }) => [front.team ?? '', ...(front.also ?? [])]),
]);

function withStatus(...statuses: string[]): typeof people {
  return people.filter(({ Status = '' }) => statuses.includes(Status));
}

function isArchived({ path }: WikiPage): boolean {
  return path.startsWith('wiki/archive/');
}

function proceduresOf(all: readonly WikiPage[]): WikiPage[] {
  return all.filter((page) => page.front.kind === 'procedure' || isArchived(page));
}

/** Steps of a page: items of numbered lists, numbered headings, items of `<ol>`. */
function countSteps({ path, body }: WikiPage): number {
  const step = path.endsWith('.html') ? /<li>/g : /^(?:## )?\d+\. /gm;
  return body.match(step)?.length ?? 0;
}

/** Ids from one row up to the root, itself first. A cycle has no root, so it is cut and ends anywhere. */
function chainUp(start: string, rows: readonly Record<string, string>[], id: string, parent: string): string[] {
  const parents = new Map(rows.map((each) => [each[id], each[parent]]));
  const chain: string[] = [];
  for (let at = start; at !== '' && chain.length <= rows.length; at = parents.get(at) ?? '') chain.push(at);
  return chain;
}

/** Targets of relative links to pages, as paths in the example. */
function linkedPaths({ path, body }: WikiPage): string[] {
  return [...body.matchAll(/(?:\]\(|href=")([^)":#]+\.(?:md|html))/g)].map(([, target = '']) =>
    posix.join(posix.dirname(path), target),
  );
}

describe('what the README says', () => {
  const counts: Record<string, number> = {
    'Rows in the people export': people.length,
    'People in the headcount (active and on leave)': withStatus('Active', 'On leave').length,
    'People on leave': withStatus('On leave').length,
    'People who left': withStatus('Left').length,
    Vacancies: withStatus('Vacant').length,
    Externals: withStatus('Contractor').length,
    'Dotted lines': people.filter((person) => person['Functional manager no'] !== '').length,
    'Organisational units': units.length,
    'Levels of units': Math.max(
      ...units.map((unit) => chainUp(unit['Unit no'] ?? '', units, 'Unit no', 'Parent unit no').length),
    ),
    'Groups that only the wiki knows': pages.filter(({ front }) => front.team !== undefined && front.unit === undefined)
      .length,
    Sites: sites.length,
    Systems: systems.length,
    Projects: projects.length,
    Procedures: proceduresOf(pages).length,
    Articles: pages.filter(({ front, path }) => !front.team && !front.person && !front.kind && !/archive/.test(path))
      .length,
    'Team pages': pages.filter(({ front }) => front.team !== undefined).length,
    'Personal pages': pages.filter(({ front }) => front.person !== undefined).length,
    Terms: terms.length,
    Questions: questions.length,
  };

  test('of numbers is true, and complete', () => {
    const table = readme.slice(readme.indexOf('| What | Number |'), readme.indexOf('## Where the sources disagree'));
    const said = [...table.matchAll(/^\| (.+?) \| (\d+) \|$/gm)].map(([, what = '', number]) => [what, Number(number)]);
    expect(Object.fromEntries(said)).toEqual(counts);
  });

  const quotes = [...readme.matchAll(/`([\w./-]+):(\d+)` "([^"]+)"/g)];

  test('of disagreements is not empty', () => {
    expect(quotes.length).toBeGreaterThanOrEqual(30);
  });

  test.each(quotes.map(([, path = '', line = '', words = '']) => ({ path, line, words })))(
    'of $path line $line stands there',
    ({ path, line, words }) => {
      expect(readText(path).split('\n')[Number(line) - 1]).toContain(words);
    },
  );
});

describe('people and units', () => {
  test('employee numbers and addresses are unique', () => {
    expect(numbers.size).toBe(people.length);
    expect(mails.size).toBe(people.filter((person) => person['E-mail'] !== '').length);
  });

  test('every manager, head and site manager is an employee number of the export', () => {
    const named = [
      ...people.flatMap((person) => [person['Manager no'], person['Functional manager no']]),
      ...units.map((unit) => unit['Head (employee no)']),
      ...sites.map((site) => site['Site manager']),
    ].filter((number) => number !== '');
    expect(named.filter((number) => !numbers.has(number))).toEqual([]);
  });

  test('every line of managers ends at the one person without a manager', () => {
    const roots = people.filter((person) => person['Manager no'] === '').map((person) => person['Employee no']);
    expect(roots).toHaveLength(1);
    const ends = people.map((person) =>
      chainUp(person['Employee no'] ?? '', people, 'Employee no', 'Manager no').at(-1),
    );
    expect(new Set(ends)).toEqual(new Set(roots));
  });

  test('every line of units ends at the company, and people are in units that exist', () => {
    const ends = units.map((unit) => chainUp(unit['Unit no'] ?? '', units, 'Unit no', 'Parent unit no').at(-1));
    expect(new Set(ends)).toEqual(new Set(['1000']));
    const nameOf = new Map(units.map((unit) => [unit['Unit no'], unit['Unit name']]));
    expect(people.filter((person) => nameOf.get(person['Unit no']) !== person['Unit name'])).toEqual([]);
  });

  test('everybody has a place, and every unit a site', () => {
    const places = new Set(sites.map(({ Site }) => Site));
    const codes = new Set(sites.map(({ Code }) => Code));
    expect(people.filter(({ Office }) => !places.has(Office))).toEqual([]);
    expect(units.filter((unit) => !codes.has(unit['Site code']))).toEqual([]);
  });
});

describe('pointers between the sources', () => {
  test('systems depend on, replace and stand at what there is', () => {
    const ids = new Set(systems.map(({ id }) => id));
    const codes = new Set(sites.map(({ Code }) => Code));
    const pointed = systems.flatMap(({ depends_on: needs, replaces = [] }) => [...needs, ...replaces]);
    expect(pointed.filter((id) => !ids.has(id))).toEqual([]);
    expect(systems.flatMap((system) => system.sites ?? []).filter((code) => !codes.has(code))).toEqual([]);
    expect(projects.flatMap((project) => project.systems).filter((id) => !ids.has(id))).toEqual([]);
  });

  test('runbooks are pages', () => {
    const paths = new Set(pages.map(({ path }) => path));
    const runbooks = systems.flatMap(({ runbook }) => runbook ?? []);
    expect(runbooks.length).toBeGreaterThan(0);
    expect(runbooks.filter((path) => !paths.has(path))).toEqual([]);
  });

  test('owners and teams are known by some name', () => {
    const named = [
      ...systems.map(({ owner }) => owner),
      ...terms.map(({ owner }) => owner),
      ...pages.flatMap(({ front }) => front.owner ?? []),
      ...projects.flatMap((project) => project.teams),
    ];
    expect(named.filter((team) => !teams.has(team))).toEqual([]);
  });

  test('addresses of people are those of the export', () => {
    const named = [
      ...projects.flatMap(({ lead, members, status }) => [
        lead.email,
        status.noteBy,
        ...members.map(({ person }) => person.email),
      ]),
      ...pages.flatMap(({ front }) => [
        front.lead,
        ...[...(front.members ?? []), ...(front.former ?? [])].map(({ mail }) => mail),
      ]),
      ...pages.flatMap(({ front }) => (front.person === undefined ? [] : [front.mail])),
    ].filter((mail) => mail !== undefined);
    expect(named.filter((mail) => !mails.has(mail))).toEqual([]);
  });

  test('one link leads nowhere', () => {
    const paths = new Set(pages.map(({ path }) => path));
    const broken = pages.flatMap((page) => linkedPaths(page).filter((target) => !paths.has(target)));
    expect(broken).toEqual(['wiki/policies/bicycle-scheme.md']);
  });
});

describe('procedures', () => {
  test.each(proceduresOf(pages))('$path has four to twelve steps', (page) => {
    const steps = countSteps(page);
    expect(steps).toBeGreaterThanOrEqual(4);
    expect(steps).toBeLessThanOrEqual(12);
  });
});

describe('the mapping', () => {
  const config = parseConfigFile(parseYaml(readText('kiki.yaml')), 'kiki.yaml');

  test('names kinds, fields and relations that there are', () => {
    const ontology = createOntology(config.schema);
    const mappings = config.sources.flatMap((source) =>
      source.kind === 'table' ? source.entities : source.kind === 'pages' ? source.pages : [],
    );
    for (const { kind = '', fields = {}, relations = {} } of mappings) {
      ontology.kind(kind);
      expect(Object.keys(fields).filter((field) => ontology.findField(kind, field) === undefined)).toEqual([]);
      expect(Object.keys(relations).filter((word) => ontology.findRelationOf(kind, word) === undefined)).toEqual([]);
    }
  });

  test('leaves no folder out', () => {
    const roots = config.sources.flatMap((source) => (source.kind === 'push' ? [] : source.root));
    const folders = new Set(pathsIn('.').map((path) => (path.includes('/') ? (path.split('/')[0] ?? '') : '.')));
    expect([...folders].filter((folder) => !roots.includes(folder))).toEqual([]);
  });
});

describe('questions', () => {
  const sourceText = ({ source }: ExampleQuestion) =>
    source.map((path) => readText(path.replace(/#.*$/, ''))).join('\n');

  test('ids are unique, and every type is there', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    expect(new Set(questions.map(({ type }) => type)).size).toBe(5);
  });

  test('sources exist', () => {
    const root = join(import.meta.dirname, '../../examples/kelderbrook');
    const named = questions.flatMap(({ source, alt_sources: others = [] }) => [...source, ...others]);
    expect(named.filter((path) => !existsSync(join(root, path.replace(/#.*$/, ''))))).toEqual([]);
  });

  test.each(questions.filter(({ type }) => type === 'passage' || type === 'procedure'))(
    '$id has its evidence and its facts in its source',
    (question) => {
      const text = sourceText(question);
      expect(question.evidence).not.toEqual([]);
      expect(question.evidence.filter((quote) => !text.includes(quote))).toEqual([]);
      expect(question.must_include.filter((fact) => !new RegExp(fact, 'i').test(text))).toEqual([]);
    },
  );

  test.each(questions.filter(({ type }) => type === 'multi-hop' || type === 'structured'))(
    '$id has its evidence in its sources, and its answer fits its facts',
    (question) => {
      const text = sourceText(question);
      expect(question.evidence.filter((quote) => !text.includes(quote))).toEqual([]);
      const { answer, answer_kind: kind, must_include: facts } = question;
      const spoken = typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : [answer].flat().join(', ');
      expect(facts.length).toBeGreaterThan(0);
      if (kind !== 'text') expect(facts.filter((fact) => !new RegExp(fact, 'i').test(spoken))).toEqual([]);
    },
  );

  test('what can not be answered has neither source nor facts', () => {
    const unanswerable = questions.filter(({ type }) => type === 'unanswerable');
    expect(unanswerable.length).toBeGreaterThan(0);
    expect(unanswerable.filter(({ source, must_include: facts }) => source.length + facts.length > 0)).toEqual([]);
  });
});
