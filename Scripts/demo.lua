-- The session that Scripts/demo runs.
local top = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h:h')
local harness = dofile(top .. '/editors/neovim/tests/harness.lua')
local wait_for, pass = harness.wait_for, harness.pass
local options = ("vim.g.parlance = { cmd = { '%s', 'lsp' } }"):format(os.getenv('PARLANCE_PROGRAM'))

local failed = false

local function say(...)
  io.stdout:write(table.concat({ ... }), '\n')
  io.stdout:flush()
end

local function title(text)
  say('\n== ', text, ' ', ('='):rep(math.max(3, 90 - #text)))
end

local function quote(lines)
  for _, line in ipairs(lines) do
    say('    │ ', (line:gsub('\t', '    ')))
  end
end

local function document(name)
  return vim.fn.readfile(top .. '/examples/demo/' .. name)
end

--- What is in the file, in pieces of `size` lines.
local function pieces(lines, size)
  local all = {}
  for first = 1, #lines, size do
    table.insert(all, vim.list_slice(lines, first, math.min(#lines, first + size - 1)))
  end
  return all
end

local function percent(confidence)
  return ('%.1f %%'):format(100 * confidence)
end

--- The last answer (the server tells other things too), and how long after the last text that was sent it came.
local function last_answer(child)
  return child:lua([[
    local answers = vim.tbl_filter(function(message)
      return message.method == 'parlance/languageDetected'
    end, _G.spy.told)
    local answer = answers[#answers]
    if not answer then return { count = 0 } end
    local last = 0
    for _, message in ipairs(_G.spy.sent) do
      local isText = message.method == 'textDocument/didOpen' or message.method == 'textDocument/didChange'
      if isText and message.time < answer.time then last = message.time end
    end
    local params = answer.params
    return { count = #answers, milliseconds = (answer.time - last) / 1e6,
      language = params.language, confidence = params.confidence, decision = params.decision }]])
end

--- Waits for an answer beyond the `known` first ones.
local function next_answer(child, known, patience)
  wait_for(patience, function()
    return last_answer(child).count > known
  end)
  pass(30)
  local answer = last_answer(child)
  return answer.count > known and answer or nil
end

local function filetype(child)
  return child:filetype() == '' and 'none' or child:filetype()
end

local function report(child, answer)
  local state = '  filetype: ' .. filetype(child)
  if not answer then
    return say(state, '   (stays)')
  end
  local guess = type(answer.language) == 'table' and answer.language.name or 'no language'
  local confidence = type(answer.confidence) == 'number' and ' ' .. percent(answer.confidence) or ''
  say(state, ('   (%s: %s%s; %.0f ms after the last key)'):format(answer.decision, guess, confidence, answer.milliseconds))
end

local function with_child(arguments, body)
  local child = harness.start(options, arguments)
  local passed, problem = xpcall(body, debug.traceback, child)
  child:quit()
  if not passed then
    failed = true
    say('the demo failed: ', problem)
  end
end

local function expect(child, expected)
  if filetype(child) ~= expected then
    failed = true
    say('  !! this should have been: ', expected)
  end
end

--- Asks for the hover under the cursor; returns its text and the milliseconds from request to answer.
local function hover(child)
  child:command('ParlanceHover')
  local text = wait_for(3000, function()
    return child:float() ~= '' and child:float()
  end)
  local milliseconds = child:lua([[
    local sent
    for _, message in ipairs(_G.spy.sent) do
      if message.method == 'textDocument/hover' then sent = message.time end
    end
    local answer = _G.spy.answered[#_G.spy.answered]
    return (answer.time - sent) / 1e6]])
  return text, milliseconds
end

local function show_hover(child)
  local text, milliseconds = hover(child)
  failed = failed or not text
  say(('  hover, %.1f ms:'):format(milliseconds))
  for _, line in ipairs(vim.split(text or '!! nothing', '\n')) do
    say('      ', line)
  end
end

local function typing(child)
  title('An untitled buffer, typed into')
  child:command('set paste')
  for _, piece in ipairs(pieces(document('typed.go'), 3)) do
    local known = last_answer(child).count
    quote(piece)
    child:keys('GA' .. (table.concat(piece, '\n'):gsub('<', '<lt>'):gsub('\n', '<CR>')) .. '<CR><Esc>')
    report(child, next_answer(child, known, 1500))
  end
  expect(child, 'go')
  child:command('normal! gg')
  show_hover(child)
end

local function pasting(name, expected)
  return function(child)
    title(('examples/demo/%s, pasted into an untitled buffer'):format(name))
    quote(vim.list_slice(document(name), 1, 4))
    say('    │ …')
    child:paste(table.concat(document(name), '\n'))
    report(child, next_answer(child, 0, 2500))
    expect(child, expected)
    child:command('normal! gg')
    show_hover(child)
  end
end

local function choosing(child)
  title('A filetype that you set stays')
  child:paste(table.concat(document('pasted.rb'), '\n'))
  report(child, next_answer(child, 0, 2500))
  child:command('set filetype=crystal')
  say('  :set filetype=crystal, and another program is pasted below')
  child:keys('Go<Esc>')
  child:paste(table.concat(document('typed.go'), '\n'))
  pass(1000)
  say('  filetype: ', filetype(child))
  expect(child, 'crystal')
end

local function code_blocks(lines)
  local first_lines, inside = {}, false
  for number, line in ipairs(lines) do
    if line:find('```', 1, true) then
      inside = not inside
      if inside then
        table.insert(first_lines, number + 1)
      end
    end
  end
  return first_lines
end

local function markdown(child)
  title('examples/demo/recipes.md, hovered over')
  local lines = document('recipes.md')
  wait_for(3000, function()
    return #child:sent('textDocument/didOpen') > 0
  end)
  for _, number in ipairs(code_blocks(lines)) do
    quote(vim.list_slice(lines, number, number + 2))
    child:command('normal! ' .. number .. 'G')
    show_hover(child)
    child:command('normal! gg')
    pass(50)
  end
end

with_child({}, typing)
with_child({}, pasting('pasted.rb', 'ruby'))
with_child({}, pasting('letter.txt', 'none'))
with_child({}, choosing)
with_child({ top .. '/examples/demo/recipes.md' }, markdown)
say('')
vim.cmd(failed and 'cquit!' or 'qall!')
