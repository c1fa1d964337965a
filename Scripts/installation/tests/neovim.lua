-- In a Neovim that was started as by its user: the plugin is there, and sets a filetype with the installed program.
local function check()
  assert(vim.g.loaded_parlance == 1, 'the plugin was not loaded')
  vim.cmd('help parlance')
  vim.cmd('close')
  local program = vim.fn.exepath('parlance')
  assert(program == vim.env.PREFIX .. '/bin/parlance', 'the program is ' .. program)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, {
    '// Reads names, one a line.', 'package main', '', 'import (', '\t"bufio"', '\t"fmt"', '\t"os"', ')', '',
    'func main() {', '\tlines := bufio.NewScanner(os.Stdin)', '\tfor lines.Scan() {', '\t\tfmt.Println(lines.Text())',
    '\t}', '}',
  })
  assert(vim.wait(60000, function() return vim.bo.filetype == 'go' end, 20), 'the filetype is ' .. vim.bo.filetype)
end

local fine, why = pcall(check)
if not fine then print(why) end
vim.cmd(fine and 'qall!' or 'cquit!')
