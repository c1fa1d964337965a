--- Which buffers are watched, what is done with the server's answers, and when a buffer is left alone for good.
local client = require('parlance.client')
local config = require('parlance.config')
local filetypes = require('parlance.filetypes')
local notices = require('parlance.notices')
local sync = require('parlance.sync')

local M = {}

--- Documents by buffer number, as sync.lua makes them, with
---   language    what the server is told that the text is in
---   suggestion  the language that the server suggests, if it does
---   held        an answer to an older text, until a newer one comes or the typing pauses
---   settled     somebody chose the filetype: no answer is applied any more
---   ended       nothing is sent any more; it stays in the table, so that detection never begins again
local documents = {}
local applying = {}

--- Called with a buffer that was opened at the server, or closed there; set by the plugin.
M.on_opened = function() end
M.on_closed = function() end

--- Longer than the server waits after a key, so that its answer to the newer text goes first.
local HOLD_MILLISECONDS = 600

local function is_nameless(buffer)
  return vim.api.nvim_buf_get_name(buffer) == ''
end

local function size(buffer)
  return vim.api.nvim_buf_get_offset(buffer, vim.api.nvim_buf_line_count(buffer))
end

local function has_text(buffer)
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, 50, false)
  return table.concat(lines):find('%S') ~= nil
end

local function is_candidate(buffer)
  if not vim.api.nvim_buf_is_loaded(buffer) or not vim.bo[buffer].buflisted then
    return false
  end
  local plain = vim.bo[buffer].buftype == '' and vim.bo[buffer].filetype == '' and vim.bo[buffer].modifiable
  return plain and (is_nameless(buffer) or config.current.files)
end

local function uri_of(buffer)
  return is_nameless(buffer) and ('untitled:nvim-%d'):format(buffer) or vim.uri_from_bufnr(buffer)
end

local function is_markdown(filetype)
  return config.current.markdown and vim.tbl_contains(config.current.markdown, filetype)
end

local function map_hover(buffer)
  local key = config.current.hover_key
  if key and vim.fn.maparg(key, 'n') == '' then
    vim.api.nvim_buf_set_keymap(buffer, 'n', key, '<Cmd>ParlanceHover<CR>', { silent = true })
  end
end

local function unmap_hover(buffer)
  local key = config.current.hover_key
  if not key or not vim.api.nvim_buf_is_valid(buffer) then
    return
  end
  for _, mapping in ipairs(vim.api.nvim_buf_get_keymap(buffer, 'n')) do
    if mapping.lhs == key and (mapping.rhs or ''):find('ParlanceHover', 1, true) then
      vim.api.nvim_buf_del_keymap(buffer, 'n', key)
    end
  end
end

local function open(document)
  if document.open or document.ended or not vim.api.nvim_buf_is_loaded(document.buffer) then
    return
  end
  if has_text(document.buffer) and size(document.buffer) <= config.current.maximum_bytes then
    sync.open(document, document.language)
    map_hover(document.buffer)
    M.on_opened(document.buffer)
  end
end

--- Ends detection in `document`: nothing is sent or set any more.
local function finish(document)
  if document.open then
    sync.close(document)
    M.on_closed(document.buffer)
  end
  document.ended = true
  unmap_hover(document.buffer)
end

local function open_when_ready(document)
  if not document.open and not document.ended and vim.api.nvim_buf_is_loaded(document.buffer) then
    if has_text(document.buffer) then
      client.with_server(function()
        open(document)
      end)
    end
  end
end

--- Watches `buffer` if it is one whose language nobody has said. The server is told of it, and started, with its
--- first text.
function M.consider(buffer)
  if documents[buffer] or not is_candidate(buffer) then
    return
  end
  local document
  document = sync.attach(buffer, uri_of(buffer), function()
    open_when_ready(document)
  end, function()
    M.forget(buffer)
  end)
  if document then
    document.language = 'plaintext'
    documents[buffer] = document
    open_when_ready(document)
  end
end

--- The buffer is gone.
function M.forget(buffer)
  local document = documents[buffer]
  if document then
    finish(document)
    documents[buffer] = nil
  end
end

local function document_of(uri)
  for _, document in pairs(documents) do
    if document.uri == uri and not document.ended then
      return document
    end
  end
end

local function apply(document, language)
  local filetype = filetypes.of(language.id, config.current.filetypes)
  if filetype == vim.bo[document.buffer].filetype then
    return
  end
  applying[document.buffer] = true
  local set, problem = pcall(function()
    vim.bo[document.buffer].filetype = filetype
  end)
  applying[document.buffer] = nil
  if not set then
    vim.notify('parlance: ' .. tostring(problem), vim.log.levels.WARN)
  end
end

local function suggest(params)
  local percent = notices.percent(params.confidence)
  notices.say(('this looks like %s (%s %%); :ParlanceAccept sets it'):format(params.language.name, percent))
end

local function take(document, params)
  document.held = nil
  if not vim.api.nvim_buf_is_valid(document.buffer) then
    return
  end
  vim.b[document.buffer].parlance = params
  document.suggestion = params.decision == 'suggest' and params.language or nil
  if params.decision == 'apply' then
    apply(document, params.language)
  elseif params.decision == 'suggest' then
    suggest(params)
  end
end

--- An answer to an older text is not taken while somebody types. The server counts it as taken and will not repeat it
--- as long as it holds, so it is when the typing has paused and no newer answer has come.
local function hold(document, params)
  document.held = params
  local version = document.version
  vim.defer_fn(function()
    if document.held ~= params or not document.open or document.settled then
      return
    end
    if sync.is_current(document, version) then
      take(document, params)
    else
      hold(document, params)
    end
  end, HOLD_MILLISECONDS)
end

--- What the server says of a document: `parlance/languageDetected`.
function M.on_detected(params)
  local document = params and params.textDocument and document_of(params.textDocument.uri)
  if not document or document.settled then
    return
  end
  if sync.is_current(document, params.textDocument.version) then
    take(document, params)
  else
    hold(document, params)
  end
end

--- Sets the language that was suggested for the buffer.
function M.accept(buffer)
  local document = documents[buffer]
  if document and document.suggestion then
    apply(document, document.suggestion)
  else
    vim.notify('parlance: nothing is suggested for this buffer', vim.log.levels.INFO)
  end
end

--- A buffer has become Markdown: without a name it stays with us, for hover on its code blocks; vim.lsp takes a file.
local function become_markdown(document, filetype)
  if not is_nameless(document.buffer) then
    return finish(document)
  end
  sync.close(document)
  document.language = filetype
  open_when_ready(document)
end

--- The filetype of `buffer` was set: if not by us, then somebody chose, and detection ends there.
function M.on_filetype(buffer, filetype)
  local document = documents[buffer]
  if not document or document.ended then
    return
  end
  if not applying[buffer] then
    document.settled = true
    if document.open then
      local language = filetypes.language(filetype)
      client.notify('parlance/languageChosen', { textDocument = { uri = document.uri }, languageId = language })
    end
  end
  if is_markdown(filetype) then
    become_markdown(document, filetype)
  elseif document.settled then
    finish(document)
  end
end

--- The URI that the server knows `buffer` by: ours, while it is open, else the one of its file.
function M.uri(buffer)
  local document = documents[buffer]
  return document and document.open and document.uri or vim.uri_from_bufnr(buffer)
end

--- Whether `buffer` is a document of ours that the server has.
function M.is_open(buffer)
  local document = documents[buffer]
  return document ~= nil and document.open
end

--- The buffer of ours with this URI; nil where there is none.
function M.buffer_of(uri)
  local document = document_of(uri)
  return document and document.buffer
end

--- Tells the server what was typed last into `buffer`, if it is ours; vim.lsp sees to its own.
function M.flush(buffer)
  if M.is_open(buffer) then
    sync.flush(documents[buffer])
  end
end

--- Whether `version` of a buffer of ours is its text as it stands now.
function M.is_current(buffer, version)
  return M.is_open(buffer) and sync.is_current(documents[buffer], version)
end

--- The server is gone: what was open is to be opened again when it comes back.
function M.server_gone()
  for _, document in pairs(documents) do
    document.open = false
  end
end

--- Tells a new server of every watched buffer.
function M.resume()
  for _, document in pairs(documents) do
    open_when_ready(document)
  end
end

return M
