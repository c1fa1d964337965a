" The options of the plugin: every default stands here and nowhere else.

let s:defaults = #{
      \ command: ['parlance', 'lsp'],
      \ settings: {},
      \ filetypes: {},
      \ files: 1,
      \ markdown: ['markdown', 'rmd', 'quarto', 'mdx', 'pandoc', 'vimwiki.markdown'],
      \ hover_key: 'K',
      \ hints: 1,
      \ virtual_text: 1,
      \ maximum_bytes: 8 * 1024 * 1024,
      \ }

let s:beside = expand('<sfile>:p:h:h:h:h:h') .. '/.build/release/parlance'

" The option of this name: g:parlance_NAME, or its default.
function! parlance#config#get(name) abort
  return get(g:, 'parlance_' .. a:name, s:defaults[a:name])
endfunction

" The command line that starts the server, or an empty list where there is no such program.
function! parlance#config#command() abort
  let command = parlance#config#get('command')
  if executable(command[0])
    return command
  endif
  return command[0] ==# 'parlance' && executable(s:beside) ? [s:beside] + command[1:] : []
endfunction

" Shows a message as Parlance's.
function! parlance#config#tell(text) abort
  call s:later('parlance: ' .. a:text, 'None')
endfunction

" Shows a warning as Parlance's.
function! parlance#config#warn(text) abort
  call s:later('parlance: ' .. a:text, 'WarningMsg')
endfunction

" Shows what the server has to say, which may be several lines.
function! parlance#config#show(text) abort
  let lines = split(trim(a:text), "\n", 1)
  if len(lines) == 1 && strdisplaywidth(lines[0]) < &columns - 12
    call s:later(lines[0], 'None')
  else
    call popup_notification(lines, #{line: 2, time: 15000, close: 'click', maxwidth: &columns - 4})
  endif
endfunction

" By a timer, since Vim draws over what is said in the callback of a job or a channel.
function! s:later(text, highlight) abort
  call timer_start(0, {-> s:say(a:text, a:highlight)})
endfunction

function! s:say(text, highlight) abort
  if mode() =~# '^[iR]'
    " There "-- INSERT --" takes the last line back at once.
    call popup_notification(a:text, #{line: 2, time: 6000, close: 'click'})
  else
    " With the terminal's last line free, so that nobody has to press a key.
    redraw
  endif
  execute 'echohl' a:highlight
  echomsg a:text
  echohl None
endfunction
