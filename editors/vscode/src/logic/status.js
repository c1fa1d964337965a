'use strict';
/** The words of the status bar item and of the list behind it. */

/**
 * Whole percents, and never "100 %" or "0 %" of what is not quite that.
 * @param {number} probability
 */
function percent(probability) {
  if (probability >= 0.995) return '>99 %';
  if (probability < 0.01) return '<1 %';
  return `${Math.round(probability * 100)} %`;
}

/** @param {number} probability */
function bar(probability) {
  const halves = Math.round(Math.min(Math.max(probability, 0), 1) * 20);
  const full = '█'.repeat(halves >> 1) + (halves & 1 ? '▌' : '');
  return full.padEnd(10, '░');
}

/**
 * @typedef {import('./detections').Detection} Detection
 * @typedef {{ text: string, tooltip: string, isWarning?: boolean }} Status
 */

/**
 * What to show about a document; undefined where there is nothing to say: no document of ours, or one whose language
 * the user chose.
 * @param {{ server: import('../server/supervisor').State, detection: Detection | undefined }} state
 * @returns {Status | undefined}
 */
function status({ server, detection }) {
  if (server === 'failed') {
    return { text: '$(warning) Parlance', tooltip: 'Parlance is not running. Click to see why.', isWarning: true };
  }
  if (!detection || detection.ended || !detection.answer) return undefined;
  return ofAnswer(detection.answer, detection.missing !== undefined);
}

/**
 * @param {import('./detections').Answer} answer
 * @param {boolean} isMissing
 * @returns {Status}
 */
function ofAnswer({ language, confidence, alternatives, decision, reason }, isMissing) {
  const more = tooltip(alternatives, reason);
  if (!language || decision === 'none') return { text: '$(search) ?', tooltip: `Parlance: not sure\n${more}` };
  const name = `${language.name} ${percent(confidence)}`;
  if (isMissing) {
    const text = `$(extensions) ${name}`;
    return { text, tooltip: `Parlance: ${language.name}, for which no extension is installed here\n${more}` };
  }
  if (decision === 'suggest') return { text: `$(question) ${name}`, tooltip: `Parlance: this looks like ${name}\n${more}` };
  return { text: `$(check) ${name}`, tooltip: `Parlance: detected ${name}\n${more}` };
}

/**
 * @param {import('./detections').Alternative[]} alternatives
 * @param {string} reason
 */
function tooltip(alternatives, reason) {
  const others = alternatives.map(({ name, confidence }) => `${name} ${percent(confidence)}`);
  return [reason, others.length ? `Also: ${others.join(', ')}` : '', 'Click for more.'].filter(Boolean).join('\n');
}

/**
 * The languages to choose from, best first.
 * @param {import('./detections').Answer | undefined} answer
 */
function choices(answer) {
  if (!answer) return [];
  const best = answer.language ? [{ ...answer.language, confidence: answer.confidence }] : [];
  return [...best, ...answer.alternatives].map((language) => ({
    language,
    label: language.name,
    description: `${bar(language.confidence)} ${percent(language.confidence)}`,
  }));
}

module.exports = { status, choices, percent, bar };
