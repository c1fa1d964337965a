# Parlance for Markdown through kakoune-lsp 18 or later: hover, diagnostics, quick fixes. In kakrc, behind the line that loads
# kakoune-lsp:
#
#     source /path/to/parlance/editors/kakoune/lsp.kak
#
# A second server for Markdown, such as marksman, is one table more in the option.
hook -group lsp-filetype-markdown global BufSetOption filetype=markdown %{
    set-option buffer lsp_servers %{
        [parlance]
        command = "parlance"
        args = ["lsp"]
        root_globs = [".parlance", ".git", ".hg"]
        settings_section = "parlance"
        [parlance.settings.parlance]
        markdown.diagnostics = true
        markdown.inlayHints = true
    }
}
