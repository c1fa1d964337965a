" Training with the files of a project: its progress, its end, and the models that come of it.

let s:token = ''
let s:count = 0
let s:titles = {}
let s:progress = ''

" The server is gone, and its work with it.
function! parlance#training#server_gone() abort
  let s:token = ''
  let s:titles = {}
  let s:progress = ''
endfunction

" How far a training is, for the statusline.
function! parlance#training#statusline() abort
  return s:progress
endfunction

" Work has gone on: `$/progress`.
function! parlance#training#progressed(params) abort
  let token = string(a:params.token)
  let value = a:params.value
  if value.kind ==# 'begin'
    let s:titles[token] = get(value, 'title', '')
  elseif value.kind ==# 'end' && has_key(s:titles, token)
    call remove(s:titles, token)
  endif
  " One that was cancelled goes on for a moment, and shall not hide what was said of that.
  let is_over = token =~# "^'vim-" && a:params.token !=# s:token
  call s:show(value, get(s:titles, token, ''), is_over)
endfunction

function! s:show(value, title, is_over) abort
  if a:value.kind ==# 'end'
    " What it came to is the answer to the request, or a message.
    let s:progress = ''
  else
    let message = get(a:value, 'message', '')
    let percentage = has_key(a:value, 'percentage') ? printf(' %d%%', a:value.percentage) : ''
    let s:progress = a:title .. percentage
    " Not in the middle of a command line, nor among the messages.
    if mode() !=# 'c' && !a:is_over
      redraw
      echo 'parlance:' a:title .. percentage message
    endif
  endif
  redrawstatus!
endfunction

function! s:server_for(callback) abort
  let failure = parlance#client#failure()
  if !empty(failure)
    return parlance#config#warn(failure .. '; :ParlanceRestart starts the server again')
  endif
  let project = parlance#client#project()
  call parlance#client#with_server({-> [parlance#client#work_in(project), a:callback()]})
endfunction

" Trains the model further with the files of this project, in the background.
function! parlance#training#retrain() abort
  if !empty(s:token)
    return parlance#config#warn('a training is under way; :ParlanceCancel stops it')
  endif
  if empty(parlance#client#project())
    return parlance#config#warn('this buffer is in no project: a directory with .git or .parlance in it')
  endif
  let s:count += 1
  let s:token = 'vim-' .. s:count
  call s:server_for(function('s:start'))
  if !empty(parlance#client#failure())
    let s:token = ''
  endif
endfunction

function! s:start() abort
  call parlance#client#request('workspace/executeCommand',
        \ #{command: 'parlance.retrain', arguments: [], workDoneToken: s:token},
        \ {_ -> s:end('')}, {why -> s:end(why)})
endfunction

" What it came to, the server says.
function! s:end(problem) abort
  let s:token = ''
  let s:progress = ''
  redrawstatus!
  if !empty(a:problem)
    call parlance#config#warn('no training: ' .. a:problem)
  endif
endfunction

" Stops the training that is under way; the model stays what it is.
function! parlance#training#cancel() abort
  if empty(s:token)
    return parlance#config#tell('no training is under way')
  endif
  call parlance#client#notify('window/workDoneProgress/cancel', #{token: s:token})
endfunction

function! s:command(command, callback) abort
  call s:server_for({-> parlance#client#request('workspace/executeCommand',
        \ #{command: a:command, arguments: []}, a:callback)})
endfunction

" Goes back to the model that answered before the last training.
function! parlance#training#rollback() abort
  call s:command('parlance.rollbackModel', {_ -> 0})
endfunction

" Says which model answers, and why.
function! parlance#training#show_model() abort
  call s:command('parlance.showModel', {_ -> 0})
endfunction

" Shows the report of the last training in a browser.
function! parlance#training#show_report() abort
  call s:command('parlance.showTrainingReport', {_ -> 0})
endfunction

" Deletes the texts whose language the user corrected.
function! parlance#training#forget_corrections() abort
  call s:command('parlance.forgetCorrections',
        \ {result -> parlance#config#tell(printf('%d correction%s forgotten', result.forgotten,
        \   result.forgotten == 1 ? '' : 's'))})
endfunction

function! s:opener() abort
  let own = get(g:, 'parlance_browser', [])
  if !empty(own)
    return own
  endif
  for program in ['xdg-open', 'open']
    if executable(program)
      return [program]
    endif
  endfor
  return []
endfunction

" Answers `window/showDocument`.
function! parlance#training#show_document(params) abort
  let opener = s:opener()
  if empty(opener)
    call parlance#config#tell(a:params.uri)
    return #{success: v:false}
  endif
  call job_start(opener + [a:params.uri], #{in_io: 'null', out_io: 'null', err_io: 'null', stoponexit: ''})
  return #{success: v:true}
endfunction
