--- The one server process of this Neovim: started when first needed, and never in a loop when it fails.
local config = require('parlance.config')

local M = {}

--- Called when the server is gone, whatever the reason; set by the plugin.
M.on_gone = function() end
--- The handlers of the server's own notifications, by method; set by the plugin.
M.handlers = {}

local client, starting, failure
local waiting = {}

local has_methods = vim.fn.has('nvim-0.11') == 1

--- Sends a notification.
function M.notify(method, params)
  if not client then
    return
  end
  if has_methods then
    client:notify(method, params)
  else
    client.notify(method, params)
  end
end

--- Sends a request; `callback(result, error)`.
function M.request(method, params, callback)
  local function handler(err, result)
    callback(result, err)
  end
  if has_methods then
    client:request(method, params, handler, 0)
  else
    client.request(method, params, handler, 0)
  end
end

local function capabilities()
  local all = vim.lsp.protocol.make_client_capabilities()
  all.experimental = vim.tbl_extend('force', all.experimental or {}, { ['parlance/languageDetected'] = true })
  -- Columns are counted in UTF-16 in hover.lua; 0.11 would offer UTF-8 first.
  all.general = vim.tbl_extend('force', all.general or {}, { positionEncodings = { 'utf-16' } })
  return all
end

local function settings()
  local own = config.current.settings
  return { parlance = vim.tbl_isempty(own) and vim.empty_dict() or own }
end

local function ready(initialized)
  client, starting = initialized, false
  local callbacks = waiting
  waiting = {}
  for _, callback in ipairs(callbacks) do
    callback()
  end
end

local function gone(code)
  local expected = M.stopping
  client, starting, waiting, M.stopping = nil, false, {}, false
  if code ~= 0 and not expected and vim.v.exiting == vim.NIL then
    failure = ('the server ended with code %d'):format(code)
    vim.notify('parlance: ' .. failure .. '; :ParlanceRestart starts it again', vim.log.levels.WARN)
  end
  M.on_gone()
end

local function launch(command)
  local options = {
    name = 'parlance',
    cmd = command,
    root_dir = vim.fn.getcwd(),
    capabilities = capabilities(),
    init_options = { announce = true },
    settings = settings(),
    handlers = M.handlers,
    on_init = ready,
    on_exit = vim.schedule_wrap(gone),
  }
  if has_methods then
    return vim.lsp.start(options, { attach = false })
  end
  return vim.lsp.start_client(options)
end

--- Calls `callback` once the server is ready: at once, or after it has started. Not at all where it cannot start,
--- which is told once.
function M.with_server(callback)
  if client then
    return callback()
  end
  if failure then
    return
  end
  table.insert(waiting, callback)
  if starting then
    return
  end
  local command, why = config.command()
  if command then
    starting = true
    starting = launch(command) ~= nil
    why = 'the server could not be started'
  end
  if not starting and not client then
    failure, waiting = why, {}
    vim.notify('parlance: ' .. why, vim.log.levels.WARN)
  end
end

--- Ends the server, if it runs, and forgets that it failed.
function M.stop()
  failure = nil
  if client then
    M.stopping = true
    if has_methods then
      client:stop()
    else
      client.stop()
    end
  end
end

--- The client's number for vim.lsp, or nil while there is none.
function M.id()
  return client and client.id
end

--- Why the server is not running, if it failed.
function M.failure()
  return failure
end

return M
