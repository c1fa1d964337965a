" Runs a child Vim in a terminal as a person would have it: keys are typed, text is pasted.
let s:here = expand('<sfile>:p:h')
let s:plugin = fnamemodify(s:here, ':h')
let s:failures = 0
let s:count = 0
let s:children = 0
let s:folder = ''
let s:terminal = 0

" A line of output.
function! Say(line) abort
  call writefile(split(a:line, "\n", 1), '/dev/stdout', 'a')
endfunction

" Starts a child; `before` is a list of commands that it does before the plugin is loaded.
function! Start(before, arguments = []) abort
  let s:children += 1
  let s:folder = tempname()
  call mkdir(s:folder, 'p')
  call writefile(a:before, s:folder .. '/before.vim')
  let command = [$PARLANCE_VIM, '-u', 'NONE', '-i', 'NONE', '-N', '-n', '--cmd', 'set encoding=utf-8 shortmess+=I hidden ttimeout ttimeoutlen=20',
        \ '--cmd', 'set runtimepath^=' .. s:plugin, '--cmd', 'filetype plugin on | syntax on',
        \ '--cmd', 'source ' .. s:here .. '/child.vim', '--cmd', 'source ' .. s:folder .. '/before.vim',
        \ '--cmd', 'runtime plugin/parlance.vim'] + a:arguments
  let s:terminal = term_start(command, #{hidden: 1, term_rows: 30, term_cols: 100, cwd: s:folder,
        \ term_kill: 'kill', env: #{PARLANCE_TEST_FOLDER: s:folder, TERM: 'xterm-256color'}})
  call Wait(10000, {-> Eval('v:vim_did_enter')})
endfunction

" The folder that the child was started in.
function! Folder() abort
  return s:folder
endfunction

" The child's process.
function! ChildPid() abort
  return job_info(term_getjob(s:terminal)).process
endfunction

function! s:ask(kind, text) abort
  call delete(s:folder .. '/answer')
  call writefile([a:kind] + split(a:text, "\n", 1), s:folder .. '/question.new')
  call rename(s:folder .. '/question.new', s:folder .. '/question')
  if !Wait(10000, {-> filereadable(s:folder .. '/answer')})
    throw 'the child does not answer: ' .. a:text .. "\n" .. Screen()
  endif
  let answer = readfile(s:folder .. '/answer')
  if answer[0] !=# 'ok'
    throw a:text .. ': ' .. answer[1]
  endif
  return json_decode(answer[1])
endfunction

" The value of an expression in the child.
function! Eval(expression) abort
  return s:ask('eval', a:expression)
endfunction

" Does a command in the child, whatever it is at.
function! Do(command) abort
  return s:ask('do', a:command)
endfunction

" Types keys.
function! Keys(keys) abort
  call term_sendkeys(s:terminal, a:keys)
  " When the child answers, it has read what was typed before.
  sleep 20m
  call Eval('1')
endfunction

" Pastes a text, in insert mode, as a terminal does.
function! Paste(text) abort
  call Keys("\<Esc>i\<Esc>[200~" .. substitute(a:text, "\n", "\r", 'g') .. "\<Esc>[201~\<Esc>")
endfunction

" What the child's terminal shows.
function! Screen() abort
  return join(map(range(1, 30), {_, row -> term_getline(s:terminal, row)}), "\n")
endfunction

" How many messages of this method the child has sent.
function! Sent(method) abort
  let log = readfile(s:folder .. '/log')
  return len(filter(log, {_, line -> line =~# '"method":"' .. escape(a:method, '/$') .. '"' && line !~# 'RECV'}))
endfunction

" Waits until `Condition` holds; returns what it returned.
function! Wait(milliseconds, Condition) abort
  let start = reltime()
  while 1
    let value = a:Condition()
    if !empty(value) || reltimefloat(reltime(start)) * 1000 > a:milliseconds
      return value
    endif
    sleep 10m
  endwhile
endfunction

" Lets some time pass, in which something must not happen.
function! Pass(milliseconds) abort
  call Wait(a:milliseconds, {-> 0})
endfunction

function! Equal(actual, expected, what) abort
  if a:actual !=# a:expected
    throw printf('%s: expected %s, got %s', a:what, string(a:expected), string(a:actual))
  endif
endfunction

function! Alive(pid) abort
  return isdirectory('/proc') ? isdirectory('/proc/' .. a:pid) : !empty(system('ps -p ' .. a:pid .. ' -o pid='))
endfunction

" Ends the child; whatever it started has to be gone with it.
function! Quit() abort
  if !s:terminal
    return
  endif
  let job = term_getjob(s:terminal)
  if job_status(job) ==# 'run'
    let server = Eval('parlance#client#pid()')
    call term_sendkeys(s:terminal, "\<C-\>\<C-n>:qall!\r")
    if !Wait(5000, {-> job_status(job) !=# 'run'})
      call job_stop(job, 'kill')
      throw 'the child does not end'
    endif
    if server && !Wait(3000, {-> !Alive(server)})
      throw printf('server %d outlives its editor', server)
    endif
  endif
  execute 'bwipeout!' s:terminal
  let s:terminal = 0
endfunction

" Runs one test and says how it went.
function! Test(name, Body) abort
  let s:count += 1
  let problem = ''
  try
    call a:Body()
  catch
    let problem = v:exception .. ' (' .. substitute(v:throwpoint, '.*\.\.', '', '') .. ')'
  endtry
  try
    call Quit()
  catch
    let problem = empty(problem) ? v:exception : problem
    if s:terminal
      call job_stop(term_getjob(s:terminal), 'kill')
      let s:terminal = 0
    endif
  endtry
  if empty(problem)
    call Say('ok   ' .. a:name)
  else
    let s:failures += 1
    call Say('FAIL ' .. a:name .. "\n     " .. substitute(problem, "\n", "\n     ", 'g'))
  endif
endfunction

" Ends the run; the exit code says whether all went well.
function! Done() abort
  call Say(printf('%d tests, %d failures', s:count, s:failures))
  execute s:failures ? 'cquit!' : 'qall!'
endfunction
