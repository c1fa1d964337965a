-- What the tests paste.
local M = {}

-- One of the texts that the tests of all editors share.
local function shared(name)
  local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
  return table.concat(vim.fn.readfile(here .. '/../../tests/texts/' .. name), '\n') .. '\n'
end

M.PYTHON = shared('words.py')
M.RUST = shared('inventory.rs')
M.PROSE = shared('letter.txt')

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
