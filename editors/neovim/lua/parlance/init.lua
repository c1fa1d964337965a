--- Parlance in Neovim: a buffer without a name gets its filetype by itself, and hover says how sure that is.
local actions = require('parlance.actions')
local client = require('parlance.client')
local commands = require('parlance.commands')
local config = require('parlance.config')
local detection = require('parlance.detection')
local diagnostics = require('parlance.diagnostics')
local edits = require('parlance.edits')
local hints = require('parlance.hints')
local hover = require('parlance.hover')
local markdown = require('parlance.markdown')
local notices = require('parlance.notices')

local M = {}

local function consider(buffer)
  detection.consider(buffer)
  markdown.consider(buffer)
end

local function consider_all()
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    consider(buffer)
  end
end

local function watch_buffers()
  local group = vim.api.nvim_create_augroup('parlance', { clear = true })
  vim.api.nvim_create_autocmd({ 'BufEnter', 'BufWinEnter', 'StdinReadPost' }, {
    group = group,
    callback = function(event)
      -- Later, so that Neovim's own detection by name goes first.
      vim.schedule(function()
        if vim.api.nvim_buf_is_valid(event.buf) then
          consider(event.buf)
        end
      end)
    end,
  })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    callback = function(event)
      detection.on_filetype(event.buf, vim.bo[event.buf].filetype)
      markdown.consider(event.buf)
    end,
  })
end

--- Shows what Parlance thinks of the text under the cursor; elsewhere does what the key would have done.
function M.hover()
  local buffer = vim.api.nvim_get_current_buf()
  client.on_demand(function()
    hover.hover(detection.uri(buffer), function()
      if vim.bo[buffer].filetype ~= '' and not markdown.is_file(buffer) then
        vim.api.nvim_feedkeys(config.current.hover_key or 'K', 'n', false)
      else
        vim.api.nvim_echo({ { 'parlance: nothing to say here' } }, false, {})
      end
    end)
  end)
end

--- Takes what is suggested: the tag that the hint under the cursor shows, or the filetype for the current buffer.
function M.accept()
  if not actions.accept_hint() then
    detection.accept(vim.api.nvim_get_current_buf())
  end
end

--- Writes the tags of the current buffer that are certain, before it returns.
M.fix_all = actions.fix_all

--- What a statusline may say of the current buffer: how far a training is, or the language and the confidence.
function M.statusline()
  if commands.training then
    return ('retraining %d%%'):format(commands.training.percentage)
  end
  local answer = vim.b.parlance
  if not answer or type(answer.language) ~= 'table' then
    return ''
  end
  local percent = notices.percent(answer.confidence)
  return ('%s %s%%%s'):format(answer.language.name, percent, answer.decision == 'suggest' and '?' or '')
end

local function line_of(candidate)
  return ('  %5.1f %%  %s'):format(100 * candidate.confidence, candidate.name)
end

--- Tells what is known of the current buffer.
function M.info()
  local known = vim.b.parlance
  local lines = { 'parlance: nothing detected in this buffer' }
  if known and known.language then
    lines = { 'parlance: ' .. known.decision }
    table.insert(lines, line_of({ name = known.language.name, confidence = known.confidence }))
    vim.list_extend(lines, vim.tbl_map(line_of, known.alternatives or {}))
  end
  if client.failure() then
    table.insert(lines, 'parlance: ' .. client.failure())
  end
  vim.api.nvim_echo({ { table.concat(lines, '\n') } }, true, {})
end

--- Starts the server anew.
function M.restart()
  local running = client.id() ~= nil
  M.restarting = running
  client.stop()
  if not running then
    consider_all()
    detection.resume()
  end
end

local function define_commands()
  local command = vim.api.nvim_create_user_command
  command('ParlanceHover', M.hover, { desc = 'What language the text under the cursor is in' })
  command('ParlanceAccept', M.accept, { desc = 'Take the tag or the filetype that Parlance suggests' })
  command('ParlanceInfo', M.info, { desc = 'What Parlance knows of this buffer' })
  command('ParlanceTagCodeBlocks', actions.tag_code_blocks, { desc = 'Write the tags of code blocks that are clear' })
  command('ParlanceFixAll', actions.fix_all, { desc = 'The same, before it returns and without a word' })
  command('ParlanceCodeAction', actions.code_action, { desc = 'What can be done about the code block under the cursor' })
  command('ParlanceRetrain', commands.retrain, { desc = 'Learn from the files of this project' })
  command('ParlanceCancel', commands.cancel, { desc = 'Stop the training that runs' })
  command('ParlanceRollback', commands.rollback, { desc = 'Go back to the model before the last training' })
  command('ParlanceModel', commands.model, { desc = 'Which model answers, and why' })
  command('ParlanceReport', commands.report, { desc = 'Show the page of the last training' })
  command('ParlanceForgetCorrections', commands.forget, { desc = 'Forget what was kept of corrections' })
  command('ParlanceRestart', M.restart, { desc = 'Start the Parlance server anew' })
end

--- Sets the options (see :help parlance-options) and starts watching buffers. May be called again.
function M.setup(options)
  config.set(options)
  client.handlers = {
    ['parlance/languageDetected'] = function(_, params)
      detection.on_detected(params)
    end,
    ['textDocument/publishDiagnostics'] = diagnostics.published,
    ['window/showMessage'] = notices.asked_to_show,
    ['workspace/applyEdit'] = edits.asked,
    ['workspace/inlayHint/refresh'] = function()
      hints.refresh()
      return vim.NIL
    end,
    ['$/progress'] = function(problem, params, context, settings)
      commands.on_progress(params)
      local usual = vim.lsp.handlers['$/progress']
      return usual and usual(problem, params, context, settings)
    end,
  }
  detection.on_opened, detection.on_closed = markdown.opened, markdown.closed
  client.on_gone = function()
    markdown.server_gone()
    detection.server_gone()
    commands.server_gone()
    if M.restarting then
      M.restarting = false
      consider_all()
      detection.resume()
    end
  end
  client.settings_changed()
  vim.api.nvim_set_hl(0, 'ParlanceHint', { default = true, link = 'Comment' })
  define_commands()
  watch_buffers()
  consider_all()
end

return M
