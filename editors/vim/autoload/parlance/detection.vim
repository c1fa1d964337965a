" Which buffers are watched, what is done with the server's answers, and when a buffer is left alone for good.

" Documents by buffer number, as sync.vim makes them. A document that has ended stays, so that detection never begins
" again in its buffer.
let s:documents = {}
let s:applying = 0

" Longer than the server waits after a key, so that its answer to the newer text goes first.
let s:hold_milliseconds = 600

function! s:is_nameless(buffer) abort
  return empty(bufname(a:buffer))
endfunction

function! s:is_markdown(buffer) abort
  return index(parlance#config#get('markdown'), getbufvar(a:buffer, '&filetype')) >= 0
endfunction

function! s:is_ordinary(buffer) abort
  return bufloaded(a:buffer) && buflisted(a:buffer) && empty(getbufvar(a:buffer, '&buftype'))
        \ && getbufvar(a:buffer, '&modifiable')
endfunction

function! s:is_candidate(buffer) abort
  if !s:is_ordinary(a:buffer)
    return 0
  endif
  if s:is_markdown(a:buffer)
    return 1
  endif
  return empty(getbufvar(a:buffer, '&filetype')) && (s:is_nameless(a:buffer) || parlance#config#get('files'))
endfunction

function! s:uri(buffer) abort
  let name = bufname(a:buffer)
  return empty(name) || name =~# '^\a\+://' ? 'untitled:vim-' .. a:buffer
        \ : parlance#client#uri(fnamemodify(name, ':p'))
endfunction

function! s:has_text(buffer) abort
  return match(getbufline(a:buffer, 1, 50), '\S') >= 0
endfunction

function! s:size(buffer) abort
  return strlen(join(getbufline(a:buffer, 1, '$'), "\n"))
endfunction

" The document of a buffer; an empty one where it has none or has been given up.
function! parlance#detection#document(buffer) abort
  let document = get(s:documents, a:buffer, {})
  return empty(document) || document.ended ? {} : document
endfunction

function! s:document_of(uri) abort
  for document in values(s:documents)
    if document.uri ==# a:uri && !document.ended
      return document
    endif
  endfor
  return {}
endfunction

" The open document of this URI; an empty one where there is none.
function! parlance#detection#document_of(uri) abort
  return s:document_of(a:uri)
endfunction

" All documents that the server has.
function! parlance#detection#open_documents() abort
  return filter(values(s:documents), {_, document -> document.open})
endfunction

function! s:open(document) abort
  if !a:document.open && !a:document.ended && bufloaded(a:document.buffer)
        \ && s:size(a:document.buffer) <= parlance#config#get('maximum_bytes')
    call parlance#sync#open(a:document)
    call s:map_hover(a:document.buffer)
    if s:is_markdown(a:document.buffer) && empty(getbufvar(a:document.buffer, '&completefunc'))
      call setbufvar(a:document.buffer, '&completefunc', 'parlance#markdown#complete')
    endif
  endif
endfunction

function! s:open_when_ready(document) abort
  if !a:document.open && !a:document.ended && bufloaded(a:document.buffer) && s:has_text(a:document.buffer)
    call parlance#client#with_server({-> s:open(a:document)})
  endif
endfunction

" Ends detection in a document: nothing is sent or set any more.
function! s:finish(document) abort
  call parlance#sync#close(a:document)
  call parlance#sync#detach(a:document)
  let a:document.ended = 1
  let a:document.held = {}
  call s:unmap_hover(a:document.buffer)
endfunction

" Watches `buffer` when Vim has done what it does by the buffer's name.
function! parlance#detection#consider_later(buffer) abort
  if !has_key(s:documents, a:buffer)
    call timer_start(0, {-> parlance#detection#consider(a:buffer)})
  endif
endfunction

" Watches `buffer` if nobody has said its language, or if it is Markdown. The server is told of it, and started, with its
" first text.
function! parlance#detection#consider(buffer) abort
  if has_key(s:documents, a:buffer) || !s:is_candidate(a:buffer)
    return
  endif
  let markdown = s:is_markdown(a:buffer)
  let language = markdown ? getbufvar(a:buffer, '&filetype') : 'plaintext'
  let document = parlance#sync#attach(a:buffer, s:uri(a:buffer), language, {-> s:text_came(a:buffer)})
  let document.settled = markdown
  let document.OnSent = {-> parlance#hints#later(document)}
  let s:documents[a:buffer] = document
  call s:open_when_ready(document)
endfunction

function! s:text_came(buffer) abort
  let document = parlance#detection#document(a:buffer)
  if !empty(document)
    call s:open_when_ready(document)
  endif
endfunction

function! parlance#detection#consider_all() abort
  for buffer in range(1, bufnr('$'))
    call parlance#detection#consider(buffer)
  endfor
endfunction

" The buffer is gone.
function! parlance#detection#forget(buffer) abort
  if has_key(s:documents, a:buffer)
    let document = remove(s:documents, a:buffer)
    if !document.ended
      call s:finish(document)
    endif
  endif
endfunction

function! parlance#detection#on_reload(buffer) abort
  let document = parlance#detection#document(a:buffer)
  if !empty(document)
    call parlance#sync#reload(document)
  endif
endfunction

" The buffer has another name, or one at last. What its text is in has been said, or is looked for under the new name.
function! parlance#detection#on_rename(buffer) abort
  let document = parlance#detection#document(a:buffer)
  if empty(document) || document.uri ==# s:uri(a:buffer)
    return
  endif
  call s:finish(document)
  if s:is_candidate(a:buffer)
    call remove(s:documents, a:buffer)
    call parlance#detection#consider_later(a:buffer)
  endif
endfunction

" Tells the server that a document is in another language, by opening it again.
function! s:become(document, language) abort
  call parlance#sync#close(a:document)
  let a:document.language = a:language
  let a:document.settled = 1
  call s:open_when_ready(a:document)
endfunction

" The filetype of `buffer` was set: if not by us, then somebody chose, and detection ends there.
function! parlance#detection#on_filetype(buffer) abort
  let document = parlance#detection#document(a:buffer)
  let filetype = getbufvar(a:buffer, '&filetype')
  if empty(document)
    return s:is_markdown(a:buffer) ? parlance#detection#consider_later(a:buffer) : 0
  endif
  if s:is_markdown(a:buffer) && document.language ==# filetype
    return
  endif
  if s:applying != a:buffer
    let document.settled = 1
    if document.open
      call parlance#client#notify('parlance/languageChosen',
            \ #{textDocument: #{uri: document.uri}, languageId: empty(filetype) ? 'plaintext' : filetype})
    endif
  endif
  if s:is_markdown(a:buffer)
    call s:become(document, filetype)
  elseif document.settled
    call s:finish(document)
    call parlance#markdown#clear(a:buffer)
  endif
endfunction

function! s:apply(document, language) abort
  let filetype = get(parlance#config#get('filetypes'), a:language.id, a:language.editorId)
  if filetype ==# getbufvar(a:document.buffer, '&filetype')
    return
  endif
  let s:applying = a:document.buffer
  try
    call setbufvar(a:document.buffer, '&filetype', filetype)
  catch
    call parlance#config#warn(v:exception)
  finally
    let s:applying = 0
  endtry
endfunction

" A confidence in whole percents, and never 100 of what is not quite that.
function! parlance#detection#percent(confidence) abort
  return a:confidence >= 0.995 ? '>99' : printf('%.0f', 100 * a:confidence)
endfunction

function! s:take(document, answer) abort
  let a:document.held = {}
  let a:document.suggestion = a:answer.decision ==# 'suggest' ? a:answer.language : {}
  call setbufvar(a:document.buffer, 'parlance', a:answer)
  if a:answer.decision ==# 'apply'
    call s:apply(a:document, a:answer.language)
  elseif a:answer.decision ==# 'suggest'
    call parlance#config#tell(printf('this looks like %s (%s %%); :ParlanceAccept sets it',
          \ a:answer.language.name, parlance#detection#percent(a:answer.confidence)))
  endif
  redrawstatus!
endfunction

" An answer to an older text is not taken while somebody types. The server counts it as taken and will not repeat it as
" long as it holds, so it is when the typing has paused and no newer answer has come.
function! s:hold(document, answer) abort
  let a:document.held = a:answer
  let waits_for = a:document.version
  call timer_start(s:hold_milliseconds, {-> s:held_long_enough(a:document, a:answer, waits_for)})
endfunction

function! s:held_long_enough(document, answer, version) abort
  if a:document.held isnot a:answer || !a:document.open || a:document.settled
    return
  endif
  if parlance#sync#is_current(a:document, a:version)
    call s:take(a:document, a:answer)
  else
    call s:hold(a:document, a:answer)
  endif
endfunction

" What the server says of a document: `parlance/languageDetected`.
function! parlance#detection#detected(params) abort
  let document = s:document_of(a:params.textDocument.uri)
  if empty(document) || document.settled || !bufloaded(document.buffer)
    return
  endif
  if parlance#sync#is_current(document, a:params.textDocument.version)
    call s:take(document, a:params)
  else
    call s:hold(document, a:params)
  endif
endfunction

" Sets the filetype that was suggested for the buffer, as the user's choice.
function! parlance#detection#accept(buffer) abort
  let document = parlance#detection#document(a:buffer)
  if empty(document) || empty(document.suggestion)
    return parlance#config#tell('nothing is suggested for this buffer')
  endif
  let language = document.suggestion
  call setbufvar(a:buffer, '&filetype', get(parlance#config#get('filetypes'), language.id, language.editorId))
endfunction

" The server is gone: what was open is to be opened again when it comes back.
function! parlance#detection#server_gone() abort
  for document in values(s:documents)
    let document.open = 0
    call parlance#markdown#clear(document.buffer)
  endfor
endfunction

" Tells a new server of every watched buffer.
function! parlance#detection#resume() abort
  call parlance#detection#consider_all()
  for document in values(s:documents)
    call s:open_when_ready(document)
  endfor
endfunction

function! s:map_hover(buffer) abort
  let key = parlance#config#get('hover_key')
  if !empty(key) && s:is_nameless(a:buffer) && a:buffer == bufnr() && empty(maparg(key, 'n'))
    execute 'nnoremap <buffer> <silent>' key '<Cmd>ParlanceHover<CR>'
  endif
endfunction

function! s:unmap_hover(buffer) abort
  let key = parlance#config#get('hover_key')
  if !empty(key) && a:buffer == bufnr() && maparg(key, 'n') =~# 'ParlanceHover'
    execute 'nunmap <buffer>' key
  endif
endfunction
