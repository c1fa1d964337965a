" Loaded by a child Vim: a server inside it, so that every answer and its moment are the test's own.
" g:texts holds the documents as the server knows them; Announce() speaks.
runtime autoload/parlance/client.vim
let g:texts = {}
let g:versions = {}
let g:sent = []
let g:problem = ''
let g:results = {'textDocument/hover': #{contents: #{kind: 'plaintext', value: 'Python, 97 % sure'}}}

function! s:apply(text, change) abort
  if !has_key(a:change, 'range')
    return a:change.text
  endif
  let lines = split(a:text, "\n", 1)
  let [start, end] = [a:change.range.start, a:change.range.end]
  if start.character || end.character || end.line > len(lines) - 1 || start.line > end.line
    throw 'a change that is not of whole lines: ' .. string(a:change.range)
  endif
  let before = start.line > 0 ? join(lines[: start.line - 1], "\n") .. "\n" : ''
  return before .. a:change.text .. join(lines[end.line :], "\n")
endfunction

function! s:take(method, params) abort
  let uri = a:params.textDocument.uri
  if a:method ==# 'textDocument/didOpen'
    if has_key(g:texts, uri)
      throw 'opened twice'
    endif
    let g:texts[uri] = a:params.textDocument.text
    let g:versions[uri] = a:params.textDocument.version
  elseif a:method ==# 'textDocument/didChange'
    for change in a:params.contentChanges
      let g:texts[uri] = s:apply(g:texts[uri], change)
    endfor
    let g:versions[uri] = a:params.textDocument.version
  elseif a:method ==# 'textDocument/didClose'
    call remove(g:texts, uri)
  endif
endfunction

function! parlance#client#notify(method, params) abort
  call add(g:sent, [a:method, a:params])
  try
    call s:take(a:method, a:params)
  catch
    let g:problem = a:method .. ': ' .. v:exception
  endtry
endfunction

function! parlance#client#with_server(callback) abort
  call a:callback()
endfunction

function! parlance#client#request(method, params, callback, ...) abort
  call add(g:sent, [a:method, a:params])
  call timer_start(0, {-> a:callback(get(g:results, a:method, v:null))})
endfunction

function! parlance#client#running() abort
  return 0
endfunction

function! Announce(uri, version, id, decision) abort
  call parlance#detection#detected(#{textDocument: #{uri: a:uri, version: a:version},
        \ language: #{id: a:id, name: toupper(a:id), editorId: a:id}, confidence: 0.93,
        \ alternatives: [#{id: 'ruby', name: 'Ruby', editorId: 'ruby', confidence: 0.04}],
        \ decision: a:decision, reason: 'fake'})
endfunction
