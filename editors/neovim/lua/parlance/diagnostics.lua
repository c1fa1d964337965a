--- What the server says of code blocks. Of files vim.lsp takes it; of buffers without a name, whose URI it cannot read,
--- this module does.
local client = require('parlance.client')
local config = require('parlance.config')
local detection = require('parlance.detection')
local positions = require('parlance.positions')

local M = {}

local prepared

--- The name space that vim.lsp has for this server, so that both kinds of buffers look alike.
local function namespace()
  return client.id() and vim.lsp.diagnostic.get_namespace(client.id())
end

--- A hint says behind the fence what a missing tag would be; that is not said twice there. Of what has no hint, wrong
--- tags, the message stands there wherever messages do.
local function virtual_text()
  local usual = vim.diagnostic.config().virtual_text
  if not usual or not config.current.hints then
    return nil
  end
  local own = { severity = { min = vim.diagnostic.severity.WARN } }
  return type(usual) == 'table' and vim.tbl_extend('force', usual, own) or own
end

--- Says how diagnostics of this server look; once for each server.
function M.prepare()
  if prepared ~= namespace() then
    prepared = namespace()
    vim.diagnostic.config({ virtual_text = virtual_text() }, prepared)
  end
end

local function converted(buffer, diagnostic)
  local row, column = positions.place(buffer, diagnostic.range.start)
  local last_row, last_column = positions.place(buffer, diagnostic.range['end'])
  return {
    bufnr = buffer,
    lnum = row,
    col = column,
    end_lnum = last_row,
    end_col = last_column,
    severity = diagnostic.severity,
    message = diagnostic.message,
    source = diagnostic.source,
    code = diagnostic.code,
    user_data = { lsp = { code = diagnostic.code, tags = diagnostic.tags } },
  }
end

--- Takes `textDocument/publishDiagnostics`.
function M.published(problem, params, context, settings)
  local buffer = params and detection.buffer_of(params.uri)
  if not buffer then
    local usual = vim.lsp.handlers['textDocument/publishDiagnostics']
    return usual(problem, params, context, settings)
  end
  if params.version and not detection.is_current(buffer, params.version) then
    return
  end
  local list = vim.tbl_map(function(diagnostic)
    return converted(buffer, diagnostic)
  end, params.diagnostics)
  vim.diagnostic.set(namespace(), buffer, list)
end

--- Takes away what is shown in `buffer`.
function M.clear(buffer)
  if namespace() then
    vim.diagnostic.reset(namespace(), buffer)
  end
end

--- Takes away what is shown in all buffers: its server is gone.
function M.clear_all()
  if prepared then
    vim.diagnostic.reset(prepared)
    prepared = nil
  end
end

return M
