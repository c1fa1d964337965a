-- Loaded by a child Neovim before anything else: notes what its language clients send, are told and are answered,
-- and when.
_G.spy = { sent = {}, told = {}, answered = {} }

local function note(list, method, params)
  table.insert(list, { method = method, params = params, time = vim.loop.hrtime() })
end

local function listen(dispatchers)
  local given = dispatchers.notification
  dispatchers.notification = function(method, params)
    note(_G.spy.told, method, params)
    return given(method, params)
  end
end

local start = vim.lsp.rpc.start
vim.lsp.rpc.start = function(...)
  -- The dispatchers are the third argument in 0.7, the second in later ones.
  for _, argument in ipairs({ ... }) do
    if type(argument) == 'table' and argument.notification then
      listen(argument)
    end
  end
  local rpc = start(...)
  if not rpc then
    return rpc
  end
  local notify, request = rpc.notify, rpc.request
  rpc.notify = function(method, params)
    note(_G.spy.sent, method, params)
    return notify(method, params)
  end
  rpc.request = function(method, params, callback, ...)
    note(_G.spy.sent, method, params)
    return request(method, params, function(...)
      note(_G.spy.answered, method)
      return callback(...)
    end, ...)
  end
  return rpc
end
