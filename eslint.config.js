import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/**
 * The folders in the direction of dependence (docs/architecture.md): each may import itself and what stands in its list.
 * `cli` is the composition root and may import all.
 */
const mayImport = {
  schema: [],
  graph: ['schema'],
  ingest: ['graph', 'schema'],
  answer: ['graph', 'schema'],
  'wiki-server': ['answer', 'graph', 'schema'],
  bot: ['answer', 'graph', 'schema'],
};
const folders = [...Object.keys(mayImport), 'cli', 'test', 'bench', 'scripts'];

const arrows = Object.entries(mayImport).map(([folder, allowed]) => {
  const refused = folders.filter((other) => other !== folder && !allowed.includes(other));
  return {
    files: [`${folder}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\.\\./)+(${refused.join('|')})(/|$)`,
              message: `${folder}/ may import only ${['itself', ...allowed].join(', ')} (docs/architecture.md). Declare a function type in schema/ and have cli/ pass it in.`,
            },
            ...(folder === 'schema'
              ? [
                  {
                    regex: '^node:(?!crypto)',
                    message: 'schema/ does no I/O: read files and sockets elsewhere and pass the data in.',
                  },
                ]
              : []),
          ],
        },
      ],
    },
  };
});

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', '.kiki/', '**/target/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Ports are objects made by factories that close over their state: no method uses `this`, and dependencies are destructured.
      '@typescript-eslint/unbound-method': 'off',
      // The driver declares its option objects as classes without constructors that anyone calls.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Code points are what transliteration and letter pairs work on.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-console': 'error',
    },
  },
  ...arrows,
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      // Test doubles implement promise-returning ports without awaiting, and look into loosely typed JSON.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // Declares how packages export, which is not for us to choose.
    files: ['**/*.d.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: globals.node },
  },
);
