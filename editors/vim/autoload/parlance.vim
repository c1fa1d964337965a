" Parlance in Vim: a buffer without a name gets its filetype by itself, and hover says how sure that is.

function! s:position() abort
  return #{line: line('.') - 1, character: parlance#sync#units(getline('.'), col('.') - 1)}
endfunction

" Shows what Parlance thinks of the text under the cursor.
function! parlance#hover() abort
  let document = parlance#detection#document(bufnr())
  if empty(document) || !document.open
    return s:otherwise()
  endif
  call parlance#sync#flush(document)
  call parlance#client#request('textDocument/hover',
        \ #{textDocument: #{uri: document.uri}, position: s:position()},
        \ {result -> s:show(document.buffer, result)})
endfunction

" Does what the key would have done.
function! s:otherwise() abort
  let failure = parlance#client#failure()
  call parlance#config#tell(empty(failure) ? 'nothing to say here' : failure)
endfunction

function! s:show(buffer, result) abort
  if type(a:result) != v:t_dict || !has_key(a:result, 'contents')
    return parlance#config#tell('nothing to say here')
  endif
  if a:buffer == bufnr()
    let contents = type(a:result.contents) == v:t_dict ? a:result.contents.value : a:result.contents
    call popup_atcursor(split(trim(contents), "\n", 1),
          \ #{title: ' Parlance ', border: [], padding: [0, 1, 0, 1], moved: 'any', wrap: 1})
  endif
endfunction

" Takes what is suggested: the tag that the hint on this line shows, or the filetype for the current buffer.
function! parlance#accept() abort
  if !parlance#hints#accept()
    call parlance#detection#accept(bufnr())
  endif
endfunction

" What a statusline may say of the current buffer: the language and the confidence, or how far a training is.
function! parlance#statusline() abort
  let progress = parlance#training#statusline()
  if !empty(progress)
    return progress
  endif
  let answer = get(b:, 'parlance', {})
  if empty(answer) || type(get(answer, 'language', v:null)) != v:t_dict
    return ''
  endif
  let percent = parlance#detection#percent(answer.confidence)
  return printf('%s %s%%%s', answer.language.name, percent, answer.decision ==# 'suggest' ? '?' : '')
endfunction

function! s:candidate(name, confidence) abort
  return printf('  %5.1f %%  %s', 100 * a:confidence, a:name)
endfunction

" Tells what is known of the current buffer.
function! parlance#info() abort
  let answer = get(b:, 'parlance', {})
  if empty(answer)
    echo 'parlance: nothing detected in this buffer'
  else
    echo 'parlance:' answer.decision
    if type(answer.language) == v:t_dict
      echo s:candidate(answer.language.name, answer.confidence)
    endif
    for other in answer.alternatives
      echo s:candidate(other.name, other.confidence)
    endfor
  endif
  if !empty(parlance#client#failure())
    echo 'parlance:' parlance#client#failure()
  endif
endfunction

" Starts the server anew.
function! parlance#restart() abort
  call parlance#client#stop()
  call parlance#detection#resume()
endfunction
