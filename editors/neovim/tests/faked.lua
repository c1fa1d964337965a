-- The plugin in a Neovim of its own, against a server whose answers the test writes itself (fake_server.lua).
local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
local harness = dofile(here .. '/harness.lua')
local wait_for, pass = harness.wait_for, harness.pass

local FAKE = ([[dofile('%s/fake_server.lua'); vim.g.parlance = { cmd = { 'true' }%%s }]]):format(here)
-- The harness is made once, since it counts the tests.
local M = { harness = harness, URI = 'untitled:nvim-1' }

-- Runs `body(child)` in a Neovim with the plugin and the server, which may have nothing to complain of. `options` is Lua
-- that goes into vim.g.parlance.
function M.with_child(body, arguments, options)
  local child = harness.start(FAKE:format(options or ''), arguments)
  local passed, problem = xpcall(body, debug.traceback, child)
  local server_problem = child:lua('return _G.fake.problem')
  child:quit()
  assert(passed, problem)
  assert(server_problem == vim.NIL, server_problem)
end

function M.texts(child)
  return child:lua('return _G.fake.texts')
end

function M.announce(child, id, decision, version)
  child:lua(([[fake.announce('%s', %s, '%s', '%s')]]):format(M.URI, version or "fake.versions['" .. M.URI .. "']", id, decision or 'apply'))
  pass(50)
end

function M.opened(child)
  return wait_for(2000, function()
    return M.texts(child)[M.URI]
  end)
end

function M.count(child, method)
  return child:lua('return fake.count(...)', method)
end

return M
