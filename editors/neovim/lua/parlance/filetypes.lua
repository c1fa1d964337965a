--- What Neovim calls the languages of Parlance's registry, where the two names differ.
local M = {}

M.by_language = {
  ['bat'] = 'dosbatch',
  ['bibtex'] = 'bib',
  ['coffeescript'] = 'coffee',
  ['commonlisp'] = 'lisp',
  ['csharp'] = 'cs',
  ['cuda-cpp'] = 'cuda',
  ['cython'] = 'pyrex',
  ['dotenv'] = 'sh',
  ['emacs-lisp'] = 'lisp',
  ['erb'] = 'eruby',
  ['gherkin'] = 'cucumber',
  ['idl'] = 'idlang',
  ['idris'] = 'idris2',
  ['ini'] = 'dosini',
  ['jsx'] = 'javascriptreact',
  ['latex'] = 'tex',
  ['makefile'] = 'make',
  ['nushell'] = 'nu',
  ['objective-c'] = 'objc',
  ['parigp'] = 'gp',
  ['plaintext'] = 'text',
  ['postscript'] = 'postscr',
  ['powershell'] = 'ps1',
  ['properties'] = 'jproperties',
  ['protobuf'] = 'proto',
  ['robotframework'] = 'robot',
  ['shellscript'] = 'sh',
  ['smalltalk'] = 'st',
  ['starlark'] = 'bzl',
  ['tsx'] = 'typescriptreact',
  ['vba'] = 'vb',
  ['viml'] = 'vim',
  ['wasm'] = 'wast',
  ['wolfram'] = 'mma',
}

local by_filetype = {}
for language, filetype in pairs(M.by_language) do
  by_filetype[filetype] = language
end
-- Of several languages with one filetype, the one that a person who sets the filetype most likely means.
by_filetype.lisp, by_filetype.sh, by_filetype.vb = 'commonlisp', 'shellscript', 'vb'

--- The filetype for a registry id; `overrides` (option `filetypes`) go first.
function M.of(language, overrides)
  return overrides[language] or M.by_language[language] or language
end

--- The registry id for a filetype, or the filetype itself where the registry has no other name for it.
function M.language(filetype)
  if filetype == '' then
    return 'plaintext'
  end
  return by_filetype[filetype] or filetype
end

return M
