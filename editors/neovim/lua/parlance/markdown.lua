--- Markdown buffers at the server: files through vim.lsp, so that its functions work there; buffers without a name are
--- ours, since vim.lsp gives all of them one URI.
local client = require('parlance.client')
local config = require('parlance.config')
local detection = require('parlance.detection')
local diagnostics = require('parlance.diagnostics')
local hints = require('parlance.hints')

local M = {}

local function is_markdown(buffer)
  local filetypes = config.current.markdown
  return filetypes
    and vim.api.nvim_buf_is_loaded(buffer)
    and vim.bo[buffer].buftype == ''
    and vim.tbl_contains(filetypes, vim.bo[buffer].filetype)
end

--- Whether vim.lsp has a server of its own for Markdown, by lsp/parlance.lua: one is enough.
local function is_native()
  return vim.lsp.is_enabled ~= nil and vim.lsp.is_enabled('parlance')
end

--- Whether `buffer` is a Markdown file, which is attached through vim.lsp.
function M.is_file(buffer)
  return is_markdown(buffer) and vim.api.nvim_buf_get_name(buffer) ~= '' and not is_native()
end

local function is_attached(buffer)
  return client.id() ~= nil and vim.lsp.buf_is_attached(buffer, client.id())
end

--- Whether the server has `buffer` as Markdown.
function M.is_served(buffer)
  return is_markdown(buffer) and (is_attached(buffer) or detection.is_open(buffer))
end

--- The hover of all servers on the key, as Neovim has it by itself from 0.10 on.
local function map_hover(buffer)
  local key = config.current.hover_key
  if key and vim.fn.has('nvim-0.10') == 0 and vim.fn.maparg(key, 'n') == '' then
    vim.api.nvim_buf_set_keymap(buffer, 'n', key, '<Cmd>lua vim.lsp.buf.hover()<CR>', { silent = true })
  end
end

local function serve(buffer)
  diagnostics.prepare()
  if config.current.hints then
    hints.follow(buffer, M.is_served)
  end
  if vim.bo[buffer].completefunc == '' then
    vim.bo[buffer].completefunc = "v:lua.require'parlance.actions'.complete"
  end
end

local function leave(buffer)
  vim.lsp.buf_detach_client(buffer, client.id())
  diagnostics.clear(buffer)
  hints.clear(buffer)
end

--- Attaches the server to `buffer` where that has become a Markdown file, and detaches it where it no longer is one.
function M.consider(buffer)
  if M.is_file(buffer) then
    client.with_server(function()
      if M.is_file(buffer) then
        vim.lsp.buf_attach_client(buffer, client.id())
        map_hover(buffer)
        serve(buffer)
      end
    end)
  elseif vim.api.nvim_buf_is_loaded(buffer) and is_attached(buffer) then
    leave(buffer)
  end
end

--- A buffer of ours was opened at the server.
function M.opened(buffer)
  if is_markdown(buffer) then
    serve(buffer)
  end
end

--- A buffer of ours was closed there.
function M.closed(buffer)
  if vim.api.nvim_buf_is_valid(buffer) then
    diagnostics.clear(buffer)
    hints.clear(buffer)
  end
end

--- The server is gone, and what it said with it.
function M.server_gone()
  hints.clear_all()
  diagnostics.clear_all()
end

return M
