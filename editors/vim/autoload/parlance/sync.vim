" Keeps the server's copy of a buffer equal to the buffer.
"
" To the server a buffer is its lines with "\n" after each, so that every change replaces whole lines. Between two
" messages only two numbers are kept: how many lines at the beginning and how many at the end no change has touched.

let s:delay = 20

" A document that follows `buffer`; `OnText` is called at each change until the document is open.
"   head, tail   lines before and after all changes since the last message; -1 while there are none
"   lines        how many there are, as the changes say
"   sent         how many the server has
"   OnSent       called when the server has the text as it is
function! parlance#sync#attach(buffer, uri, language, OnText) abort
  let document = #{buffer: a:buffer, uri: a:uri, language: a:language, version: 0, open: 0, ended: 0, settled: 0,
        \ head: -1, tail: -1, lines: 0, sent: 0, timer: 0, held: {}, suggestion: {}, diagnostics: [], hints: [],
        \ OnText: a:OnText, OnSent: {-> 0}}
  let document.listener = listener_add({_b, _s, _e, _a, changes -> s:changed(document, changes)}, a:buffer)
  return document
endfunction

" Lets go of the buffer.
function! parlance#sync#detach(document) abort
  call listener_remove(a:document.listener)
  if a:document.timer
    call timer_stop(a:document.timer)
  endif
endfunction

function! s:line_count(buffer) abort
  return get(getbufinfo(a:buffer)[0], 'linecount')
endfunction

" Vim keeps a NUL in a line as a newline.
function! s:text(lines) abort
  let lines = match(a:lines, "\n") < 0 ? a:lines : map(copy(a:lines), {_, line -> tr(line, "\n", ' ')})
  return join(lines, "\n") .. "\n"
endfunction

function! s:changed(document, changes) abort
  if a:document.ended
    return
  endif
  if !a:document.open
    return parlance#sync#later(a:document, a:document.OnText)
  endif
  for change in a:changes
    let after = a:document.lines - (change.end - 1)
    let a:document.head = s:least(a:document.head, change.lnum - 1)
    let a:document.tail = s:least(a:document.tail, max([after, 0]))
    let a:document.lines += change.added
  endfor
  call parlance#sync#later(a:document, {-> parlance#sync#flush(a:document)})
endfunction

function! s:least(known, new) abort
  return a:known < 0 ? a:new : min([a:known, a:new])
endfunction

" Calls `callback` soon, unless something is to be called anyway.
function! parlance#sync#later(document, callback) abort
  if !a:document.timer
    let a:document.timer = timer_start(s:delay, {-> s:now(a:document, a:callback)})
  endif
endfunction

function! s:now(document, callback) abort
  let a:document.timer = 0
  if bufloaded(a:document.buffer)
    call a:callback()
  endif
endfunction

function! s:remember(document, lines) abort
  let a:document.lines = a:lines
  let a:document.sent = a:lines
  let a:document.head = -1
  let a:document.tail = -1
endfunction

" The change that is to be sent: of some lines, or of all where the changes that we know of are not all. (A buffer that
" was emptied still has one line, which the listener is not told of.)
function! s:change(document, total) abort
  if a:total != a:document.lines || a:document.head + a:document.tail > min([a:total, a:document.sent])
    return #{text: s:text(getbufline(a:document.buffer, 1, '$'))}
  endif
  let lines = getbufline(a:document.buffer, a:document.head + 1, a:total - a:document.tail)
  return #{
        \ range: #{start: #{line: a:document.head, character: 0},
        \   end: #{line: a:document.sent - a:document.tail, character: 0}},
        \ text: empty(lines) ? '' : s:text(lines),
        \ }
endfunction

" Sends what has changed and is not sent yet.
function! parlance#sync#flush(document) abort
  if !bufloaded(a:document.buffer)
    return
  endif
  call listener_flush(a:document.buffer)
  if !a:document.open || a:document.head < 0
    return
  endif
  let total = s:line_count(a:document.buffer)
  let change = s:change(a:document, total)
  call s:remember(a:document, total)
  let a:document.version += 1
  call parlance#client#notify('textDocument/didChange', #{
        \ textDocument: #{uri: a:document.uri, version: a:document.version}, contentChanges: [change]})
  call a:document.OnSent()
endfunction

" Sends the whole text: the buffer was loaded anew, which a listener is not told of.
function! parlance#sync#reload(document) abort
  if a:document.open
    let a:document.head = 0
    let a:document.tail = 0
    let a:document.lines = -1
    call parlance#sync#flush(a:document)
  endif
endfunction

" Opens the document at the server.
function! parlance#sync#open(document) abort
  call listener_flush(a:document.buffer)
  let a:document.open = 1
  let a:document.version += 1
  let lines = getbufline(a:document.buffer, 1, '$')
  call s:remember(a:document, len(lines))
  call parlance#client#notify('textDocument/didOpen', #{textDocument: #{
        \ uri: a:document.uri, languageId: a:document.language, version: a:document.version, text: s:text(lines)}})
  call a:document.OnSent()
endfunction

" Closes the document at the server; it may be opened again.
function! parlance#sync#close(document) abort
  if a:document.open
    let a:document.open = 0
    call parlance#client#notify('textDocument/didClose', #{textDocument: #{uri: a:document.uri}})
  endif
endfunction

" Whether `version` is the text as it stands in the buffer now.
function! parlance#sync#is_current(document, version) abort
  call listener_flush(a:document.buffer)
  return a:document.open && a:document.head < 0 && a:version == a:document.version
endfunction

" How many units of the protocol a line has before its byte `column`, and the other way round.
function! parlance#sync#units(line, column) abort
  if parlance#client#encoding() ==# 'utf-8'
    return a:column
  endif
  let before = strpart(a:line, 0, a:column)
  return strchars(before) + strchars(substitute(before, '[^\U10000-\U7fffffff]', '', 'g'))
endfunction

function! parlance#sync#column(line, units) abort
  if parlance#client#encoding() ==# 'utf-8'
    return min([a:units, strlen(a:line)])
  endif
  let column = 0
  let left = a:units
  while left > 0 && column < strlen(a:line)
    let character = strcharpart(strpart(a:line, column), 0, 1)
    let left -= char2nr(character) > 0xffff ? 2 : 1
    let column += strlen(character)
  endwhile
  return column
endfunction
