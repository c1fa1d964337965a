-- Starts Parlance with the options in g:parlance, if any. `let g:loaded_parlance = 1` keeps it from starting.
if vim.g.loaded_parlance then
  return
end
vim.g.loaded_parlance = 1

if vim.fn.has('nvim-0.7') == 0 then
  vim.notify('parlance needs Neovim 0.7 or later', vim.log.levels.WARN)
  return
end

require('parlance').setup(vim.g.parlance)
