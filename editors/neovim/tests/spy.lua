-- Loaded by a child Neovim before anything else: notes what its language clients send.
_G.spy = { sent = {}, pids = {} }

local start = vim.lsp.rpc.start
vim.lsp.rpc.start = function(...)
  local rpc = start(...)
  if not rpc then
    return rpc
  end
  local notify, request = rpc.notify, rpc.request
  rpc.notify = function(method, params)
    table.insert(_G.spy.sent, { method = method, params = params })
    return notify(method, params)
  end
  rpc.request = function(method, params, ...)
    table.insert(_G.spy.sent, { method = method, params = params })
    return request(method, params, ...)
  end
  table.insert(_G.spy.pids, rpc.pid)
  return rpc
end
