'use strict';
/** The server's settings out of VS Code's. */

/** Settings of this extension alone, which the server does not know. */
const OWN = ['server.path', 'statusBar'];

/**
 * The settings that somebody has set, as the server wants them: `{detection: {mode: "off"}}`. What nobody has set is
 * left out, so that the server's own default holds.
 * @param {string[]} keys the manifest's settings, without "parlance."
 * @param {{ inspect: (key: string) => object | undefined, get: (key: string) => unknown }} configuration
 */
function explicitSettings(keys, configuration) {
  /** @type {Record<string, any>} */
  const settings = {};
  for (const key of keys) {
    if (!OWN.includes(key) && isSet(configuration.inspect(key))) put(settings, key.split('.'), configuration.get(key));
  }
  return settings;
}

/** @param {object | undefined} inspected VS Code's answer: `defaultValue`, `globalValue`, `workspaceValue` … */
function isSet(inspected) {
  return Object.entries(inspected ?? {}).some(
    ([name, value]) => name.endsWith('Value') && !name.startsWith('default') && value !== undefined,
  );
}

/**
 * @param {Record<string, any>} target
 * @param {string[]} path
 * @param {unknown} value
 */
function put(target, [first, ...rest], value) {
  if (rest.length === 0) target[first] = value;
  else put((target[first] ??= {}), rest, value);
}

/**
 * The manifest's settings, without "parlance.".
 * @param {any} manifest package.json
 */
function settingKeys(manifest) {
  const sections = [manifest?.contributes?.configuration ?? []].flat();
  return sections.flatMap((section) => Object.keys(section.properties)).map((key) => key.replace(/^parlance\./, ''));
}

module.exports = { explicitSettings, settingKeys, OWN };
