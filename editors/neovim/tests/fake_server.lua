-- Loaded by a child Neovim: a server inside it, so that every answer and its moment are the test's own.
-- _G.fake.announce(uri, version, id, decision) speaks; _G.fake.texts holds the documents as the server knows them.
_G.fake = { texts = {}, versions = {}, hover = 'Python 97 %', starts = 0, executed = {}, results = {}, asked = {} }
local fake = _G.fake
local dispatchers

local function lines_of(text)
  return vim.split(text, '\n', { plain = true })
end

-- The byte of `text` that a position of the protocol names; one that is not there is an error.
local function offset(text, position)
  local lines = lines_of(text)
  assert(position.line < #lines, 'a change past the end')
  local before = table.concat(vim.list_slice(lines, 1, position.line), '\n')
  local line = lines[position.line + 1]
  local bytes = position.character == 0 and 0 or vim.str_byteindex(line, position.character, true)
  return #before + (position.line > 0 and 1 or 0) + bytes
end

local function apply(text, change)
  if not change.range then
    return change.text
  end
  return text:sub(1, offset(text, change.range.start)) .. change.text .. text:sub(offset(text, change.range['end']) + 1)
end

local notifications = {
  ['textDocument/didOpen'] = function(params)
    local document = params.textDocument
    assert(not fake.texts[document.uri], 'opened twice')
    fake.texts[document.uri], fake.versions[document.uri] = document.text, document.version
  end,
  ['textDocument/didChange'] = function(params)
    local uri = params.textDocument.uri
    for _, change in ipairs(params.contentChanges) do
      fake.texts[uri] = apply(fake.texts[uri], change)
    end
    assert(params.textDocument.version > fake.versions[uri], 'a version that does not grow')
    fake.versions[uri] = params.textDocument.version
  end,
  ['textDocument/didClose'] = function(params)
    assert(fake.texts[params.textDocument.uri], 'closed, but not open')
    fake.texts[params.textDocument.uri] = nil
  end,
}

notifications.exit = function()
  vim.schedule(function()
    dispatchers.on_exit(0, 0)
  end)
end

local function reply(method, params)
  if method == 'workspace/executeCommand' then
    table.insert(fake.executed, params.command)
    fake.arguments = params.arguments
    fake.token = params.workDoneToken
    return fake.results[params.command]
  end
  if method == 'initialize' then
    fake.capabilities = params.capabilities
    fake.root, fake.options = params.rootUri, params.initializationOptions
    return { capabilities = { textDocumentSync = { openClose = true, change = 2 }, hoverProvider = true } }
  end
  if fake.results[method] then
    table.insert(fake.asked, { method = method, params = vim.deepcopy(params) })
    return fake.results[method]
  end
  if method == 'textDocument/hover' then
    return fake.hover and { contents = { kind = 'markdown', value = fake.hover } } or vim.NIL
  end
  return vim.NIL
end

vim.lsp.rpc.start = function(_, second, third)
  -- The dispatchers are the third argument in 0.7, the second in later ones.
  dispatchers = second.notification and second or third
  fake.starts = fake.starts + 1
  fake.sent = {}
  return {
    pid = 0,
    is_closing = function()
      return false
    end,
    terminate = function() end,
    handle = {
      is_closing = function()
        return false
      end,
      kill = function() end,
    },
    request = function(method, params, callback)
      vim.schedule(function()
        local result = reply(method, params)
        if result == 'later' then
          fake.finish = callback
        else
          callback(nil, result)
        end
      end)
      return true, 1
    end,
    notify = function(method, params)
      table.insert(fake.sent, { method = method, params = vim.deepcopy(params) })
      local handler = notifications[method]
      local passed, problem = pcall(handler or function() end, params)
      if not passed then
        fake.problem = method .. ': ' .. problem
      end
      return true
    end,
  }
end

function fake.announce(uri, version, id, decision)
  dispatchers.notification('parlance/languageDetected', {
    textDocument = { uri = uri, version = version },
    language = { id = id, name = id:upper(), editorId = id },
    confidence = 0.93,
    alternatives = { { id = 'ruby', name = 'Ruby', editorId = 'ruby', confidence = 0.04 } },
    decision = decision or 'apply',
    reason = 'fake',
  })
end

function fake.progress(value)
  dispatchers.notification('$/progress', { token = fake.token, value = value })
end

function fake.publish(uri, diagnostics, version)
  dispatchers.notification('textDocument/publishDiagnostics',
    { uri = uri, version = version or fake.versions[uri], diagnostics = diagnostics })
end

function fake.tell(text, type)
  dispatchers.notification('window/showMessage', { type = type or 3, message = text })
end

--- Asks something of the client; the answer is fake.answer.
function fake.ask(method, params)
  fake.answer = dispatchers.server_request(method, params)
end

function fake.die(code, signal)
  dispatchers.on_exit(code, signal or 0)
end

function fake.count(method)
  return #vim.tbl_filter(function(message)
    return message.method == method
  end, fake.sent or {})
end
