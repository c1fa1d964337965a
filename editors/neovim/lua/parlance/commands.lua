--- The server's commands, and how far a training is.
local client = require('parlance.client')
local notices = require('parlance.notices')
local workspace = require('parlance.workspace')

local M = {}

--- The training that runs: `percentage` and `message`, for a statusline; nil while none does.
M.training = nil

local token = 0
local current

--- Has the server execute a command for the project of the current buffer; `on_result(result, problem)`.
function M.execute(command, arguments, on_result, work_done_token)
  local project = workspace.project()
  client.on_demand(function()
    client.work_in(project)
    local params = { command = command, arguments = arguments or {}, workDoneToken = work_done_token }
    client.request('workspace/executeCommand', params, function(result, problem)
      if problem then
        notices.warn(problem.message or tostring(problem))
      end
      if on_result then
        on_result(result, problem)
      end
    end)
  end)
end

local function changed(training)
  M.training = training
  vim.api.nvim_exec_autocmds('User', { pattern = 'ParlanceTraining', modeline = false })
  vim.cmd('redrawstatus')
end

--- Learns from the files of the project that the current buffer is in. What came of it the server says itself.
function M.retrain()
  if current then
    return notices.warn('a training is under way; :ParlanceCancel stops it')
  end
  if not workspace.project() then
    return notices.warn('this buffer is in no project: a directory with .git or .parlance in it')
  end
  token = token + 1
  current = 'parlance-retrain-' .. token
  M.execute('parlance.retrain', nil, function()
    current = nil
    if M.training then
      -- The last line said how far it was.
      notices.clear()
    end
    changed(nil)
  end, current)
  if client.failure() then
    current = nil
  end
end

--- Stops the training that runs.
function M.cancel()
  if current then
    client.notify('window/workDoneProgress/cancel', { token = current })
  else
    notices.say('no training is running')
  end
end

--- What answered before the last training answers again.
function M.rollback()
  M.execute('parlance.rollbackModel')
end

--- Which model answers, and why.
function M.model()
  M.execute('parlance.showModel')
end

--- Forgets what was kept of corrections.
function M.forget()
  M.execute('parlance.forgetCorrections', nil, function(result)
    if result then
      local count = result.forgotten
      notices.say(('%d correction%s forgotten'):format(count, count == 1 and '' or 's'))
    end
  end)
end

--- The page of the last training, in a browser; where Neovim cannot ask for one, its path is told.
function M.report()
  M.execute('parlance.showTrainingReport', nil, function(result)
    if result and not vim.lsp.handlers['window/showDocument'] then
      notices.say(vim.uri_to_fname(result.uri))
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
  -- Not in the middle of a command line.
  if not vim.api.nvim_get_mode().mode:find('^c') then
    notices.say(('retraining, %d %%: %s'):format(M.training.percentage, M.training.message))
  end
end

--- The server is gone, and a training with it.
function M.server_gone()
  if current then
    current = nil
    changed(nil)
  end
end

return M
