" What code blocks without a tag look like, behind their fences. Where Vim has no virtual text, before 9.0.0067, nothing is
" asked for and nothing shown.

let s:has_virtual_text = has('patch-9.0.0067') && has('textprop')
" How long nothing has been sent before hints are asked for: they are not to jump about.
let s:pause_milliseconds = 200

highlight default link ParlanceHintText Comment
if s:has_virtual_text && empty(prop_type_get('parlance_hint'))
  call prop_type_add('parlance_hint', #{highlight: 'ParlanceHintText'})
endif

" Whether hints are shown in this Vim.
function! parlance#hints#shown() abort
  return s:has_virtual_text && parlance#config#get('hints')
endfunction

function! s:is_wanted(document) abort
  return parlance#hints#shown() && a:document.open && bufloaded(a:document.buffer)
        \ && index(parlance#config#get('markdown'), getbufvar(a:document.buffer, '&filetype')) >= 0
endfunction

" Asks for the hints of a document when it has not been edited for a moment.
function! parlance#hints#later(document) abort
  if s:is_wanted(a:document)
    call timer_stop(get(a:document, 'hint_timer', 0))
    let a:document.hint_timer = timer_start(s:pause_milliseconds, {-> s:ask(a:document)})
  endif
endfunction

" Asks for all hints anew: the server knows more, or thinks otherwise.
function! parlance#hints#refresh() abort
  for document in parlance#detection#open_documents()
    call parlance#hints#later(document)
  endfor
  return v:null
endfunction

function! s:ask(document) abort
  if !s:is_wanted(a:document)
    return
  endif
  call parlance#sync#flush(a:document)
  let asked_of = a:document.version
  call parlance#client#request('textDocument/inlayHint', #{
        \ textDocument: #{uri: a:document.uri},
        \ range: #{start: #{line: 0, character: 0}, end: #{line: a:document.lines, character: 0}}},
        \ {hints -> s:answered(a:document, asked_of, hints)}, {_ -> 0})
endfunction

function! s:answered(document, version, hints) abort
  if s:is_wanted(a:document) && parlance#sync#is_current(a:document, a:version)
    call parlance#hints#clear(a:document.buffer)
    let a:document.hints = type(a:hints) == v:t_list ? a:hints : []
    let a:document.hints_of = a:version
    for hint in a:document.hints
      call prop_add(hint.position.line + 1, 0, #{type: 'parlance_hint', bufnr: a:document.buffer,
            \ text: s:text(hint.label), text_padding_left: 1})
    endfor
  endif
endfunction

function! s:text(label) abort
  return type(a:label) == v:t_string ? a:label : join(map(copy(a:label), {_, part -> part.value}), '')
endfunction

" Takes away the hints in a buffer.
function! parlance#hints#clear(buffer) abort
  if s:has_virtual_text && bufloaded(a:buffer)
    call prop_remove(#{type: 'parlance_hint', bufnr: a:buffer, all: 1})
  endif
endfunction

" Writes the tag that the hint on the current line shows; false where there is none, or one of an older text.
function! parlance#hints#accept() abort
  let document = parlance#detection#document(bufnr())
  if empty(document) || !parlance#sync#is_current(document, get(document, 'hints_of', -1))
    return 0
  endif
  for hint in document.hints
    if hint.position.line == line('.') - 1 && has_key(hint, 'textEdits')
      call parlance#markdown#apply_edits(document.buffer, hint.textEdits)
      return 1
    endif
  endfor
  return 0
endfunction
