--- From registry ids to filetypes, and back.
local names = require('parlance.filetype_names')

local M = {}

--- The filetype for a registry id; `overrides` (option `filetypes`) go first.
function M.of(language, overrides)
  return overrides[language] or names.by_language[language] or language
end

--- The registry id for a filetype, or the filetype itself where the registry has no other name for it.
function M.language(filetype)
  if filetype == '' then
    return 'plaintext'
  end
  return names.by_filetype[filetype] or filetype
end

return M
