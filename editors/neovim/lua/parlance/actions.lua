--- What can be done about code blocks: all of them tagged, one by one, and their tags completed.
local client = require('parlance.client')
local commands = require('parlance.commands')
local detection = require('parlance.detection')
local edits = require('parlance.edits')
local hints = require('parlance.hints')
local markdown = require('parlance.markdown')
local notices = require('parlance.notices')
local positions = require('parlance.positions')

local M = {}

--- The current buffer, with what was typed last told to the server; nil, and a message, where that does not have it.
local function served()
  local buffer = vim.api.nvim_get_current_buf()
  if not markdown.is_served(buffer) then
    notices.warn(client.failure() or 'this buffer is no Markdown that the server has')
    return nil
  end
  detection.flush(buffer)
  return buffer
end

local function identifier(buffer)
  return { uri = detection.uri(buffer) }
end

--- Tags the code blocks of this buffer whose language is clear.
function M.tag_code_blocks()
  local buffer = served()
  if buffer then
    commands.execute('parlance.tagCodeBlocks', { detection.uri(buffer) }, function(result)
      if type(result) == 'table' then
        local tagged = result.tagged or 0
        notices.say(('%d code block%s tagged, %d left'):format(tagged, tagged == 1 and '' or 's', result.left or 0))
      end
    end)
  end
end

local function action_params(buffer, first, last, kinds)
  return {
    textDocument = identifier(buffer),
    range = { start = { line = first, character = 0 }, ['end'] = positions.position(buffer, last, math.huge) },
    context = { diagnostics = {}, only = kinds },
  }
end

local function perform(action)
  if action.edit then
    edits.apply_workspace_edit(action.edit)
  end
  local command = action.command
  if type(command) == 'table' then
    commands.execute(command.command, command.arguments)
  elseif command then
    commands.execute(command, action.arguments)
  end
end

local function try(action)
  local done, problem = pcall(perform, action)
  if not done then
    notices.warn(tostring(problem))
  end
end

--- Offers what can be done about the code block under the cursor.
function M.code_action()
  local buffer = served()
  if not buffer then
    return
  end
  local row = vim.api.nvim_win_get_cursor(0)[1] - 1
  client.request('textDocument/codeAction', action_params(buffer, row, row), function(actions)
    if type(actions) ~= 'table' or vim.tbl_isempty(actions) then
      return notices.say('nothing to be done here')
    end
    local function title(action)
      return action.title
    end
    vim.ui.select(actions, { prompt = 'Parlance:', kind = 'codeaction', format_item = title }, function(chosen)
      if chosen then
        try(chosen)
      end
    end)
  end, buffer)
end

--- Writes the tags that are certain before it returns, and says nothing: for an autocommand at each save.
function M.fix_all()
  local buffer = vim.api.nvim_get_current_buf()
  if not markdown.is_served(buffer) then
    return
  end
  detection.flush(buffer)
  local last = vim.api.nvim_buf_line_count(buffer) - 1
  local params = action_params(buffer, 0, last, { 'source.fixAll.parlance' })
  for _, action in ipairs(client.ask('textDocument/codeAction', params, buffer) or {}) do
    try(action)
  end
end

--- Writes the tag that the hint behind the fence under the cursor shows; false where there is none.
function M.accept_hint()
  local buffer = vim.api.nvim_get_current_buf()
  local list = hints.edits(buffer, vim.api.nvim_win_get_cursor(0)[1] - 1)
  if list then
    edits.apply(buffer, vim.deepcopy(list))
  end
  return list ~= nil
end

local function completions(buffer, base)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  detection.flush(buffer)
  local params = { textDocument = identifier(buffer), position = positions.position(buffer, row - 1, column) }
  local answer = client.ask('textDocument/completion', params, buffer) or {}
  local items = vim.tbl_filter(function(item)
    return vim.startswith(item.label, base)
  end, answer.items or answer)
  table.sort(items, function(one, other)
    return (one.sortText or one.label) < (other.sortText or other.label)
  end)
  return vim.tbl_map(function(item)
    return { word = item.label, menu = item.detail or '' }
  end, items)
end

--- For 'completefunc': completes the tag of a code block by what the block looks like.
function M.complete(findstart, base)
  local buffer = vim.api.nvim_get_current_buf()
  if findstart ~= 1 then
    return markdown.is_served(buffer) and completions(buffer, base) or {}
  end
  local before = vim.api.nvim_get_current_line():sub(1, vim.fn.col('.') - 1)
  local fence = before:match('^[ \t>*+-]*```+[^`]*$') or before:match('^[ \t>*+-]*~~~+.*$')
  return fence and #before - #before:match('[^ \t`~{},]*$') or -3
end

return M
