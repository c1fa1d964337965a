-- For Neovim 0.11 and later, without the plugin: vim.lsp.enable('parlance') gives hover on code blocks in Markdown.
-- Buffers without a name need the plugin, which starts a server of its own: use one or the other.
return {
  cmd = { 'parlance', 'lsp' },
  filetypes = { 'markdown', 'rmd', 'quarto', 'mdx' },
  root_markers = { '.parlance', '.git' },
}
