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
  local version = vim.trim(vim.fn.system({ command[1], '--version' }))
  if vim.v.shell_error == 0 then
    ok('Version: ' .. version)
  end
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

local function check_double()
  if vim.lsp.is_enabled and vim.lsp.is_enabled('parlance') then
    ok("vim.lsp.enable('parlance') has the Markdown files, the plugin the buffers without a name")
  elseif config.current.markdown then
    ok('Markdown files are attached by the plugin: ' .. table.concat(config.current.markdown, ', '))
  else
    ok('Markdown is left alone (option markdown)')
  end
  if vim.g.did_load_filetypes == 0 or vim.fn.exists('#filetypedetect') == 0 then
    warn('Filetypes are off, so a language that is set changes little', { 'Add `filetype plugin indent on` to your configuration' })
  end
end

--- Called by :checkhealth.
function M.check()
  start('parlance')
  check_program()
  check_server()
  check_double()
end

return M
