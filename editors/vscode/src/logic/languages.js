'use strict';
/**
 * From the server's languages to those that this VS Code has. The server sends VS Code's own ids where VS Code ships
 * the language; the others come from extensions, which do not agree on names.
 */

/**
 * Other ids of the same language, as extensions call it.
 * @type {Map<string, string[]>}
 */
const OTHER_IDS = new Map(Object.entries({
  asm: ['asm-intel-x86-generic', 'nasm', 'asm-collection'],
  bicep: ['bicep-lang'],
  commonlisp: ['lisp'],
  csv: ['csv (comma)'],
  'cuda-cpp': ['cuda'],
  cypher: ['neo4j', 'cypher-query-language'],
  'emacs-lisp': ['elisp', 'lisp'],
  erb: ['html.erb'],
  fortran: ['FortranFreeForm', 'fortran-modern', 'FortranFixedForm'],
  gherkin: ['cucumber', 'feature'],
  gomod: ['go.mod'],
  jade: ['pug'],
  jinja: ['jinja-html', 'jinja2'],
  lean: ['lean4'],
  nushell: ['nu'],
  pascal: ['objectpascal', 'delphi'],
  plsql: ['oraclesql', 'oracle-sql'],
  postscript: ['postscript2', 'ps'],
  protobuf: ['proto3', 'proto'],
  qml: ['qml-lang'],
  raku: ['perl6'],
  starlark: ['bazel', 'bzl'],
  systemverilog: ['sv'],
  terraform: ['hcl', 'tf'],
  viml: ['vim', 'vimscript'],
  wasm: ['wat'],
  wolfram: ['mathematica', 'wolfram-language'],
  xsl: ['xslt'],
}));

/**
 * A near kin that VS Code ships, for languages that it does not.
 * @type {Map<string, string>}
 */
const KIN = new Map(Object.entries({
  apex: 'java',
  console: 'shellscript',
  cython: 'python',
  dotenv: 'properties',
  erb: 'html',
  hack: 'php',
  jinja: 'html',
  liquid: 'html',
  plsql: 'sql',
  sass: 'scss',
  starlark: 'python',
  vba: 'vb',
  vue: 'html',
}));

/**
 * The id of a language in this VS Code: its own, another of the same language, a kin's; undefined where there is none.
 * @param {{ id: string, editorId: string }} language
 * @param {readonly string[]} installed
 * @returns {string | undefined}
 */
function installedID({ id, editorId }, installed) {
  const known = new Set(installed);
  const names = [editorId, id, ...(OTHER_IDS.get(editorId) ?? []), KIN.get(editorId)];
  return names.find((name) => name !== undefined && known.has(name));
}

module.exports = { installedID, OTHER_IDS, KIN };
