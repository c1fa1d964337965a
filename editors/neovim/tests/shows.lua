-- What Parlance does for somebody in Neovim, from the first paste to a language of their own, in one sitting with the
-- real program: PARLANCE_PROGRAM names it. What is opened is counted at the server. Run by ./run.
local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
local harness = dofile(here .. '/harness.lua')
local texts = dofile(here .. '/texts.lua')
local test, equal, wait_for, pass = harness.test, harness.equal, harness.wait_for, harness.pass

local program = assert(os.getenv('PARLANCE_PROGRAM'), 'PARLANCE_PROGRAM names the built program')
local recorder = vim.fn.fnamemodify(here, ':h:h') .. '/tests/recorder'
local project, record = texts.project(), vim.fn.tempname()
local child = harness.start(
  ([[vim.g.parlance = { cmd = { '%s', '%s', '%s', 'lsp' }, settings = { training = %s } }]]):format(
    recorder, record, program, vim.inspect(texts.TRAINING, { newline = ' ' })
  ),
  {},
  project
)
local buffers = 0

-- The first answer waits for the process to start; later ones for the pause in the typing, on a busy machine.
local PATIENCE = 20000
local TRAINING_PATIENCE = 300000
local SETTLED = 1200

local function opened()
  local _, count = table.concat(vim.fn.readfile(record), '\n'):gsub('"textDocument\\?/didOpen"', '')
  return count
end

local function wait_for_opened()
  buffers = buffers + 1
  wait_for(PATIENCE, function()
    return vim.fn.filereadable(record) == 1 and opened() >= buffers
  end)
end

local function wait_for_filetype(expected)
  wait_for(PATIENCE, function()
    return child:filetype() == expected
  end)
  equal(child:filetype(), expected, 'filetype')
end

local function hints()
  return child:lua([[
    local name_space = vim.api.nvim_get_namespaces()['parlance/hints']
    local shown = {}
    for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, name_space, 0, -1, { details = true })) do
      table.insert(shown, mark[4].virt_text[1][1])
    end
    return shown]])
end

local function fences()
  return vim.tbl_filter(function(line)
    return line:find('^```') or line:find('^~~~')
  end, child:lua('return vim.api.nvim_buf_get_lines(0, 0, -1, true)'))
end

local function float()
  return child:float()
end

test('pasted code gets its filetype', function()
  child:paste(texts.PYTHON)
  wait_for_filetype('python')
  wait_for_opened()
  assert(child:lua([[return require('parlance').statusline()]]):find('^Python'), 'statusline')
end)

test('a filetype that the user sets stays, whatever is edited', function()
  child:command('set filetype=conf')
  child:paste(texts.RUST)
  pass(SETTLED)
  equal(child:filetype(), 'conf', 'filetype')
end)

test('pasted prose stays as it is', function()
  child:command('enew!')
  child:paste(texts.PROSE)
  wait_for_opened()
  pass(SETTLED)
  equal(child:filetype(), '', 'filetype')
end)

test('untagged code blocks have hints, and get their tags', function()
  vim.fn.writefile(vim.split(texts.UNTAGGED, '\n'), project .. '/page.md')
  child:command('edit! page.md')
  wait_for(PATIENCE, function()
    return #hints() == 2
  end)
  assert(hints()[1]:find('^python'), hints()[1])
  assert(hints()[2]:find('^rust'), hints()[2])
  wait_for_opened()
  child:command('ParlanceFixAll')
  equal(fences(), { '```python', '```', '~~~~rust', '~~~~' }, 'fences')
  wait_for(PATIENCE, function()
    return #hints() == 0
  end)
  equal(hints(), vim.empty_dict(), 'hints')
  assert(wait_for(PATIENCE, function()
    return child:lua('return #vim.diagnostic.get(0)') == 0
  end), 'diagnostics stay')
  child:command('write')
end)

test('a language of the project is learned, by a training that shows how far it is', function()
  child:lua([[_G.seen = {}
    vim.api.nvim_create_autocmd('User', { pattern = 'ParlanceTraining', callback = function()
      table.insert(_G.seen, require('parlance').statusline())
    end })]])
  child:command('ParlanceRetrain')
  wait_for(TRAINING_PATIENCE, function()
    return float():find('foolang', 1, true)
  end)
  assert(float():find('New language: foolang', 1, true), 'what came of it: ' .. float())
  local seen = child:lua('return _G.seen')
  assert(#seen > 3 and seen[#seen - 1]:find('^retraining %d+%%$'), vim.inspect(seen))
  equal(vim.fn.isdirectory(project .. '/.parlance'), 1, 'the model')
end)

test('and is detected', function()
  child:command('enew!')
  child:paste(texts.foolang(77) .. texts.foolang(93))
  wait_for_filetype('foolang')
  wait_for_opened()
end)

test('each buffer was opened once', function()
  pass(SETTLED)
  equal(opened(), buffers, 'didOpen at the server')
end)

test('nothing is left behind', function()
  local pid = vim.api.nvim_get_proc_children(child.pid)[1]
  equal(child:quit(), 0, 'exit code')
  assert(wait_for(5000, function()
    return vim.loop.kill(pid, 0) ~= 0
  end), 'the server outlives its editor')
end)

harness.done()
