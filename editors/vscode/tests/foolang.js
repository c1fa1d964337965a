'use strict';
/** A language that nobody has, and a workspace of it beside some Python: made by arithmetic, the same each time. */
const fs = require('fs');
const path = require('path');

const NOUNS = ['ledger', 'harbour', 'kettle', 'window', 'orchard', 'signal', 'barrel', 'lantern', 'meadow', 'compass'];
const VERBS = ['fold', 'gather', 'weigh', 'carry', 'mend', 'count', 'paint', 'sort', 'lift', 'trace'];

/** Numbers that look drawn by lot and are the same each time (mulberry32). */
function draws(seed) {
  let state = seed;
  return (count) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  };
}

/** One file of it: blocks between `ritual` and `benediction`, bindings with `<~`, loops over `each ... among`. */
function foolang(seed) {
  const draw = draws(seed);
  const noun = () => NOUNS[draw(NOUNS.length)];
  const verb = () => VERBS[draw(VERBS.length)];
  const statement = [
    () => `    ${noun()} <~ ${verb()}!(${noun()}, ${draw(1000)});;`,
    () => `    each ${noun()} among [${draw(9)} ~ ${draw(99)}] :> ${verb()}!(${noun()});;`,
    () => `    whenever ${noun()} ?= ${draw(50)} :> yield "${noun()} ${verb()}";;`,
    () => `    %% ${verb()} the ${noun()} before the ${noun()}`,
  ];
  const block = () => [
    `ritual ${verb()}_${noun()} |${noun()} :: ${noun()}| ~>`,
    ...Array.from({ length: 3 + draw(5) }, () => statement[draw(statement.length)]()),
    `benediction ${noun()};;`, ''];
  return Array.from({ length: 2 + draw(3) }, block).flat().join('\n');
}

function python(seed) {
  const draw = draws(seed);
  const noun = () => NOUNS[draw(NOUNS.length)];
  const verb = () => VERBS[draw(VERBS.length)];
  const block = () => [
    `def ${verb()}_${noun()}(${noun()}s, limit=${draw(100)}):`, `    """${verb()} every ${noun()}."""`,
    `    result = {}`, `    for ${noun()} in ${noun()}s:`, `        if len(result) > ${draw(90)}:`, `            break`,
    `        result["${noun()}"] = ${verb()}(${noun()}, key=lambda item: item.${noun()})`, `    return result`, '', ''];
  return [`import ${noun()}`, '', '', ...Array.from({ length: 2 + draw(3) }, block).flat()].join('\n');
}

/** Writes the workspace. */
function writeWorkspace(folder, count) {
  for (const [name, ending, make] of [['spells', 'foo', foolang], ['tools', 'py', python]]) {
    fs.mkdirSync(path.join(folder, name), { recursive: true });
    for (let number = 0; number < count; number++) {
      fs.writeFileSync(path.join(folder, name, `${name}${number}.${ending}`), make(number + 1));
    }
  }
}

module.exports = { foolang, writeWorkspace };
