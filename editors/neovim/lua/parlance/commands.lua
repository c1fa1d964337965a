--- The server's commands, and how far a training is.
local client = require('parlance.client')

local M = {}

--- The training that runs: `percentage` and `message`, for a statusline; nil while none does.
M.training = nil

local token = 0
local current

local function say(words)
  vim.api.nvim_echo({ { 'parlance: ' .. words } }, false, {})
end

local function execute(command, work_done_token, on_result)
  client.with_server(function()
    local params = { command = command, arguments = {}, workDoneToken = work_done_token }
    client.request('workspace/executeCommand', params, function(result, problem)
      if problem then
        vim.notify('parlance: ' .. (problem.message or tostring(problem)), vim.log.levels.ERROR)
      end
      on_result(result, problem)
    end)
  end)
end

local function nothing() end

local function changed(training)
  M.training = training
  vim.api.nvim_exec_autocmds('User', { pattern = 'ParlanceTraining', modeline = false })
  vim.cmd('redrawstatus')
end

--- Learns from the files of the working directory. What came of it the server says itself.
function M.retrain()
  token = token + 1
  local mine = 'parlance-retrain-' .. token
  if not current then
    current = mine
  end
  execute('parlance.retrain', mine, function()
    if current == mine then
      current = nil
      changed(nil)
    end
  end)
end

--- Stops the training that runs.
function M.cancel()
  if current then
    client.notify('window/workDoneProgress/cancel', { token = current })
  else
    say('no training is running')
  end
end

--- What answered before the last training answers again.
function M.rollback()
  execute('parlance.rollbackModel', nil, nothing)
end

--- Which model answers, and why.
function M.model()
  execute('parlance.showModel', nil, nothing)
end

--- Forgets what was kept of corrections.
function M.forget()
  execute('parlance.forgetCorrections', nil, function(result)
    if result then
      say(('%d corrections forgotten'):format(result.forgotten))
    end
  end)
end

--- The page of the last training, in a browser; where Neovim cannot ask for one, its path is told.
function M.report()
  execute('parlance.showTrainingReport', nil, function(result)
    if result and not vim.lsp.handlers['window/showDocument'] then
      say(vim.uri_to_fname(result.uri))
    end
  end)
end

--- The server tells how far a training is.
function M.on_progress(params)
  local value = params.value
  if params.token ~= current or type(value) ~= 'table' or value.kind == 'end' then
    return
  end
  changed({ percentage = value.percentage or 0, message = value.message or value.title or '' })
  say(('retraining, %d %%: %s'):format(M.training.percentage, M.training.message))
end

--- The server is gone, and a training with it.
function M.server_gone()
  if current then
    current = nil
    changed(nil)
  end
end

return M
