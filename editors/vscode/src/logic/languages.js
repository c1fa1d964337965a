'use strict';
/**
 * From the server's languages to those that this VS Code has. The server sends VS Code's own ids where VS Code ships
 * the language; the others come from extensions, which do not agree on names.
 */

const { LANGUAGE_NAMES } = require('./languageNames');

/**
 * The id of a language in this VS Code: its own, another of the same language, a kin's; undefined where there is none.
 * @param {{ id: string, editorId: string }} language
 * @param {readonly string[]} installed
 * @returns {string | undefined}
 */
function installedID({ id, editorId }, installed) {
  const known = new Set(installed);
  const own = LANGUAGE_NAMES.get(id);
  return [editorId, id, ...(own?.names ?? []), ...(own?.near ?? [])].find((name) => known.has(name));
}

module.exports = { installedID };
