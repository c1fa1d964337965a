--- The one server process of this Neovim: started when first needed, and never in a loop when it fails.
local config = require('parlance.config')
local workspace = require('parlance.workspace')

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

--- Sends a request about `buffer`, or about none; `callback(result, error)`. Without a server nothing is asked.
function M.request(method, params, callback, buffer)
  if not client then
    return
  end
  local function handler(err, result)
    callback(result, err)
  end
  if has_methods then
    client:request(method, params, handler, buffer or 0)
  else
    client.request(method, params, handler, buffer or 0)
  end
end

--- Sends a request about `buffer` and waits for its result, briefly; nil where there is none.
function M.ask(method, params, buffer)
  if not client then
    return nil
  end
  local answer
  if has_methods then
    answer = client:request_sync(method, params, 2000, buffer)
  else
    answer = client.request_sync(method, params, 2000, buffer)
  end
  return answer and answer.result
end

local function capabilities()
  local all = vim.lsp.protocol.make_client_capabilities()
  all.experimental = vim.tbl_extend('force', all.experimental or {}, { ['parlance/languageDetected'] = true })
  -- Columns are counted in UTF-16 in positions.lua; 0.11 would offer UTF-8 first.
  all.general = vim.tbl_extend('force', all.general or {}, { positionEncodings = { 'utf-16' } })
  all.workspace = vim.tbl_extend('force', all.workspace or {}, {
    inlayHint = { refreshSupport = true },
    -- 0.7 answers for settings, and does not say so.
    configuration = true,
  })
  all.textDocument.inlayHint = all.textDocument.inlayHint or { dynamicRegistration = false }
  -- Nobody would pull them for a buffer without a name, and a server pushes none to a client that can pull.
  -- (0.11 puts back what is not there at all.)
  all.textDocument.diagnostic = vim.NIL
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

-- A server that nobody asked to end has failed, with whatever code: one that crashed or was killed has 0 and a signal.
local function gone(code, signal)
  local expected = M.stopping
  client, starting, waiting, M.stopping = nil, false, {}, false
  if not expected and vim.v.exiting == vim.NIL then
    failure = 'the server ended ' .. (signal ~= 0 and 'by signal ' .. signal or 'with code ' .. code)
    vim.notify('parlance: ' .. failure .. '; :ParlanceRestart starts it again', vim.log.levels.WARN)
  end
  M.on_gone()
end

local function launch(command)
  local project = workspace.project()
  workspace.begin(project)
  local options = {
    name = 'parlance',
    cmd = command,
    root_dir = project,
    capabilities = capabilities(),
    init_options = { announce = true, parlance = settings().parlance },
    settings = settings(),
    handlers = M.handlers,
    on_init = ready,
    on_exit = vim.schedule_wrap(gone),
  }
  if has_methods then
    -- One of this name may run by vim.lsp.enable, with other handlers.
    local function never()
      return false
    end
    return vim.lsp.start(options, { attach = false, reuse_client = never })
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

--- As with_server, for what somebody has asked for: why there is no server is told each time.
function M.on_demand(callback)
  if failure then
    return vim.notify('parlance: ' .. failure .. '; :ParlanceRestart starts the server again', vim.log.levels.WARN)
  end
  M.with_server(callback)
end

--- Tells the server that the settings are others now.
function M.settings_changed()
  if client then
    client.config.settings, client.settings = settings(), settings()
    M.notify('workspace/didChangeConfiguration', { settings = settings() })
  end
end

--- Makes `directory` the server's workspace: the project that a command is called in is the one that it is about.
function M.work_in(directory)
  local change = directory and workspace.change(directory)
  if change then
    M.notify('workspace/didChangeWorkspaceFolders', { event = change })
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
