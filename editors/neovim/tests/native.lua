-- lsp/parlance.lua, for Neovim's own client (0.11 and later), with the real server and the real model: PARLANCE_PROGRAM
-- is the program. Run by ./run.
local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
local harness = dofile(here .. '/harness.lua')
local texts = dofile(here .. '/texts.lua')
local test, equal, wait_for = harness.test, harness.equal, harness.wait_for

if vim.fn.has('nvim-0.11') == 0 then
  io.stdout:write('this Neovim has no vim.lsp.enable, so that lsp/parlance.lua serves it was NOT tested\n')
  vim.cmd('qall!')
end

local program = assert(os.getenv('PARLANCE_PROGRAM'), 'PARLANCE_PROGRAM names the built program')
local ENABLE = ([[vim.lsp.config('parlance', { cmd = { '%s', 'lsp' }, settings = { parlance = { training = %s } } })
  vim.lsp.enable('parlance')]]):format(program, vim.inspect(texts.TRAINING, { newline = ' ' }))
local PATIENCE = 20000
local TRAINING_PATIENCE = 300000

local function page(text, ending)
  local file = vim.fn.tempname() .. (ending or '.md')
  vim.fn.writefile(vim.split(text, '\n'), file)
  return file
end

-- `before` runs before the plugin would; without the plugin unless it is to be there.
local function with_child(body, file, directory, plugin)
  local off = plugin and ("vim.g.parlance = { cmd = { '%s', 'lsp' } }\n"):format(program) or 'vim.g.loaded_parlance = 1\n'
  local child = harness.start(off .. ENABLE, { file }, directory)
  local passed, problem = xpcall(body, debug.traceback, child)
  local pids = vim.api.nvim_get_proc_children(child.pid)
  child:quit()
  assert(passed, problem)
  for _, pid in ipairs(pids) do
    assert(wait_for(5000, function()
      return vim.loop.kill(pid, 0) ~= 0
    end), ('server %d outlives its editor'):format(pid))
  end
end

local function wait_for_clients(child)
  assert(wait_for(PATIENCE, function()
    return child:lua([[return #vim.lsp.get_clients({ bufnr = 0 })]]) == 1
  end), 'not attached')
end

-- The labels of the hints that Neovim has for the buffer.
local function hints(child)
  return child:lua([[return vim.tbl_map(function(item) return item.inlay_hint.label end, vim.lsp.inlay_hint.get({ bufnr = 0 }))]])
end

local function fences(child)
  return vim.tbl_filter(function(line)
    return line:find('^```') or line:find('^~~~')
  end, child:lua('return vim.api.nvim_buf_get_lines(0, 0, -1, true)'))
end

local TAGGED = { '```python', '```', '~~~~rust', '~~~~' }

test('hints, diagnostics and hover come by Neovim\'s own client', function()
  with_child(function(child)
    wait_for_clients(child)
    assert(wait_for(PATIENCE, function()
      return #hints(child) == 2
    end), 'hints: ' .. vim.inspect(hints(child)))
    assert(hints(child)[1]:find('^python'), hints(child)[1])
    assert(wait_for(PATIENCE, function()
      return child:lua('return #vim.diagnostic.get(0)') == 2
    end), 'diagnostics')
    child:keys('5G')
    child:lua('vim.lsp.buf.hover()')
    assert(wait_for(PATIENCE, function()
      return child:float():find('Python', 1, true)
    end), 'hover: ' .. child:float())
  end, page(texts.UNTAGGED))
end)

test('the code action source.fixAll.parlance writes the tags', function()
  with_child(function(child)
    wait_for_clients(child)
    wait_for(PATIENCE, function()
      return child:lua('return #vim.diagnostic.get(0)') == 2
    end)
    child:lua([[vim.lsp.buf.code_action({ context = { only = { 'source.fixAll.parlance' }, diagnostics = {} }, apply = true })]])
    wait_for(PATIENCE, function()
      return vim.deep_equal(fences(child), TAGGED)
    end)
    equal(fences(child), TAGGED, 'fences')
    assert(wait_for(PATIENCE, function()
      return #hints(child) == 0 and child:lua('return #vim.diagnostic.get(0)') == 0
    end), 'something is left to say')
  end, page(texts.UNTAGGED))
end)

test(':LspParlance tagCodeBlocks writes the tags', function()
  with_child(function(child)
    wait_for_clients(child)
    child:command('LspParlance tagCodeBlocks')
    wait_for(PATIENCE, function()
      return vim.deep_equal(fences(child), TAGGED)
    end)
    equal(fences(child), TAGGED, 'fences')
    local offered = child:lua([[return vim.fn.getcompletion('LspParlance ', 'cmdline')]])
    for _, name in ipairs({ 'retrain', 'cancel', 'rollbackModel', 'showModel', 'tagCodeBlocks' }) do
      assert(vim.tbl_contains(offered, name), name .. ' is not offered')
    end
  end, page(texts.UNTAGGED))
end)

test('the tag of a block is completed', function()
  with_child(function(child)
    wait_for_clients(child)
    wait_for(PATIENCE, function()
      return child:lua('return #vim.diagnostic.get(0)') == 2
    end)
    child:keys('3GA<C-x><C-o>')
    local first = wait_for(PATIENCE, function()
      local item = child:lua('return vim.fn.complete_info({ "items" }).items[1]')
      return item ~= vim.NIL and item
    end)
    equal(first and first.word, 'python', 'first')
  end, page(texts.UNTAGGED))
end)

test('a text file of another filetype than it says gets that, if it is not named as text', function()
  with_child(function(child)
    child:command('setfiletype text')
    wait_for_clients(child)
    wait_for(PATIENCE, function()
      return child:filetype() == 'python'
    end)
    equal(child:filetype(), 'python', 'filetype')
  end, page(texts.PYTHON, ''))
end)

test('a training learns the project, and can be stopped', function()
  local project = texts.project()
  vim.fn.writefile({ '# Notes' }, project .. '/notes.md')
  with_child(function(child)
    wait_for_clients(child)
    child:lua([[_G.progress, _G.messages = {}, {}
      vim.notify = function(text) table.insert(_G.messages, text) end
      vim.api.nvim_create_autocmd('LspProgress', { callback = function(event) table.insert(_G.progress, event.data.params.value) end })
      vim.lsp.handlers['window/showMessage'] = function(_, params) table.insert(_G.messages, params.message) end]])
    local function told(words)
      return table.concat(child:lua('return _G.messages'), '\n'):find(words)
    end
    child:command('LspParlance retrain')
    wait_for(PATIENCE, function()
      return child:lua('return #_G.progress') > 1
    end)
    child:command('LspParlance cancel')
    assert(wait_for(PATIENCE, function()
      local last = child:lua('return _G.progress[#_G.progress]')
      return last.kind == 'end' and told('cancelled')
    end), 'not cancelled: ' .. vim.inspect(child:lua('return _G.messages')))
    equal(vim.fn.filereadable(project .. '/.parlance/model'), 0, 'a model')
    child:command('LspParlance retrain')
    assert(wait_for(TRAINING_PATIENCE, function()
      return told('New language: foolang')
    end), vim.inspect(child:lua('return _G.messages')))
  end, project .. '/notes.md', project)
end)

test('with the plugin beside it, Markdown has one server', function()
  with_child(function(child)
    wait_for_clients(child)
    assert(wait_for(PATIENCE, function()
      return #hints(child) == 2
    end), 'hints')
    equal(child:lua('return #vim.lsp.get_clients()'), 1, 'servers')
    child:command('enew')
    child:paste(texts.PYTHON)
    assert(wait_for(PATIENCE, function()
      return child:filetype() == 'python'
    end), 'filetype')
    equal(child:lua('return #vim.lsp.get_clients()'), 2, 'servers')
  end, page(texts.UNTAGGED), nil, true)
end)

harness.done()
