--- Edits that the server makes. vim.lsp makes those of files; those of buffers without a name are made here, since it
--- knows no buffer by their URI.
local detection = require('parlance.detection')

local M = {}

--- Makes edits of one buffer, as one step of undo.
function M.apply(buffer, edits)
  vim.lsp.util.apply_text_edits(edits, buffer, 'utf-16')
end

--- Pairs of a document's identifier and edits.
local function changes(edit)
  local all = {}
  for _, change in ipairs(edit.documentChanges or {}) do
    table.insert(all, { identifier = change.textDocument, edits = change.edits, whole = { documentChanges = { change } } })
  end
  if not edit.documentChanges then
    for uri, edits in pairs(edit.changes or {}) do
      table.insert(all, { identifier = { uri = uri }, edits = edits, whole = { changes = { [uri] = edits } } })
    end
  end
  return all
end

--- The buffer of ours that a change is about, nil where it is vim.lsp's; an error where the text has changed since.
local function own_buffer(identifier)
  local buffer = detection.buffer_of(identifier.uri)
  local version = identifier.version
  if buffer and version and version ~= vim.NIL and not detection.is_current(buffer, version) then
    error('the text has changed since', 0)
  end
  return buffer
end

--- Makes a workspace edit: all of it, or an error and nothing of what is ours.
function M.apply_workspace_edit(edit)
  local all = changes(edit)
  for _, change in ipairs(all) do
    change.buffer = own_buffer(change.identifier)
  end
  for _, change in ipairs(all) do
    if change.buffer then
      M.apply(change.buffer, change.edits)
    else
      vim.lsp.util.apply_workspace_edit(change.whole, 'utf-16')
    end
  end
end

--- Answers `workspace/applyEdit`.
function M.asked(_, params)
  local applied, problem = pcall(M.apply_workspace_edit, params.edit)
  return { applied = applied, failureReason = not applied and tostring(problem) or nil }
end

return M
