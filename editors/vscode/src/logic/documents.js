'use strict';
/** Which documents the server is told of. */

/** Languages that say no more than "text". */
const PLAIN = 'plaintext';

/** Markdown and its kin, as VS Code and the usual extensions call them. */
const MARKDOWN = ['markdown', 'mdx', 'rmd', 'rmarkdown', 'quarto'];

/** Where files are: on this disk, on another machine, behind a file system that an extension brings. */
const FILES = ['file', 'vscode-remote', 'vscode-vfs'];

/** A cell of a notebook is a document of its own. */
const CELLS = 'vscode-notebook-cell';

/** @param {string} languageId */
function isMarkdown(languageId) {
  return MARKDOWN.includes(languageId);
}

/**
 * Untitled documents whatever their language; of files those without a language, and Markdown; of a notebook the cells
 * in Markdown, while its code has a language from it. Not what only looks like a document: output, the input of source
 * control, the sides of a comparison.
 * @param {{ scheme: string, languageId: string }} document
 */
function isServed({ scheme, languageId }) {
  if (scheme === 'untitled') return true;
  if (scheme === CELLS) return isMarkdown(languageId);
  return FILES.includes(scheme) && (languageId === PLAIN || isMarkdown(languageId));
}

module.exports = { isServed, isMarkdown, PLAIN, MARKDOWN, FILES, CELLS };
