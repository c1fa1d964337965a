--- Hover: a request of our own, since vim.lsp's asks for a URI that the server has never seen.
local client = require('parlance.client')

local M = {}

--- UTF-16 units in the first `bytes` bytes of `line`: one for each character, two above U+FFFF.
function M.utf16_length(line, bytes)
  local units = 0
  for index = 1, math.min(bytes, #line) do
    local byte = line:byte(index)
    if byte >= 0xF0 then
      units = units + 2
    elseif byte < 0x80 or byte >= 0xC0 then
      units = units + 1
    end
  end
  return units
end

local function position()
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  return { line = row - 1, character = M.utf16_length(vim.api.nvim_get_current_line(), column) }
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
  end)
end

return M
