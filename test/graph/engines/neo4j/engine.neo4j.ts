import { expect, test } from '@jest/globals';
import { graphForm, lookedUp } from '../../../../graph/cypher/set-up.ts';
import { openNeo4j } from '../../../../graph/engines/neo4j/engine.ts';
import { emptyNeo4j, neo4jAccess } from '../../../support/engines.ts';
import { freePort } from '../../../support/free-port.ts';

const setForm = "MATCH (m:Meta {id: 'graph'}) SET m.form = $form";

test('a wrong password is named, with the variables to set', async () => {
  await expect(openNeo4j({ ...neo4jAccess(), password: 'wrong' })).rejects.toMatchObject({
    code: 'not-allowed',
    fix: expect.stringContaining('NEO4J_PASSWORD'),
  });
});

test('nothing at the address is named, with the variable to set', async () => {
  const uri = `bolt://127.0.0.1:${await freePort()}`;
  await expect(openNeo4j({ ...neo4jAccess(), uri })).rejects.toMatchObject({
    code: 'unavailable',
    where: uri,
    fix: expect.stringContaining('NEO4J_URI'),
  });
});

test('a database that does not exist is named, with the variable to set', async () => {
  await expect(openNeo4j({ ...neo4jAccess(), database: 'nonesuch' })).rejects.toMatchObject({
    code: 'invalid',
    fix: expect.stringContaining('NEO4J_DATABASE'),
  });
});

test('a graph of another form is not opened', async () => {
  const engine = await emptyNeo4j();
  try {
    await engine.write((run) => run({ text: setForm, parameters: { form: 99 } }));
    await expect(openNeo4j(neo4jAccess())).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('form 99'),
    });
  } finally {
    // All files share the one database, so the other form must not outlive this test.
    await engine.write((run) => run({ text: setForm, parameters: { form: graphForm } }));
    await engine.close();
  }
});

test('processes that start on an empty database at once all open it', async () => {
  const engine = await emptyNeo4j();
  try {
    for (const [label, property] of lookedUp) {
      const text = `DROP INDEX ${`${label}_${property}`.toLowerCase()} IF EXISTS`;
      await engine.write((run) => run({ text }));
    }
    const opened = await Promise.allSettled(Array.from({ length: 6 }, () => openNeo4j(neo4jAccess())));
    for (const each of opened) if (each.status === 'fulfilled') await each.value.close();
    expect(opened.filter(({ status }) => status === 'rejected')).toEqual([]);
  } finally {
    await engine.close();
  }
});

test('whole numbers stay whole and others stay as they are', async () => {
  const engine = await emptyNeo4j();
  try {
    const [row] = await engine.read({
      text: 'RETURN $whole AS whole, $part AS part, $list AS list, $nothing AS nothing',
      parameters: { whole: 7, part: 0.5, list: [1, 2], nothing: undefined },
    });
    expect(row).toEqual({ whole: 7, part: 0.5, list: [1, 2], nothing: null });
  } finally {
    await engine.close();
  }
});

test('a refused statement is Unavailable with the reason in one line', async () => {
  const engine = await emptyNeo4j();
  try {
    await expect(engine.read({ text: 'MATCH (n RETURN n' })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('SyntaxError'),
    });
  } finally {
    await engine.close();
  }
});
