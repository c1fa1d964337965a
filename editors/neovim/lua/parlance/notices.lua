--- Words to the user: in the last line, and where that is too small in a window that goes by itself.
local M = {}

local LINGER_MILLISECONDS = 15000
local MAXIMUM_WIDTH = 72

--- Whether vim.notify is Neovim's own, which writes everything into the last lines and then wants a key pressed.
local function notify_is_plain()
  return debug.getinfo(vim.notify, 'S').source:find('_editor', 1, true) ~= nil
end

local function fits(text)
  return not text:find('\n') and vim.fn.strdisplaywidth(text) < vim.o.columns - 12
end

local function close(window)
  if vim.api.nvim_win_is_valid(window) then
    vim.api.nvim_win_close(window, true)
  end
end

--- Shows lines in the upper right corner, where they are in nobody's way and need no key.
local function show_window(lines)
  local widths = vim.tbl_map(vim.fn.strdisplaywidth, lines)
  local width = math.min(math.max(1, unpack(widths)), MAXIMUM_WIDTH, vim.o.columns - 4)
  local height = 0
  for _, own in ipairs(widths) do
    -- A line that is broken at its words leaves some room at its end.
    height = height + (own <= width and 1 or math.ceil(own / math.max(1, width - 8)))
  end
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, true, lines)
  vim.bo[buffer].bufhidden = 'wipe'
  local window = vim.api.nvim_open_win(buffer, false, {
    relative = 'editor',
    anchor = 'NE',
    row = 1,
    col = vim.o.columns - 1,
    width = width,
    height = math.min(height, math.max(1, vim.o.lines - 6)),
    style = 'minimal',
    border = 'rounded',
    focusable = false,
    noautocmd = true,
  })
  vim.wo[window].wrap, vim.wo[window].linebreak = true, true
  vim.defer_fn(function()
    close(window)
  end, LINGER_MILLISECONDS)
end

--- Shows what the server has to say, which may be several lines.
function M.show(text, level)
  text = vim.trim(text)
  if fits(text) or not notify_is_plain() then
    vim.notify(text, level)
  else
    show_window(vim.split(text, '\n'))
  end
end

--- Shows a message as Parlance's, in one line.
function M.say(words)
  local text = 'parlance: ' .. words
  if not fits(text) then
    text = vim.fn.strcharpart((text:gsub('\n.*', '')), 0, vim.o.columns - 14) .. '…'
  end
  vim.api.nvim_echo({ { text } }, false, {})
end

--- A confidence in whole percents, and never 100 of what is not quite that.
function M.percent(confidence)
  return confidence >= 0.995 and '>99' or ('%.0f'):format(100 * confidence)
end

--- Empties the last line, unless somebody types there.
function M.clear()
  if not vim.api.nvim_get_mode().mode:find('^c') then
    vim.api.nvim_echo({ { '' } }, false, {})
  end
end

--- Shows a warning as Parlance's.
function M.warn(words)
  M.show('parlance: ' .. words, vim.log.levels.WARN)
end

local LEVELS = { vim.log.levels.ERROR, vim.log.levels.WARN, vim.log.levels.INFO, vim.log.levels.INFO }

--- Takes `window/showMessage`.
function M.asked_to_show(_, params)
  M.show(params.message, LEVELS[params.type] or vim.log.levels.INFO)
end

return M
