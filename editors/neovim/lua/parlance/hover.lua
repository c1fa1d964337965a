--- Hover: a request of our own, since vim.lsp's asks for a URI that the server has never seen.
local client = require('parlance.client')
local positions = require('parlance.positions')

local M = {}

local function position()
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  return positions.position(0, row - 1, column)
end

local function lines_of(result)
  if type(result) ~= 'table' or not result.contents then
    return {}
  end
  local lines = vim.lsp.util.convert_input_to_markdown_lines(result.contents)
  while #lines > 0 and vim.trim(lines[#lines]) == '' do
    table.remove(lines)
  end
  return lines
end

local function show(lines)
  vim.lsp.util.open_floating_preview(lines, 'markdown', { focus_id = 'parlance/hover', border = 'rounded' })
end

--- Asks about the text under the cursor and shows the answer; `otherwise` is called where there is none.
function M.hover(uri, otherwise)
  local buffer = vim.api.nvim_get_current_buf()
  local params = { textDocument = { uri = uri }, position = position() }
  client.request('textDocument/hover', params, function(result)
    local lines = lines_of(result)
    if #lines == 0 then
      otherwise()
    elseif vim.api.nvim_get_current_buf() == buffer then
      show(lines)
    end
  end, buffer)
end

return M
