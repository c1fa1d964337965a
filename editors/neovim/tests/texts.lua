-- What the tests paste.
local M = {}

M.PYTHON = [[
import json
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
]]

M.RUST = [[
use std::collections::HashMap;

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
]]

M.PROSE = [[
Dear Martha,

thank you for the long letter. We arrived on Tuesday evening, after two days of rain,
and found the garden much as you had described it. The old apple tree still stands by
the gate, and the neighbours have already asked about you twice.

Please write again when you know which train you will take in March.
]]

M.MARKDOWN = [[
# How to count

First the query:

```
SELECT customer_id, COUNT(*) AS orders
FROM orders
WHERE created_at >= '2024-01-01'
GROUP BY customer_id
ORDER BY orders DESC;
```

That is all.
]]

--- A page with two code blocks that are not tagged, a Python one and a Rust one.
M.UNTAGGED = '# Two blocks\n\n```\n' .. M.PYTHON .. '```\n\nand\n\n~~~~\n' .. M.RUST .. '~~~~\n'

local NOUNS = { 'apple', 'crate', 'ledger', 'garden', 'lamp', 'river', 'ticket', 'wagon' }
local VERBS = { 'open', 'close', 'fetch', 'count', 'merge', 'split', 'paint', 'tidy', 'weigh', 'label' }

--- A text in a language that nobody has, by a number.
function M.foolang(number)
  local noun, other = NOUNS[number % 8 + 1], NOUNS[(3 * number + 1) % 8 + 1]
  local verb = VERBS[number % 10 + 1]
  return table.concat({
    ('§ chapter %s_%s%d'):format(verb, noun, number), ('grant %s <~ shelf "%s" ;;'):format(other, other),
    ('verb %s! «%s, %s» ~>'):format(verb, noun, other),
    ('    given %s ≽ %d : say "%s %s" ;;'):format(noun, number + 1, verb, noun),
    ('    otherwise : hush %s ~~ %d ;;'):format(other, number), 'fin §', '',
  }, '\n')
end

--- A project of sixty files in it; returns its directory.
function M.project()
  local directory = vim.fn.tempname()
  vim.fn.mkdir(directory .. '/.git', 'p')
  directory = vim.loop.fs_realpath(directory)
  for number = 1, 60 do
    vim.fn.writefile(vim.split(M.foolang(number), '\n'), ('%s/text%d.foo'):format(directory, number))
  end
  return directory
end

--- Settings with which that is learned quickly: six epochs are enough for it.
M.TRAINING = { labels = { ['.foo'] = 'foolang' }, epochs = 6, learningRate = 0.002 }

return M
