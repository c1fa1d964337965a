'use strict';
/** Texts that the tests open, written for them. */

const PYTHON = `import json
import sys
from collections import Counter

def read_words(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield from line.lower().split()

if __name__ == "__main__":
    counts = Counter(read_words(sys.argv[1]))
    for word, count in counts.most_common(10):
        print(f"{word}: {count}")
`;

const RUST = `use std::collections::HashMap;

#[derive(Debug, Clone)]
pub struct Inventory {
    items: HashMap<String, u32>,
}

impl Inventory {
    pub fn add(&mut self, name: &str, count: u32) -> Option<u32> {
        let entry = self.items.entry(name.to_string()).or_insert(0);
        *entry += count;
        Some(*entry)
    }
}
`;

const HASKELL = `module Main where

import qualified Data.Map.Strict as Map

count :: [String] -> Map.Map String Int
count = foldr (\\word -> Map.insertWith (+) word 1) Map.empty

main :: IO ()
main = interact $ \\text ->
  unlines [word ++ ": " ++ show n | (word, n) <- Map.toList (count (words text))]
`;

const PROSE = `Dear Martha,

thank you for the long letter. We arrived on Tuesday evening, after two days of rain,
and found the garden much as you had described it. The old apple tree still stands by
the gate, and the neighbours have already asked about you twice.

Please write again when you know which train you will take in March.
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
