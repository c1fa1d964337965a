" What Parlance does for somebody in Vim, from the first paste to a language of their own, in one sitting with the real
" program: PARLANCE_PROGRAM names it. What is opened is counted at the server. Run by ./run.
let s:here = expand('<sfile>:p:h')
execute 'source' s:here .. '/harness.vim'
execute 'source' s:here .. '/texts.vim'
let s:record = tempname()
let s:command = [fnamemodify(s:here, ':h:h') .. '/tests/recorder', s:record, $PARLANCE_PROGRAM, 'lsp']

" The first answer waits for the process to start; later ones for the pause in the typing, on a busy machine.
let s:patience = 20000
let s:training_patience = 300000
let s:settled = 1200

function! s:opened() abort
  return len(split(join(readfile(s:record), "\n"), '"textDocument\\\?/didOpen"', 1)) - 1
endfunction

function! s:wait_for_opened(number) abort
  call Wait(s:patience, {-> filereadable(s:record) && s:opened() >= a:number})
endfunction

function! s:wait_for(expression, expected) abort
  call Wait(s:patience, {-> Eval(a:expression) ==# a:expected})
  call Equal(Eval(a:expression), a:expected, a:expression)
endfunction

function! s:wait_for_screen(pattern, patience) abort
  if empty(Wait(a:patience, {-> Screen() =~# a:pattern}))
    throw printf('no %s on the screen: %s', a:pattern, Screen())
  endif
endfunction

function! s:paste(lines) abort
  call Paste(join(a:lines, "\n") .. "\n")
endfunction

function! s:sitting() abort
  call Start(['let g:parlance_command = ' .. string(s:command), 'let g:parlance_settings = ' .. string(g:training),
        \ 'set laststatus=2 statusline=%{parlance#statusline()}'])
  call WriteProject(Folder())
  let has_hints = Eval('parlance#hints#shown()')

  " Code gets its filetype, and one that the user sets stays.
  call s:paste(g:python)
  call s:wait_for('&filetype', 'python')
  call Keys(":set filetype=conf\r")
  call s:paste(g:rust)
  call Pass(s:settled)
  call Equal(Eval('&filetype'), 'conf', 'filetype that was chosen')

  " Prose stays as it is.
  call Keys(":enew!\r")
  call s:paste(g:prose)
  call s:wait_for_opened(2)
  call Pass(s:settled)
  call Equal(Eval('&filetype'), '', 'filetype of prose')

  " Untagged code blocks have hints, and get their tags.
  call writefile(g:untagged, Folder() .. '/page.md')
  call Keys(":edit! page.md\r")
  if has_hints
    call s:wait_for_screen('``` python >\?\d\+ %', s:patience)
    call s:wait_for_screen('\~\~\~\~ rust >\?\d\+ %', s:patience)
  endif
  call Keys(":ParlanceFixAll\r")
  call s:wait_for('filter(getline(1, "$"), "v:val =~# ''^[`~]''")', ['```python', '```', '~~~~rust', '~~~~'])
  call s:wait_for('len(sign_getplaced(bufnr(), #{group: "parlance"})[0].signs)', 0)
  call Keys(":write\r")

  " A language of the project is learned, and detected.
  call Keys(":ParlanceRetrain\r")
  call s:wait_for_screen('Retraining \d\+%', s:patience)
  call s:wait_for_screen('New language: foolang', s:training_patience)
  call Keys(":call popup_clear() | enew!\r")
  call s:paste(Foolang(77) + Foolang(93))
  call s:wait_for('&filetype', 'foolang')

  " Each buffer was opened once.
  call Pass(s:settled)
  call Equal(s:opened(), 4, 'didOpen at the server')
endfunction
call Test('from the first paste to a language of one''s own', function('s:sitting'))

call Done()
