-- The help file, the options and :checkhealth say what there is: no more and no less. Run by ./run.
local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
local harness = dofile(here .. '/harness.lua')
local test, equal = harness.test, harness.equal

local plugin = vim.fn.fnamemodify(here, ':h')
local help = table.concat(vim.fn.readfile(plugin .. '/doc/parlance.txt'), '\n')
local settings_page = table.concat(vim.fn.readfile(plugin .. '/../../docs/settings.md'), '\n')

-- What `code` gives in a Neovim with the plugin and no server.
local function in_child(code)
  local child = harness.start([[vim.g.parlance = { cmd = { 'true' } }]])
  local result = child:lua(code)
  child:quit()
  return result
end

local function sorted(list)
  table.sort(list)
  return list
end

local function all(pattern, text)
  local found = {}
  for one in text:gmatch(pattern) do
    table.insert(found, one)
  end
  return sorted(found)
end

-- What is between the heading with this tag and the next one.
local function section(tag)
  local from = select(2, help:find('*' .. tag .. '*', 1, true))
  return help:sub(from, (help:find('\n====', from, true)))
end

test('helptags has no complaint, and every tag is there once', function()
  local copy = vim.fn.tempname()
  vim.fn.mkdir(copy, 'p')
  vim.fn.writefile(vim.split(help, '\n'), copy .. '/parlance.txt')
  vim.cmd('helptags ' .. copy)
  local tags = vim.tbl_map(function(line)
    return line:match('^[^\t]+')
  end, vim.fn.readfile(copy .. '/tags'))
  equal(sorted(tags), all('%*([^*%s|]+)%*', help), 'tags')
  for _, reference in ipairs(all('|(:?[Pp]arlance[^|%s]*)|', help)) do
    assert(vim.tbl_contains(tags, reference), reference .. ' is referred to and not there')
  end
end)

test('every command is in the help', function()
  local commands = in_child([[return vim.tbl_filter(function(name) return name:find('^Parlance') end,
    vim.tbl_keys(vim.api.nvim_get_commands({})))]])
  equal(all('%*:(Parlance%w+)%*', help), sorted(commands), 'commands')
end)

test('every function is in the help', function()
  local functions = in_child([[return vim.tbl_keys(require('parlance'))]])
  equal(all('%*parlance%.([%w_]+)%(%)%*', help), sorted(functions), 'functions')
end)

test('every option is in the help', function()
  local options = in_child([[return vim.tbl_keys(require('parlance.config').defaults)]])
  table.insert(options, 'cmd')
  equal(all('\n([%w_]+)  +%u', section('parlance-options')), sorted(options), 'options')
end)

test('every setting of the server is in the help, with its default', function()
  local expected = {}
  for key, default in settings_page:gmatch('\n| `([^`]+)` | [^|]+ | `([^|]+)` |') do
    table.insert(expected, key .. ' ' .. default)
  end
  assert(#expected > 30, 'docs/settings.md has another form')
  local documented = {}
  for key, default in section('parlance-settings'):gmatch('\n    (%S+) +(%S+)') do
    table.insert(documented, key .. ' ' .. default)
  end
  equal(documented, expected, 'settings')
end)

test('no line of the help is too long for its window', function()
  for number, line in ipairs(vim.split(help, '\n')) do
    assert(vim.fn.strdisplaywidth(line) <= 79, number .. ': ' .. line)
  end
end)

test(':checkhealth says which program there is, and that it has no model where it has none', function()
  local report = in_child([[vim.cmd('checkhealth parlance')
    return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n')]])
  assert(report:find('The server is started by: true', 1, true), report)
  assert(report:find('Model:', 1, true), report)
  assert(report:find('nothing has needed it yet', 1, true), report)
end)

test(':checkhealth says what is missing', function()
  local child = harness.start([[vim.g.parlance = { cmd = { '/no/such/program' } }]])
  child:command('checkhealth parlance')
  local report = child:lua([[return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n')]])
  child:quit()
  assert(report:find('/no/such/program', 1, true), report)
  assert(report:find('ERROR', 1, true), report)
end)

harness.done()
