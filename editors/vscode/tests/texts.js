'use strict';
/** Texts that the tests open, written for them. */
const fs = require('fs');
const path = require('path');

/** One of the texts that the tests of all editors share. */
const shared = (name) => fs.readFileSync(path.join(__dirname, '../../tests/texts', name), 'utf8');

const PYTHON = shared('words.py');
const RUST = shared('inventory.rs');
const PROSE = shared('letter.txt');

const HASKELL = `module Main where

import qualified Data.Map.Strict as Map

count :: [String] -> Map.Map String Int
count = foldr (\\word -> Map.insertWith (+) word 1) Map.empty

main :: IO ()
main = interact $ \\text ->
  unlines [word ++ ": " ++ show n | (word, n) <- Map.toList (count (words text))]
`;

const MARKDOWN = `# How to count

First the query:

\`\`\`
SELECT customer_id, COUNT(*) AS orders
FROM orders
WHERE created_at >= '2024-01-01'
GROUP BY customer_id
ORDER BY orders DESC;
\`\`\`

Then in Python, which has its tag:

\`\`\`python
print(1)
\`\`\`

And the whole of it, without:

\`\`\`
${PYTHON}\`\`\`

That is all.
`;

/** A page with two blocks that are not tagged, and what becomes of it. */
const UNTAGGED = `# Two blocks\n\n\`\`\`\n${PYTHON}\`\`\`\n\nand\n\n~~~~  \n${RUST}~~~~\n`;
const TAGGED = `# Two blocks\n\n\`\`\`python\n${PYTHON}\`\`\`\n\nand\n\n~~~~rust  \n${RUST}~~~~\n`;

module.exports = { PYTHON, RUST, HASKELL, PROSE, MARKDOWN, UNTAGGED, TAGGED };
