-- The plugin with the real server and the real model: PARLANCE_PROGRAM is the program. Run by ./run.
local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
local harness = dofile(here .. '/harness.lua')
local test, equal, wait_for, pass = harness.test, harness.equal, harness.wait_for, harness.pass

local program = assert(os.getenv('PARLANCE_PROGRAM'), 'PARLANCE_PROGRAM names the built program')
local options = ("vim.g.parlance = { cmd = { '%s', 'lsp' } }"):format(program)

-- The first answer waits for the process to start; later ones for the pause in the typing.
local PATIENCE = 10000
local SETTLED = 1200

local texts = dofile(here .. '/texts.lua')
local PYTHON, RUST, PROSE, MARKDOWN = texts.PYTHON, texts.RUST, texts.PROSE, texts.MARKDOWN

local function alive(pid)
  return vim.loop.kill(pid, 0) == 0
end

local function servers_of(child)
  return vim.api.nvim_get_proc_children(child.pid)
end

-- After the body, the server has to be gone with its editor.
local function with_child(body, arguments)
  local child = harness.start(options, arguments)
  local passed, problem = xpcall(body, debug.traceback, child)
  local pids = servers_of(child)
  child:quit()
  assert(passed, problem)
  for _, pid in ipairs(pids) do
    local gone = wait_for(3000, function()
      return not alive(pid)
    end)
    assert(gone, ('server %d outlives its editor'):format(pid))
  end
end

local function wait_for_filetype(child, expected)
  local seen = wait_for(PATIENCE, function()
    return child:filetype() ~= '' and child:filetype()
  end)
  equal(seen, expected, 'filetype')
end

local function wait_for_float(child, expected)
  local text = wait_for(PATIENCE, function()
    return child:float() ~= '' and child:float()
  end)
  assert(text and text:find(expected, 1, true), ('hover without %q: %s'):format(expected, vim.inspect(text)))
end

test('pasted code gets its filetype, and one didOpen is all it takes', function()
  with_child(function(child)
    child:paste(PYTHON)
    wait_for_filetype(child, 'python')
    pass(SETTLED)
    equal(#child:sent('textDocument/didOpen'), 1, 'didOpen')
    equal(child:filetype(), 'python', 'filetype later')
  end)
end)

test('typed code gets its filetype', function()
  with_child(function(child)
    child:command('set paste')
    child:keys('i')
    for _, line in ipairs(vim.split(RUST, '\n')) do
      child:keys((line:gsub('<', '<lt>')) .. '<CR>')
      pass(15)
    end
    child:keys('<Esc>')
    wait_for_filetype(child, 'rust')
    equal(#child:sent('textDocument/didOpen'), 1, 'didOpen')
  end)
end)

test('pasted prose stays as it is', function()
  with_child(function(child)
    child:paste(PROSE)
    wait_for(PATIENCE, function()
      return #child:sent('textDocument/didOpen') == 1
    end)
    pass(SETTLED)
    equal(child:filetype(), '', 'filetype')
  end)
end)

test("a user's filetype stays, whatever is typed after it", function()
  with_child(function(child)
    child:paste(PYTHON)
    wait_for_filetype(child, 'python')
    child:command('set filetype=conf')
    child:paste(RUST .. RUST)
    pass(SETTLED)
    equal(child:filetype(), 'conf', 'filetype')
    equal(#child:sent('parlance/languageChosen'), 1, 'languageChosen')
  end)
end)

test('two buffers without a name get a filetype each', function()
  with_child(function(child)
    child:paste(PYTHON)
    wait_for_filetype(child, 'python')
    child:command('enew!')
    child:paste(RUST)
    wait_for_filetype(child, 'rust')
    equal(child:lua('return vim.bo[1].filetype'), 'python', 'filetype of the first')
  end)
end)

test('K says what an untitled buffer is in', function()
  with_child(function(child)
    child:paste(PYTHON)
    wait_for_filetype(child, 'python')
    child:keys('<Esc>ggK')
    wait_for_float(child, 'Python')
  end)
end)

test('hover speaks of a code block in a Markdown file, by vim.lsp and by :ParlanceHover', function()
  local file = vim.fn.tempname() .. '.md'
  vim.fn.writefile(vim.split(MARKDOWN, '\n'), file)
  for _, command in ipairs({ 'lua vim.lsp.buf.hover()', 'ParlanceHover' }) do
    with_child(function(child)
      wait_for(PATIENCE, function()
        return #child:sent('textDocument/didOpen') == 1
      end)
      child:keys('6G')
      child:command(command)
      wait_for_float(child, 'SQL')
    end, { file })
  end
end)

test('a server whose editor was killed ends', function()
  local child = harness.start(options)
  child:paste(PYTHON)
  wait_for_filetype(child, 'python')
  local server = servers_of(child)[1]
  vim.loop.kill(child.pid, 'sigkill')
  local gone = wait_for(3000, function()
    return not alive(server)
  end)
  assert(gone, ('server %d outlives its editor'):format(server))
end)

harness.done()
