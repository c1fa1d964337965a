--- Which project a buffer is in, and which one the server works in.
local M = {}

-- The first one counts more, wherever it is.
local MARKERS = { '.parlance', '.git' }

local current

--- The nearest directory from `start` upwards that has `marker` in it. (`.git` is a file in a worktree.)
local function with_marker(start, marker)
  local directory = start
  while not vim.loop.fs_stat(directory .. '/' .. marker) do
    local above = vim.fn.fnamemodify(directory, ':h')
    if above == directory then
      return nil
    end
    directory = above
  end
  return directory
end

--- The project that the current buffer is in: a directory, or nil.
function M.project()
  local name = vim.api.nvim_buf_get_name(0)
  local is_file = name ~= '' and vim.bo.buftype == '' and not name:match('^%a[%w+.-]+://')
  local start = is_file and vim.fn.fnamemodify(name, ':p:h') or vim.fn.getcwd()
  for _, marker in ipairs(MARKERS) do
    local directory = with_marker(start, marker)
    if directory then
      return directory
    end
  end
end

local function folder(directory)
  return { uri = vim.uri_from_fname(directory), name = vim.fn.fnamemodify(directory, ':t') }
end

--- A server was started in `directory`, or in none.
function M.begin(directory)
  current = directory
end

--- What is to be told to a server that is to work in `directory`; nil where it does.
function M.change(directory)
  if directory == current then
    return nil
  end
  local removed = current and { folder(current) } or {}
  current = directory
  return { added = { folder(directory) }, removed = removed }
end

return M
