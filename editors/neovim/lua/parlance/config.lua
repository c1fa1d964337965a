--- The options of the plugin: every default stands here and nowhere else.
local M = {}

M.defaults = {
  -- The command line of the server. nil: `parlance` of $PATH, else the one built in the clone this plugin lies in.
  cmd = nil,
  -- Settings of the server (`parlance.*` of its documentation, without that prefix).
  settings = {},
  -- Registry id -> filetype, where yours differ from lua/parlance/filetypes.lua.
  filetypes = {},
  -- Detect in files for which Neovim knows no filetype, too (a script without an extension).
  files = true,
  -- Filetypes whose code blocks the server is attached to through vim.lsp; false for none.
  markdown = { 'markdown', 'rmd', 'quarto', 'mdx' },
  -- Whether code blocks without a tag show what they look like.
  hints = true,
  -- Key of the hover in buffers without a name; false for none. A mapping of your own is left alone.
  hover_key = 'K',
  -- Buffers above this many bytes are left alone.
  maximum_bytes = 8 * 1024 * 1024,
}

M.current = M.defaults

local function unknown_key(options)
  for key in pairs(options) do
    if M.defaults[key] == nil and key ~= 'cmd' then
      return key
    end
  end
end

--- Sets the options: the defaults, with `options` over them.
function M.set(options)
  options = options or {}
  local unknown = unknown_key(options)
  if unknown then
    vim.notify(("parlance: no option is called '%s'; see :help parlance-options"):format(unknown), vim.log.levels.WARN)
  end
  M.current = vim.tbl_extend('force', M.defaults, options)
end

local function beside_the_plugin()
  local source = debug.getinfo(1, 'S').source:sub(2)
  local clone = vim.fn.fnamemodify(vim.fn.resolve(source), ':p:h:h:h:h:h')
  return clone .. '/.build/release/parlance'
end

--- The command line that starts the server, or nil and why there is none.
function M.command()
  if M.current.cmd then
    local program = M.current.cmd[1]
    if vim.fn.executable(program) == 1 then
      return M.current.cmd
    end
    return nil, ("'%s' (option cmd) is not an executable program"):format(tostring(program))
  end
  for _, program in ipairs({ 'parlance', beside_the_plugin() }) do
    if vim.fn.executable(program) == 1 then
      return { program, 'lsp' }
    end
  end
  return nil, "no 'parlance' in $PATH nor at " .. beside_the_plugin()
end

return M
