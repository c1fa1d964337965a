-- Runs a child Neovim as a person would have it, driven over its own RPC: keys are typed, text is pasted.
local M = {}

local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
local program = os.getenv('PARLANCE_NVIM') or vim.v.progpath
local plugin = vim.fn.fnamemodify(here, ':h')

M.failures, M.count = 0, 0

--- A headless Neovim with the plugin, and nothing else; `before` is Lua that runs in it before the plugin does, and
--- `directory` where it is started.
function M.start(before, arguments, directory)
  local command = { program, '--embed', '--headless', '--clean', '-n', '--cmd', 'set runtimepath^=' .. plugin }
  vim.list_extend(command, { '--cmd', 'luafile ' .. here .. '/spy.lua' })
  if before then
    local script = vim.fn.tempname() .. '.lua'
    vim.fn.writefile(vim.split(before, '\n'), script)
    vim.list_extend(command, { '--cmd', 'luafile ' .. script })
  end
  vim.list_extend(command, arguments or {})
  local channel = vim.fn.jobstart(command, { rpc = true, cwd = directory or vim.fn.tempname():match('.*/') })
  assert(channel > 0, 'cannot start ' .. program)
  local child = { channel = channel, pid = vim.fn.jobpid(channel) }
  return setmetatable(child, { __index = M.methods })
end

M.methods = {}
local methods = M.methods

function methods.call(self, name, ...)
  return vim.fn.rpcrequest(self.channel, 'nvim_' .. name, ...)
end

--- Runs Lua in the child and returns what it returns.
function methods.lua(self, code, ...)
  return self:call('exec_lua', code, { ... })
end

function methods.keys(self, keys)
  self:call('input', keys)
end

function methods.paste(self, text)
  self:call('paste', text, true, -1)
end

function methods.command(self, command)
  self:call('command', command)
end

function methods.filetype(self)
  return self:lua('return vim.bo.filetype')
end

--- The messages of one method that went to the server.
function methods.sent(self, method)
  return vim.tbl_filter(function(message)
    return message.method == method
  end, self:lua('return _G.spy.sent'))
end

--- The text of the floating window, if one is open.
function methods.float(self)
  return self:lua([[
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true), '\n')
      end
    end
    return '']])
end

function methods.quit(self)
  pcall(vim.fn.rpcnotify, self.channel, 'nvim_command', 'qall!')
  return vim.fn.jobwait({ self.channel }, 5000)[1]
end

--- Waits until `condition` holds; returns what it returned.
function M.wait_for(milliseconds, condition)
  local value
  vim.wait(milliseconds, function()
    value = condition()
    return value
  end, 10)
  return value
end

--- Lets `milliseconds` pass, in which something must not happen.
function M.pass(milliseconds)
  vim.wait(milliseconds, function()
    return false
  end)
end

function M.equal(actual, expected, what)
  if not vim.deep_equal(actual, expected) then
    error(('%s: expected %s, got %s'):format(what, vim.inspect(expected), vim.inspect(actual)), 2)
  end
end

--- Runs one test and says how it went.
function M.test(name, body)
  M.count = M.count + 1
  local passed, problem = xpcall(body, debug.traceback)
  if passed then
    io.stdout:write('ok   ', name, '\n')
  else
    M.failures = M.failures + 1
    io.stdout:write('FAIL ', name, '\n     ', tostring(problem):gsub('\n', '\n     '), '\n')
  end
end

--- Ends the run; the exit code says whether all went well.
function M.done()
  io.stdout:write(('%d tests, %d failures\n'):format(M.count, M.failures))
  vim.cmd(M.failures == 0 and 'qall!' or 'cquit!')
end

return M
