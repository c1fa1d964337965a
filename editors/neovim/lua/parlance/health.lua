--- :checkhealth parlance
local client = require('parlance.client')
local config = require('parlance.config')

local M = {}

local health = vim.health or {}
local start = health.start or health.report_start or require('health').report_start
local ok = health.ok or health.report_ok or require('health').report_ok
local warn = health.warn or health.report_warn or require('health').report_warn
local fail = health.error or health.report_error or require('health').report_error

local function check_program()
  local command, why = config.command()
  if not command then
    return fail(why, { 'Install parlance (make install), or name it: vim.g.parlance = { cmd = { "/path/to/parlance", "lsp" } }' })
  end
  ok('The server is started by: ' .. table.concat(command, ' '))
  local answer = vim.fn.system({ command[1], 'model' })
  if vim.v.shell_error == 0 then
    ok('Model: ' .. vim.trim(answer))
  else
    fail('No model answers: ' .. vim.trim(answer))
  end
end

local function check_server()
  if client.failure() then
    warn(client.failure(), { ':ParlanceRestart starts it again' })
  elseif client.id() then
    ok('The server is running')
  else
    ok('The server is not running: nothing has needed it yet')
  end
end

--- Called by :checkhealth.
function M.check()
  start('parlance')
  check_program()
  check_server()
end

return M
