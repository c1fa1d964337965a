'use strict';
/** What a retraining came to, in words for the user. */

/**
 * @typedef {{ rows: number, before: number, after: number }} Score
 * @typedef {{ adopted: boolean, reason?: string, workspace?: Score, builtIn?: Score, newLanguages?: string[] }} Outcome
 */

/** @param {Outcome} outcome */
function retrainingMessage({ adopted, reason, workspace, builtIn, newLanguages = [] }) {
  const sentences = [adopted ? 'The retrained model is in use.' : 'The model stays as it was.'];
  if (reason) sentences.push(asSentence(reason));
  if (workspace) sentences.push(`Right on held-out files of the workspace: ${change(workspace)}.`);
  if (builtIn) sentences.push(`On the built-in languages: ${change(builtIn)}.`);
  if (adopted && newLanguages.length) sentences.push(`New: ${newLanguages.join(', ')}.`);
  return sentences.join(' ');
}

/** @param {Score} score */
function change({ before, after }) {
  return `${(100 * before).toFixed(1)} % before, ${(100 * after).toFixed(1)} % after`;
}

/** @param {string} text */
function asSentence(text) {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

module.exports = { retrainingMessage };
