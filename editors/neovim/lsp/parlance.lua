-- Parlance through Neovim's own client, for 0.11 and later: vim.lsp.enable('parlance'). See :help parlance-native.
--
-- This file stands alone: it can be copied into ~/.config/nvim/lsp without the plugin. Buffers without a name need the
-- plugin, since vim.lsp knows no URI for them; with both, the plugin leaves Markdown to this.

--- Commands of the server that are about a buffer.
local ABOUT_A_BUFFER = { tagCodeBlocks = true, detect = true }

--- The server has found out what a plain text is in: another filetype, unless somebody has set one since.
local function detected(_, params)
  local buffer = vim.uri_to_bufnr(params.textDocument.uri)
  if params.decision == 'apply' and vim.bo[buffer].filetype == 'text' then
    vim.bo[buffer].filetype = params.language.editorId
  end
end

--- Neovim keeps the answer to a request that it has cancelled to itself.
local function cancel(client)
  local request = client.parlance_request
  client.parlance_request = nil
  local is_cancelled = request and client:cancel_request(request)
  vim.notify('parlance: ' .. (is_cancelled and 'cancelled' or 'nothing is running'))
end

--- Has the server execute its command `parlance.<name>`; `cancel` stops what was asked for last.
local function execute(client, buffer, name)
  if name == 'cancel' then
    return cancel(client)
  end
  local params = {
    command = 'parlance.' .. name,
    arguments = ABOUT_A_BUFFER[name] and { vim.uri_from_bufnr(buffer) } or {},
  }
  local _, id = client:request('workspace/executeCommand', params, function(problem)
    client.parlance_request = nil
    if problem then
      vim.notify('parlance: ' .. problem.message, vim.log.levels.WARN)
    end
  end, buffer)
  client.parlance_request = id
end

local function attached(client, buffer)
  vim.lsp.inlay_hint.enable(true, { bufnr = buffer })
  local names = vim.tbl_map(function(command)
    return (command:gsub('^parlance%.', ''))
  end, client.server_capabilities.executeCommandProvider.commands)
  table.insert(names, 'cancel')
  vim.api.nvim_buf_create_user_command(buffer, 'LspParlance', function(call)
    execute(client, buffer, call.args)
  end, {
    nargs = 1,
    desc = 'A command of the Parlance server',
    complete = function(lead)
      return vim.tbl_filter(function(name)
        return vim.startswith(name, lead)
      end, names)
    end,
  })
end

return {
  cmd = { 'parlance', 'lsp' },
  filetypes = { 'markdown', 'rmd', 'quarto', 'mdx', 'text' },
  root_markers = { '.parlance', '.git' },
  -- What is registered later is not asked for in buffers that are open by then.
  capabilities = { textDocument = { inlayHint = { dynamicRegistration = false } } },
  init_options = { announce = true, editor = 'neovim' },
  handlers = { ['parlance/languageDetected'] = detected },
  on_attach = attached,
}
