--- Columns: bytes in Neovim, UTF-16 units in the protocol.
local M = {}

--- How many units the character has that begins with this byte; none where the byte goes on with one.
local function units_of(byte)
  if byte >= 0xF0 then
    return 2
  end
  return (byte < 0x80 or byte >= 0xC0) and 1 or 0
end

--- UTF-16 units in the first `bytes` bytes of `line`: one for each character, two above U+FFFF.
function M.units(line, bytes)
  local units = 0
  for index = 1, math.min(bytes, #line) do
    units = units + units_of(line:byte(index))
  end
  return units
end

--- The bytes before the character of `line` that `units` UTF-16 units stand in front of.
function M.bytes(line, units)
  local seen = 0
  for index = 1, #line do
    local more = units_of(line:byte(index))
    if more > 0 and seen >= units then
      return index - 1
    end
    seen = seen + more
  end
  return #line
end

--- The protocol's position of a byte `column` in `row`, both from 0.
function M.position(buffer, row, column)
  local line = vim.api.nvim_buf_get_lines(buffer, row, row + 1, false)[1] or ''
  return { line = row, character = M.units(line, column) }
end

--- The row and the byte column, both from 0, of the protocol's position.
function M.place(buffer, position)
  local line = vim.api.nvim_buf_get_lines(buffer, position.line, position.line + 1, false)[1] or ''
  return position.line, M.bytes(line, position.character)
end

return M
