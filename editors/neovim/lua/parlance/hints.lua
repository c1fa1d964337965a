--- What code blocks without a tag look like, behind their fences.
---
--- As virtual text of our own in every Neovim: 0.7 has no inlay hints, and no version has them for a buffer that vim.lsp
--- does not know. Where a user has turned vim.lsp's own on for a buffer, those are shown and ours are not.
local client = require('parlance.client')
local detection = require('parlance.detection')
local positions = require('parlance.positions')

local M = {}

local namespace = vim.api.nvim_create_namespace('parlance/hints')
--- How long nothing has been typed before hints are asked for: they are not to jump about.
local PAUSE_MILLISECONDS = 200

--- Buffers that are followed: whether a request is due or under way, what is shown and of which state of the text.
local followed = {}

local function shows_native_hints(buffer)
  local native = vim.lsp.inlay_hint
  return type(native) == 'table'
    and vim.lsp.buf_is_attached(buffer, client.id() or -1)
    and native.is_enabled({ bufnr = buffer })
end

local function text_of(hint)
  local label = hint.label
  if type(label) == 'table' then
    label = table.concat(vim.tbl_map(function(part)
      return part.value
    end, label))
  end
  return label
end

local function show(buffer, state, list)
  vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
  state.shown = {}
  for _, hint in ipairs(list) do
    local row = hint.position.line
    if row < vim.api.nvim_buf_line_count(buffer) then
      vim.api.nvim_buf_set_extmark(buffer, namespace, row, 0, {
        virt_text = { { text_of(hint), 'ParlanceHint' } },
        virt_text_pos = 'eol',
        hl_mode = 'combine',
      })
      state.shown[row] = hint
    end
  end
end

local function ask(buffer, state)
  local tick = vim.api.nvim_buf_get_changedtick(buffer)
  local last = vim.api.nvim_buf_line_count(buffer)
  local params = {
    textDocument = { uri = detection.uri(buffer) },
    range = { start = positions.position(buffer, 0, 0), ['end'] = { line = last, character = 0 } },
  }
  detection.flush(buffer)
  client.request('textDocument/inlayHint', params, function(result)
    local is_current = followed[buffer] == state and vim.api.nvim_buf_is_loaded(buffer)
    if is_current and tick == vim.api.nvim_buf_get_changedtick(buffer) then
      state.tick = tick
      show(buffer, state, type(result) == 'table' and not shows_native_hints(buffer) and result or {})
    end
  end, buffer)
end

local function ask_when_due(buffer, state)
  state.due = state.due + 1
  local mine = state.due
  vim.defer_fn(function()
    if followed[buffer] ~= state or state.due ~= mine then
      return
    end
    if vim.api.nvim_buf_is_loaded(buffer) and state.is_served(buffer) then
      ask(buffer, state)
    else
      M.clear(buffer)
    end
  end, PAUSE_MILLISECONDS)
end

--- Shows hints in `buffer` from now on, as long as `is_served(buffer)` holds.
function M.follow(buffer, is_served)
  local state = followed[buffer]
  if not state then
    state = { due = 0, shown = {}, is_served = is_served }
    local function changed()
      if followed[buffer] ~= state then
        return true
      end
      ask_when_due(buffer, state)
    end
    followed[buffer] = state
    vim.api.nvim_buf_attach(buffer, false, {
      on_lines = changed,
      on_reload = changed,
      on_detach = function()
        followed[buffer] = nil
      end,
    })
  end
  ask_when_due(buffer, state)
end

--- Takes away what is shown in `buffer`, which is followed no longer.
function M.clear(buffer)
  followed[buffer] = nil
  if vim.api.nvim_buf_is_valid(buffer) then
    vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
  end
end

--- Takes away all that is shown.
function M.clear_all()
  for buffer in pairs(followed) do
    M.clear(buffer)
  end
end

--- Asks for all hints anew: the server knows more, or thinks otherwise.
function M.refresh()
  for buffer, state in pairs(followed) do
    ask_when_due(buffer, state)
  end
end

--- The edits that write what the hint in `row` (from 0) of `buffer` says; nil where there is none, or an old one.
function M.edits(buffer, row)
  local state = followed[buffer]
  local is_current = state and state.tick == vim.api.nvim_buf_get_changedtick(buffer)
  local hint = is_current and state.shown[row]
  return hint and hint.textEdits
end

return M
