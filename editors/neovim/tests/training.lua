-- Commands, retraining and what it says of itself, against a server whose answers the test writes itself. Run by ./run.
local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
local faked = dofile(here .. '/faked.lua')
local harness = faked.harness
local test, equal, wait_for, pass = harness.test, harness.equal, harness.wait_for, harness.pass
local with_child, announce, opened, count = faked.with_child, faked.announce, faked.opened, faked.count

test('commands are asked of the server', function()
  with_child(function(child)
    local expected = {}
    for name, command in pairs({
      ParlanceRollback = 'rollbackModel', ParlanceModel = 'showModel', ParlanceReport = 'showTrainingReport',
      ParlanceForgetCorrections = 'forgetCorrections',
    }) do
      child:lua('fake.results[...] = { forgotten = 2, uri = "file:///r.html" }', 'parlance.' .. command)
      child:command(name)
      table.insert(expected, 'parlance.' .. command)
      wait_for(2000, function()
        return #child:lua('return fake.executed') == #expected
      end)
    end
    equal(child:lua('return fake.executed'), expected, 'commands')
  end)
end)

-- The child works in a project of its own; returns its directory.
local function in_project(child)
  local directory = vim.loop.fs_realpath(vim.fn.tempname():match('.*/')) .. '/project' .. child.pid
  vim.fn.mkdir(directory .. '/.git', 'p')
  vim.fn.mkdir(directory .. '/deep/down', 'p')
  child:command('cd ' .. directory .. '/deep/down')
  return directory
end

test('a training shows how far it is, and can be stopped', function()
  with_child(function(child)
    local function training()
      local found = child:lua('return require("parlance.commands").training')
      return found ~= vim.NIL and found or nil
    end
    child:lua([[fake.results['parlance.retrain'] = 'later'
      vim.api.nvim_create_autocmd('User', { pattern = 'ParlanceTraining', callback = function() _G.seen = (_G.seen or 0) + 1 end })]])
    in_project(child)
    child:command('ParlanceRetrain')
    assert(wait_for(2000, function()
      return child:lua('return fake.finish ~= nil')
    end), 'not asked for')
    child:lua([[fake.progress({ kind = 'begin', title = 'Retraining', percentage = 0 })]])
    child:lua([[fake.progress({ kind = 'report', message = 'epoch 1', percentage = 40 })]])
    equal(wait_for(2000, function()
      return training() and training().percentage == 40 and training()
    end), { percentage = 40, message = 'epoch 1' }, 'training')
    child:command('ParlanceCancel')
    equal(count(child, 'window/workDoneProgress/cancel'), 1, 'cancel')
    child:lua([[fake.progress({ kind = 'end' }); fake.finish({ code = -32800, message = 'cancelled' })]])
    assert(wait_for(2000, function()
      return training() == nil
    end), 'still shown')
    equal(child:lua('return _G.seen'), 3, 'events')
    child:command('ParlanceCancel')
    equal(count(child, 'window/workDoneProgress/cancel'), 1, 'cancel without a training')
  end)
end)

test('a training is of the project that the buffer is in, and of none elsewhere', function()
  with_child(function(child)
    child:lua([[_G.told = {}; vim.notify = function(text) table.insert(_G.told, text) end]])
    child:command('cd /')
    child:command('ParlanceRetrain')
    equal(child:lua('return fake.starts'), 0, 'servers')
    assert(child:lua('return _G.told[1]'):find('in no project', 1, true), 'message')
    child:paste('x = 1')
    opened(child)
    equal(child:lua('return fake.root == vim.NIL'), true, 'root')
    local project = in_project(child)
    child:lua([[fake.results['parlance.retrain'] = {}]])
    child:command('ParlanceRetrain')
    assert(wait_for(2000, function()
      return child:lua('return fake.executed[1]') == 'parlance.retrain'
    end), 'not asked for')
    local changes = vim.tbl_filter(function(message)
      return message.method == 'workspace/didChangeWorkspaceFolders'
    end, child:lua('return fake.sent'))
    equal(#changes, 1, 'changes of folders')
    equal(changes[1].params.event.added[1].uri, vim.uri_from_fname(project), 'folder')
  end)
end)

test('one training at a time', function()
  with_child(function(child)
    child:lua([[fake.results['parlance.retrain'] = 'later'
      _G.told = {}; vim.notify = function(text) table.insert(_G.told, text) end]])
    in_project(child)
    child:command('ParlanceRetrain')
    wait_for(2000, function()
      return child:lua('return #fake.executed') == 1
    end)
    child:command('ParlanceRetrain')
    pass(100)
    equal(child:lua('return #fake.executed'), 1, 'trainings')
    assert(child:lua('return _G.told[1]'):find('under way', 1, true), 'message')
  end)
end)

test('the statusline says the language, or how far a training is', function()
  with_child(function(child)
    local function statusline()
      return child:lua([[return require('parlance').statusline()]])
    end
    equal(statusline(), '', 'before')
    child:paste('x = 1')
    opened(child)
    announce(child, 'python', 'suggest')
    equal(statusline(), 'PYTHON 93%?', 'suggested')
    announce(child, 'python')
    equal(statusline(), 'PYTHON 93%', 'set')
    child:lua([[vim.b.parlance = { language = { name = 'C' }, confidence = 0.999, decision = 'apply' }]])
    equal(statusline(), 'C >99%', 'all but certain')
    child:lua([[require('parlance.commands').training = { percentage = 40 }]])
    equal(statusline(), 'retraining 40%', 'while training')
  end)
end)

test('what the server has to say stands in the last line, or in a window where that is too small', function()
  with_child(function(child)
    child:paste('x = 1')
    opened(child)
    child:lua([[fake.tell('short')]])
    pass(50)
    equal(child:float(), '', 'float')
    child:lua([[fake.tell('one line\nanother line')]])
    equal(wait_for(1000, function()
      return child:float() ~= '' and child:float()
    end), 'one line\nanother line', 'float')
    equal(child:call('get_mode').blocking, false, 'waiting for a key')
  end)
end)

harness.done()
