" The one server process of this Vim: started when first needed, and never in a loop when it fails.

let s:job = v:null
let s:ready = 0
let s:failure = ''
let s:waiting = []
let s:folders = []
let s:encoding = 'utf-16'

" Handlers of the server's own messages, by method: each takes the parameters, and that of a request returns a result.
let s:notifications = {
      \ 'parlance/languageDetected': {params -> parlance#detection#detected(params)},
      \ 'textDocument/publishDiagnostics': {params -> parlance#markdown#published(params)},
      \ '$/progress': {params -> parlance#training#progressed(params)},
      \ 'window/showMessage': {params -> parlance#config#show(params.message)},
      \ }
let s:requests = {
      \ 'workspace/applyEdit': {params -> parlance#markdown#asked_to_apply(params)},
      \ 'workspace/configuration': {params -> s:configuration(params)},
      \ 'workspace/diagnostic/refresh': {_ -> v:null},
      \ 'workspace/inlayHint/refresh': {_ -> parlance#hints#refresh()},
      \ 'window/workDoneProgress/create': {_ -> v:null},
      \ 'window/showDocument': {params -> parlance#training#show_document(params)},
      \ 'window/showMessageRequest': {params -> s:question(params)},
      \ 'client/registerCapability': {_ -> v:null},
      \ 'client/unregisterCapability': {_ -> v:null},
      \ }

function! s:configuration(params) abort
  let settings = parlance#config#get('settings')
  return map(copy(a:params.items), {_, item -> get(item, 'section', '') ==# 'parlance' ? settings : v:null})
endfunction

" A question in the middle of typing is shown and gets no answer.
function! s:question(params) abort
  call parlance#config#show(a:params.message)
  return v:null
endfunction

" The URI of a file by its absolute name.
function! parlance#client#uri(file) abort
  return 'file://' .. substitute(a:file, '[^A-Za-z0-9/._~-]', {match -> s:escaped(match[0])}, 'g')
endfunction

function! s:escaped(character) abort
  return join(map(range(strlen(a:character)), {_, index -> printf('%%%02X', char2nr(a:character[index]))}), '')
endfunction

function! s:folder(directory) abort
  return #{uri: parlance#client#uri(a:directory), name: fnamemodify(a:directory, ':t')}
endfunction

" The project that the current buffer is in: a directory, or an empty string.
function! parlance#client#project() abort
  let start = expand('%:p:h') .. ';'
  for marker in ['.parlance', '.git']
    let found = finddir(marker, start)
    if !empty(found)
      return substitute(fnamemodify(found, ':p:h:h'), '\(.\)/$', '\1', '')
    endif
  endfor
  return ''
endfunction

function! s:capabilities() abort
  return {
        \ 'general': #{positionEncodings: ['utf-8', 'utf-16']},
        \ 'workspace': #{applyEdit: v:true, workspaceEdit: #{documentChanges: v:true}, configuration: v:true,
        \   workspaceFolders: v:true, inlayHint: #{refreshSupport: v:true}},
        \ 'textDocument': #{synchronization: {}, hover: #{contentFormat: ['plaintext']},
        \   publishDiagnostics: #{versionSupport: v:true}, inlayHint: #{dynamicRegistration: v:false},
        \   codeAction: #{codeActionLiteralSupport:
        \     #{codeActionKind: #{valueSet: ['quickfix', 'source', 'source.fixAll']}}}},
        \ 'window': #{workDoneProgress: v:true, showDocument: #{support: v:true}},
        \ 'experimental': {'parlance/languageDetected': v:true},
        \ }
endfunction

function! s:introduction() abort
  let folders = map(copy(s:folders), {_, directory -> s:folder(directory)})
  return #{
        \ processId: getpid(),
        \ clientInfo: #{name: 'Vim', version: string(v:versionlong)},
        \ rootUri: empty(folders) ? v:null : folders[0].uri,
        \ workspaceFolders: empty(folders) ? v:null : folders,
        \ capabilities: s:capabilities(),
        \ initializationOptions: #{announce: v:true, editor: 'vim', parlance: parlance#config#get('settings')},
        \ }
endfunction

function! s:received(channel, message) abort
  let method = get(a:message, 'method', '')
  if !has_key(a:message, 'id')
    if has_key(s:notifications, method)
      " Later: while a request of ours is waited for, as in a completion, the text may not be changed.
      call timer_start(0, {-> s:notifications[method](a:message.params)})
    endif
    return
  endif
  if has_key(s:requests, method)
    let answer = #{id: a:message.id, result: s:requests[method](get(a:message, 'params', {}))}
  else
    let answer = #{id: a:message.id, error: #{code: -32601, message: 'no such method: ' .. method}}
  endif
  call s:send_answer(a:channel, answer)
endfunction

" By hand, since ch_sendexpr() refuses the server's ids: they are strings.
function! s:send_answer(channel, answer) abort
  let content = json_encode(extend(#{jsonrpc: '2.0'}, a:answer))
  call ch_sendraw(a:channel, printf("Content-Length: %d\r\n\r\n%s", strlen(content), content))
endfunction

function! s:initialized(channel, answer) abort
  if !has_key(a:answer, 'result')
    return
  endif
  let s:encoding = get(a:answer.result.capabilities, 'positionEncoding', 'utf-16')
  let s:ready = 1
  call parlance#client#notify('initialized', {})
  let callbacks = remove(s:, 'waiting')
  let s:waiting = []
  for Callback in callbacks
    call Callback()
  endfor
endfunction

function! s:ended(job, status) abort
  if a:job isnot s:job
    return
  endif
  call s:forget_job()
  let s:failure = 'the server ended with code ' .. a:status
  call parlance#config#warn(s:failure .. '; :ParlanceRestart starts it again')
endfunction

function! s:forget_job() abort
  let s:job = v:null
  let s:ready = 0
  let s:waiting = []
  call parlance#detection#server_gone()
  call parlance#training#server_gone()
endfunction

function! s:launch(command) abort
  let project = parlance#client#project()
  let s:folders = empty(project) ? [] : [project]
  let job = job_start(a:command, #{in_mode: 'lsp', out_mode: 'lsp', err_io: 'null', noblock: 1,
        \ out_cb: function('s:received'), exit_cb: function('s:ended')})
  " This may call s:ended(), which is to know nothing of a job that has not begun.
  if job_status(job) !=# 'run'
    return 0
  endif
  let s:job = job
  call ch_sendexpr(job_getchannel(s:job), #{method: 'initialize', params: s:introduction()},
        \ #{callback: function('s:initialized')})
  return 1
endfunction

" Whether the server is there and has answered `initialize`.
function! parlance#client#running() abort
  return s:ready && s:job isnot v:null && job_status(s:job) ==# 'run'
endfunction

" Why the server is not running, if it failed.
function! parlance#client#failure() abort
  return s:failure
endfunction

" The units of the protocol's columns that were agreed on.
function! parlance#client#encoding() abort
  return s:encoding
endfunction

" Calls `callback` once the server is ready: at once, or when it has started. Not at all where it cannot start, which is
" told once.
function! parlance#client#with_server(callback) abort
  if parlance#client#running()
    return a:callback()
  endif
  if !empty(s:failure)
    return
  endif
  call add(s:waiting, a:callback)
  if s:job isnot v:null
    return
  endif
  let command = parlance#config#command()
  if empty(command) || !s:launch(command)
    let program = parlance#config#get('command')[0]
    let s:failure = printf("no program '%s' can be started (g:parlance_command)", program)
    let s:waiting = []
    call parlance#config#warn(s:failure)
  endif
endfunction

" Sends a notification, if the server is there.
function! parlance#client#notify(method, params) abort
  if parlance#client#running()
    call ch_sendexpr(job_getchannel(s:job), #{method: a:method, params: a:params})
  endif
endfunction

" Sends a request; `callback(result)` is called when it is answered, and a refusal is shown or given to `failed`.
function! parlance#client#request(method, params, callback, failed = {why -> parlance#config#warn(why)}) abort
  if !parlance#client#running()
    return a:failed(empty(s:failure) ? 'the server is not running' : s:failure)
  endif
  let Answer = {_, answer -> has_key(answer, 'error') ? a:failed(answer.error.message) : a:callback(answer.result)}
  call ch_sendexpr(job_getchannel(s:job), #{method: a:method, params: a:params}, #{callback: Answer})
endfunction

" Sends a request and waits for its result, briefly; v:null where there is none.
function! parlance#client#ask(method, params) abort
  if !parlance#client#running()
    return v:null
  endif
  let answer = ch_evalexpr(job_getchannel(s:job), #{method: a:method, params: a:params}, #{timeout: 2000})
  return type(answer) == v:t_dict ? get(answer, 'result', v:null) : v:null
endfunction

" Makes `directory` the server's workspace: the project that a command is called in is the one that it is about.
function! parlance#client#work_in(directory) abort
  if empty(a:directory) || s:folders ==# [a:directory]
    return
  endif
  let before = s:folders
  let s:folders = [a:directory]
  call parlance#client#notify('workspace/didChangeWorkspaceFolders', #{event: #{added: [s:folder(a:directory)],
        \ removed: map(copy(before), {_, directory -> s:folder(directory)})}})
endfunction

" Ends the server, if it runs, and forgets that it failed.
function! parlance#client#stop() abort
  let s:failure = ''
  if s:job is v:null
    return
  endif
  let job = s:job
  if parlance#client#running()
    call ch_evalexpr(job_getchannel(job), #{method: 'shutdown', params: v:null}, #{timeout: 2000})
    call ch_sendexpr(job_getchannel(job), #{method: 'exit', params: v:null})
  endif
  call s:forget_job()
  let patience = 100
  while job_status(job) ==# 'run' && patience > 0
    sleep 10m
    let patience -= 1
  endwhile
  if job_status(job) ==# 'run'
    call job_stop(job, 'kill')
  endif
endfunction

" The server's process, for tests; 0 where there is none.
function! parlance#client#pid() abort
  return s:job is v:null ? 0 : job_info(s:job).process
endfunction
