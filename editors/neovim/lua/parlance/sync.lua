--- Keeps the server's copy of a buffer equal to the buffer.
---
--- vim.lsp's own synchronisation gives every buffer without a name the same URI (`file://`), so these buffers have
--- one of ours. To the server a buffer is its lines with "\n" after each, so that every change replaces whole lines.
local client = require('parlance.client')

local M = {}

local function text_of(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), '\n') .. '\n'
end

local function flush(document)
  if not document.open or #document.pending == 0 then
    return
  end
  local changes = document.pending
  document.pending = {}
  document.version = document.version + 1
  client.notify('textDocument/didChange', {
    textDocument = { uri = document.uri, version = document.version },
    contentChanges = changes,
  })
end

local function schedule_flush(document)
  if document.scheduled then
    return
  end
  document.scheduled = true
  vim.schedule(function()
    document.scheduled = false
    flush(document)
  end)
end

--- Notes that lines [first, last) are now [first, new_last); several notes travel in one message.
local function note_change(document, first, last, new_last)
  document.lines = document.lines + new_last - last
  local change
  if document.lines == vim.api.nvim_buf_line_count(document.buffer) then
    local lines = vim.api.nvim_buf_get_lines(document.buffer, first, new_last, true)
    table.insert(lines, '')
    change = {
      range = { start = { line = first, character = 0 }, ['end'] = { line = last, character = 0 } },
      text = table.concat(lines, '\n'),
    }
  else
    -- A buffer that was emptied still has one line, which Neovim does not report.
    document.pending = {}
    document.lines = vim.api.nvim_buf_line_count(document.buffer)
    change = { text = text_of(document.buffer) }
  end
  table.insert(document.pending, change)
  schedule_flush(document)
end

--- A document that follows `buffer`; `on_text` is called at each change until the document is open.
function M.attach(buffer, uri, on_text, on_detach)
  local document = { buffer = buffer, uri = uri, version = 0, open = false, ended = false, pending = {} }
  local attached = vim.api.nvim_buf_attach(buffer, false, {
    on_lines = function(_, _, _, first, last, new_last)
      if document.ended then
        return true
      end
      if document.open then
        note_change(document, first, last, new_last)
      else
        vim.schedule(on_text)
      end
    end,
    on_reload = function()
      if document.open and not document.ended then
        note_change(document, 0, -1, 0)
      end
    end,
    on_detach = function()
      if not document.ended then
        vim.schedule(on_detach)
      end
    end,
  })
  return attached and document or nil
end

--- Opens the document at the server, as a text in `language_id`.
function M.open(document, language_id)
  document.open = true
  document.pending = {}
  document.version = document.version + 1
  document.lines = vim.api.nvim_buf_line_count(document.buffer)
  client.notify('textDocument/didOpen', {
    textDocument = {
      uri = document.uri,
      languageId = language_id,
      version = document.version,
      text = text_of(document.buffer),
    },
  })
end

--- Closes the document at the server; its buffer is still followed, and it may be opened again.
function M.close(document)
  if document.open then
    document.open = false
    client.notify('textDocument/didClose', { textDocument = { uri = document.uri } })
  end
end

--- Sends what has changed and is not sent yet.
M.flush = flush

--- Whether `version` is the text as it stands in the buffer now.
function M.is_current(document, version)
  return document.open and #document.pending == 0 and version == document.version
end

return M
