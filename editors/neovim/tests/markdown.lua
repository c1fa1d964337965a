-- Code blocks of Markdown against a server whose answers the test writes itself. Run by ./run.
local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
local faked = dofile(here .. '/faked.lua')
local harness = faked.harness
local test, equal, wait_for, pass = harness.test, harness.equal, harness.wait_for, harness.pass

local PAGE = { '# Title', '', '```', 'x = 1', '```' }
-- Longer than hints wait for a pause in the typing.
local SETTLED = 400

local function place(line, first, last)
  return { start = { line = line, character = first }, ['end'] = { line = line, character = last or first } }
end

local HINT = { position = { line = 2, character = 3 }, label = 'python 98 %', textEdits = { { range = place(2, 3), newText = 'python' } } }

-- With a Markdown file, or a buffer without a name that is told to be Markdown; `body(child, uri)`.
local function with_page(kind, body, options)
  local arguments, uri = {}, faked.URI
  if kind == 'file' then
    local file = vim.fn.tempname() .. '.md'
    vim.fn.writefile(PAGE, file)
    arguments, uri = { file }, vim.uri_from_fname(vim.loop.fs_realpath(file))
  end
  faked.with_child(function(child)
    child:lua([[fake.results['textDocument/inlayHint'] = { ... }]], HINT)
    if kind ~= 'file' then
      child:paste(table.concat(PAGE, '\n'))
      wait_for(2000, function()
        return child:lua('return fake.texts[...] ~= nil', uri)
      end)
      child:lua([[fake.announce(...)]], uri, 1, 'markdown')
      wait_for(2000, function()
        return child:lua('return fake.count("textDocument/didOpen")') == 2
      end)
    end
    assert(wait_for(2000, function()
      return child:lua('return fake.texts[...] ~= nil', uri)
    end), 'not opened')
    body(child, uri)
  end, arguments, options)
end

local function both(name, body, options)
  for _, kind in ipairs({ 'file', 'buffer without a name' }) do
    test(('%s (%s)'):format(name, kind), function()
      with_page(kind, body, options)
    end)
  end
end

-- What stands behind lines, by row from 0.
local function hints(child)
  return child:lua([[
    local name_space = vim.api.nvim_get_namespaces()['parlance/hints']
    local shown = {}
    for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, name_space, 0, -1, { details = true })) do
      table.insert(shown, { mark[2], mark[4].virt_text[1][1] })
    end
    return shown]])
end

local function wait_for_hints(child, expected)
  wait_for(3000, function()
    return vim.deep_equal(hints(child), expected)
  end)
  equal(hints(child), expected, 'hints')
end

local function lines(child)
  return child:lua('return vim.api.nvim_buf_get_lines(0, 0, -1, true)')
end

local function tagged()
  local copy = vim.deepcopy(PAGE)
  copy[3] = '```python'
  return copy
end

local function diagnostics(child)
  return child:lua('return vim.diagnostic.get(0)')
end

both('hints stand behind fences, and follow the text', function(child)
  wait_for_hints(child, { { 2, 'python 98 %' } })
  child:lua([[fake.results['textDocument/inlayHint'] = {}]])
  child:keys('GoMore.<Esc>')
  wait_for_hints(child, {})
end)

both('hints are asked for again when the server says so', function(child)
  wait_for_hints(child, { { 2, 'python 98 %' } })
  child:lua([[fake.results['textDocument/inlayHint'][1].label = { { value = 'ru' }, { value = 'by' } }]])
  child:lua([[fake.ask('workspace/inlayHint/refresh', {})]])
  wait_for_hints(child, { { 2, 'ruby' } })
  equal(child:lua('return fake.answer == vim.NIL'), true, 'answer')
end)

both('without the option no hint is asked for', function(child)
  pass(SETTLED)
  equal(hints(child), vim.empty_dict(), 'hints')
  equal(child:lua('return #fake.asked'), 0, 'requests')
end, ', hints = false')

both(':ParlanceAccept writes the tag that a hint shows', function(child)
  wait_for_hints(child, { { 2, 'python 98 %' } })
  child:keys('3G')
  child:command('ParlanceAccept')
  equal(lines(child), tagged(), 'text')
  child:keys('u')
  equal(lines(child), PAGE, 'text after undo')
end)

both('diagnostics are shown, of the text as it is', function(child, uri)
  local diagnostic = { range = place(2, 0, 3), severity = 4, message = 'no tag', code = 'untagged-code-block', source = 'parlance' }
  child:lua('fake.publish(...)', uri, { diagnostic })
  local shown = wait_for(2000, function()
    return #diagnostics(child) == 1 and diagnostics(child)[1]
  end)
  assert(shown, 'nothing shown')
  equal({ shown.lnum, shown.col, shown.end_col, shown.severity, shown.message }, { 2, 0, 3, 4, 'no tag' }, 'diagnostic')
  child:lua('fake.publish(...)', uri, {})
  equal(wait_for(2000, function()
    return #diagnostics(child) == 0
  end), true, 'cleared')
end)

test('diagnostics of an older text are not taken for a buffer without a name', function()
  with_page('', function(child, uri)
    child:lua('fake.publish(...)', uri, { { range = place(2, 0, 3), message = 'old' } }, 1)
    pass(100)
    equal(diagnostics(child), vim.empty_dict(), 'diagnostics')
  end)
end)

both('columns of diagnostics are bytes', function(child, uri)
  child:keys('4GSä😀x<Esc>')
  pass(300)
  child:lua('fake.publish(...)', uri, { { range = place(3, 1, 3), message = 'here' } })
  local shown = wait_for(2000, function()
    return diagnostics(child)[1]
  end)
  equal({ shown.col, shown.end_col }, { 2, 6 }, 'columns')
end)

both('a quick fix is offered, and makes its edit', function(child, uri)
  child:lua([[fake.results['textDocument/codeAction'] = { ... }]], {
    title = 'Tag as `python`', edit = { changes = { [uri] = HINT.textEdits } },
  })
  child:lua([[vim.ui.select = function(items, options, choose)
    _G.offered = options.format_item(items[1])
    choose(items[1])
  end]])
  child:keys('4G')
  child:command('ParlanceCodeAction')
  wait_for(2000, function()
    return vim.deep_equal(lines(child), tagged())
  end)
  equal(lines(child), tagged(), 'text')
  equal(child:lua('return _G.offered'), 'Tag as `python`', 'offered')
end)

both('a code action may be a command', function(child)
  child:lua([[fake.results['textDocument/codeAction'] = { { title = 'Tag', command = 'parlance.tagCodeBlock', arguments = { 1 } } }
    vim.ui.select = function(items, _, choose) choose(items[1]) end]])
  child:command('ParlanceCodeAction')
  assert(wait_for(2000, function()
    return child:lua('return fake.executed[1]') == 'parlance.tagCodeBlock'
  end), 'not asked')
end)

both('all that is certain is written before a save', function(child, uri)
  child:lua([[fake.results['textDocument/codeAction'] = { ... }]], {
    title = 'Tag all', kind = 'source.fixAll.parlance',
    edit = { documentChanges = { { textDocument = { uri = uri }, edits = HINT.textEdits } } },
  })
  child:command('ParlanceFixAll')
  equal(lines(child), tagged(), 'text')
  equal(child:lua('return fake.asked[#fake.asked].params.context.only'), { 'source.fixAll.parlance' }, 'kinds')
end)

both('the server may ask for an edit', function(child, uri)
  child:lua([[fake.ask('workspace/applyEdit', { edit = { changes = { [select(1, ...)] = select(2, ...) } } })]], uri, HINT.textEdits)
  equal(child:lua('return fake.answer.applied'), true, 'applied')
  equal(lines(child), tagged(), 'text')
end)

test('an edit of an older text is refused, and nothing is changed', function()
  with_page('', function(child, uri)
    local edit = { documentChanges = { { textDocument = { uri = uri, version = 1 }, edits = HINT.textEdits } } }
    child:lua([[fake.ask('workspace/applyEdit', { edit = ... })]], edit)
    equal(child:lua('return fake.answer'), { applied = false, failureReason = 'the text has changed since' }, 'answer')
    equal(lines(child), PAGE, 'text')
  end)
end)

both(':ParlanceTagCodeBlocks names the document', function(child, uri)
  child:lua([[fake.results['parlance.tagCodeBlocks'] = { tagged = 1, left = 2 }]])
  child:command('ParlanceTagCodeBlocks')
  assert(wait_for(2000, function()
    return child:lua('return fake.executed[1]') == 'parlance.tagCodeBlocks'
  end), 'not asked')
  equal(child:lua('return fake.arguments'), { uri }, 'arguments')
end)

both('tags are completed, the likeliest first', function(child)
  child:lua([[fake.results['textDocument/completion'] = { items = {
    { label = 'ruby', sortText = '2' }, { label = 'python', sortText = '1', detail = '98 %' } } }]])
  equal(child:lua('return vim.bo.completefunc'), "v:lua.require'parlance.actions'.complete", 'completefunc')
  child:keys('3GA<C-x><C-u>')
  equal(wait_for(2000, function()
    local words = vim.tbl_map(function(item)
      return item.word
    end, child:lua('return vim.fn.complete_info({ "items" }).items'))
    return #words > 0 and words
  end), { 'python', 'ruby' }, 'items')
  child:keys('<C-e><Esc>4GA<C-x><C-u>')
  pass(100)
  equal(#child:lua('return vim.fn.complete_info({ "items" }).items'), 0, 'items within the code')
end)

both('what is no longer Markdown has neither hints nor diagnostics', function(child, uri)
  wait_for_hints(child, { { 2, 'python 98 %' } })
  child:lua('fake.publish(...)', uri, { { range = place(2, 0, 3), message = 'no tag' } })
  child:command('set filetype=conf')
  pass(SETTLED)
  equal(hints(child), vim.empty_dict(), 'hints')
  equal(diagnostics(child), vim.empty_dict(), 'diagnostics')
  equal(child:lua('return fake.texts[...] == nil', uri), true, 'closed')
end)

both('a server that is gone leaves nothing on the screen', function(child, uri)
  wait_for_hints(child, { { 2, 'python 98 %' } })
  child:lua('fake.publish(...)', uri, { { range = place(2, 0, 3), message = 'no tag' } })
  child:lua('fake.texts = {}; fake.die(1)')
  pass(200)
  equal(hints(child), vim.empty_dict(), 'hints')
  equal(diagnostics(child), vim.empty_dict(), 'diagnostics')
end)

test('commands about code blocks say so where there is no Markdown', function()
  faked.with_child(function(child)
    child:lua('_G.told = {}; vim.notify = function(text) table.insert(_G.told, text) end')
    for _, command in ipairs({ 'ParlanceTagCodeBlocks', 'ParlanceCodeAction' }) do
      child:command(command)
    end
    local told = child:lua('return _G.told')
    equal(#told, 2, 'messages')
    assert(told[1]:find('no Markdown', 1, true), told[1])
  end)
end)

test('diagnostics can be pushed only, hints can be refreshed', function()
  with_page('file', function(child)
    local capabilities = child:lua('return fake.capabilities')
    equal(type(capabilities.textDocument.diagnostic) ~= 'table', true, 'no pull')
    equal(capabilities.workspace.inlayHint.refreshSupport, true, 'refresh')
    assert(capabilities.textDocument.inlayHint, 'hints')
  end)
end)

harness.done()
