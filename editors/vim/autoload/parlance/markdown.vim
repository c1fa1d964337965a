" What the server says of code blocks in Markdown, and what can be done about it.

let s:signs = ['ParlanceError', 'ParlanceWarning', 'ParlanceHint', 'ParlanceHint']
let s:types = ['E', 'W', 'I', 'N']
let s:has_virtual_text = has('patch-9.0.0067') && has('textprop')

highlight default link ParlanceText Comment
call sign_define('ParlanceError', #{text: 'E>', texthl: 'Error'})
call sign_define('ParlanceWarning', #{text: 'W>', texthl: 'WarningMsg'})
call sign_define('ParlanceHint', #{text: '>>', texthl: 'Comment'})
if s:has_virtual_text && empty(prop_type_get('parlance'))
  call prop_type_add('parlance', #{highlight: 'ParlanceText'})
endif

function! s:clear_diagnostics(buffer) abort
  call sign_unplace('parlance', #{buffer: a:buffer})
  if s:has_virtual_text && bufloaded(a:buffer)
    call prop_remove(#{type: 'parlance', bufnr: a:buffer, all: 1})
  endif
endfunction

" Takes away all that is shown in a buffer, hints too.
function! parlance#markdown#clear(buffer) abort
  call s:clear_diagnostics(a:buffer)
  call parlance#hints#clear(a:buffer)
endfunction

" Whether the message stands behind its line. What a missing tag would be, a hint says there already.
function! s:has_text(diagnostic) abort
  return s:has_virtual_text && parlance#config#get('virtual_text')
        \ && (s:severity(a:diagnostic) <= 1 || !parlance#hints#shown())
endfunction

function! s:severity(diagnostic) abort
  return min([max([get(a:diagnostic, 'severity', 3), 1]), 4]) - 1
endfunction

function! s:place(buffer, diagnostic) abort
  let line = a:diagnostic.range.start.line + 1
  call sign_place(0, 'parlance', s:signs[s:severity(a:diagnostic)], a:buffer, #{lnum: line})
  if s:has_text(a:diagnostic)
    call prop_add(line, 0, #{type: 'parlance', bufnr: a:buffer, text: a:diagnostic.message, text_padding_left: 2})
  endif
endfunction

" The server has looked at code blocks: `textDocument/publishDiagnostics`.
function! parlance#markdown#published(params) abort
  let document = parlance#detection#document_of(a:params.uri)
  if empty(document) || !bufloaded(document.buffer)
    return
  endif
  let of = get(a:params, 'version', v:null)
  if of isnot v:null && of != document.version
    return
  endif
  let document.diagnostics = a:params.diagnostics
  call s:clear_diagnostics(document.buffer)
  for diagnostic in document.diagnostics
    " A line that is no more is about to be told of by a newer message.
    silent! call s:place(document.buffer, diagnostic)
  endfor
endfunction

function! s:item(buffer, diagnostic) abort
  let start = a:diagnostic.range.start
  let line = get(getbufline(a:buffer, start.line + 1), 0, '')
  return #{bufnr: a:buffer, lnum: start.line + 1, col: parlance#sync#column(line, start.character) + 1,
        \ text: a:diagnostic.message, type: s:types[s:severity(a:diagnostic)]}
endfunction

" The current buffer's document, which the server has; an empty one, and a message, where it has none.
function! s:watched() abort
  let document = parlance#detection#document(bufnr())
  if empty(document) || !document.open
    let failure = parlance#client#failure()
    call parlance#config#warn(empty(failure) ? 'this buffer is not watched' : failure)
    return {}
  endif
  call parlance#sync#flush(document)
  return document
endfunction

" Puts what is said of this buffer's code blocks into the location list.
function! parlance#markdown#location_list() abort
  let document = s:watched()
  if !empty(document)
    let items = map(copy(document.diagnostics), {_, diagnostic -> s:item(document.buffer, diagnostic)})
    call setloclist(0, [], ' ', #{title: 'Parlance', items: items})
    lwindow
  endif
endfunction

function! s:execute(command, arguments, callback) abort
  call parlance#client#request('workspace/executeCommand', #{command: a:command, arguments: a:arguments}, a:callback)
endfunction

" Tags the code blocks of this buffer whose language is clear.
function! parlance#markdown#tag_code_blocks() abort
  let document = s:watched()
  if !empty(document)
    call s:execute('parlance.tagCodeBlocks', [document.uri], function('s:tagged'))
  endif
endfunction

function! s:tagged(result) abort
  let result = type(a:result) == v:t_dict ? a:result : {}
  let tagged = get(result, 'tagged', 0)
  call parlance#config#tell(printf('%d code block%s tagged, %d left', tagged, tagged == 1 ? '' : 's', get(result, 'left', 0)))
endfunction

" Writes the tags that are certain before it returns, and says nothing: for an autocommand at each save.
function! parlance#markdown#fix_all() abort
  let document = parlance#detection#document(bufnr())
  if empty(document) || !document.open
    return
  endif
  call parlance#sync#flush(document)
  let actions = parlance#client#ask('textDocument/codeAction', #{
        \ textDocument: #{uri: document.uri},
        \ range: #{start: #{line: 0, character: 0}, end: #{line: document.lines, character: 0}},
        \ context: #{diagnostics: [], only: ['source.fixAll.parlance']}})
  for action in type(actions) == v:t_list ? actions : []
    call s:do(action)
  endfor
endfunction

function! s:touches(diagnostic, line) abort
  return a:diagnostic.range.start.line <= a:line && a:line <= a:diagnostic.range.end.line
endfunction

" Offers what can be done about the code block under the cursor.
function! parlance#markdown#code_action() abort
  let document = s:watched()
  if empty(document)
    return
  endif
  let line = line('.') - 1
  let range = #{start: #{line: line, character: 0},
        \ end: #{line: line, character: parlance#sync#units(getline('.'), strlen(getline('.')))}}
  let diagnostics = filter(copy(document.diagnostics), {_, diagnostic -> s:touches(diagnostic, line)})
  call parlance#client#request('textDocument/codeAction',
        \ #{textDocument: #{uri: document.uri}, range: range, context: #{diagnostics: diagnostics}},
        \ function('s:offer'))
endfunction

function! s:offer(actions) abort
  if type(a:actions) != v:t_list || empty(a:actions)
    return parlance#config#tell('nothing to be done here')
  endif
  call popup_menu(map(copy(a:actions), {_, action -> action.title}),
        \ #{title: ' Parlance ', callback: {_, choice -> choice > 0 ? s:do(a:actions[choice - 1]) : 0}})
endfunction

function! s:do(action) abort
  if has_key(a:action, 'edit')
    call s:apply_workspace_edit(a:action.edit)
  endif
  let command = get(a:action, 'command', '')
  if type(command) == v:t_dict
    call s:execute(command.command, get(command, 'arguments', []), {_ -> 0})
  elseif !empty(command)
    call s:execute(command, get(a:action, 'arguments', []), {_ -> 0})
  endif
endfunction

" For 'completefunc': completes the tag of a code block by what the block looks like.
function! parlance#markdown#complete(findstart, base) abort
  let before = strpart(getline('.'), 0, col('.') - 1)
  if a:findstart
    return before =~# '^[ \t>*+-]*\(`\{3,}\|\~\{3,}\)[^`]*$' ? match(before, '[^ \t`~{},]*$') : -3
  endif
  let document = s:watched()
  if empty(document)
    return []
  endif
  let position = #{line: line('.') - 1, character: parlance#sync#units(getline('.'), col('.') - 1)}
  let answer = parlance#client#ask('textDocument/completion',
        \ #{textDocument: #{uri: document.uri}, position: position})
  let items = type(answer) == v:t_dict ? answer.items : type(answer) == v:t_list ? answer : []
  call sort(items, {one, other -> s:rank(one) ==# s:rank(other) ? 0 : s:rank(one) ># s:rank(other) ? 1 : -1})
  call filter(items, {_, item -> stridx(item.label, a:base) == 0})
  return map(items, {_, item -> #{word: item.label, menu: get(item, 'detail', '')}})
endfunction

function! s:rank(item) abort
  return get(a:item, 'sortText', a:item.label)
endfunction

" Answers `workspace/applyEdit`.
function! parlance#markdown#asked_to_apply(params) abort
  try
    call s:apply_workspace_edit(a:params.edit)
    return #{applied: v:true}
  catch
    return #{applied: v:false, failureReason: v:exception}
  endtry
endfunction

" Pairs of a document's identifier and edits.
function! s:changes(edit) abort
  if has_key(a:edit, 'documentChanges')
    return map(copy(a:edit.documentChanges), {_, change -> [change.textDocument, change.edits]})
  endif
  return map(items(get(a:edit, 'changes', {})), {_, change -> [#{uri: change[0]}, change[1]]})
endfunction

function! s:edits_of(identifier, edits) abort
  let document = parlance#detection#document_of(a:identifier.uri)
  if empty(document) || !bufloaded(document.buffer)
    throw 'no such document: ' .. a:identifier.uri
  endif
  let of = get(a:identifier, 'version', v:null)
  if of isnot v:null && !parlance#sync#is_current(document, of)
    throw 'the text has changed since'
  endif
  return [document.buffer, a:edits]
endfunction

" All of it, or nothing.
function! s:apply_workspace_edit(edit) abort
  let all = map(s:changes(a:edit), {_, change -> s:edits_of(change[0], change[1])})
  for [buffer, edits] in all
    call parlance#markdown#apply_edits(buffer, edits)
  endfor
endfunction

" Applies edits to a buffer, the last first, so that the places of the others stay true.
function! parlance#markdown#apply_edits(buffer, edits) abort
  let indexed = map(copy(a:edits), {index, edit -> [edit.range.start.line, edit.range.start.character, index, edit]})
  for [_, _, _, edit] in reverse(sort(indexed, function('s:compare')))
    call s:apply_edit(a:buffer, edit)
  endfor
endfunction

function! s:compare(one, other) abort
  for part in range(3)
    if a:one[part] != a:other[part]
      return a:one[part] - a:other[part]
    endif
  endfor
  return 0
endfunction

function! s:apply_edit(buffer, edit) abort
  let first = a:edit.range.start.line + 1
  " To the server there is one more line, an empty one, after the last.
  let lines = getbufline(a:buffer, first, a:edit.range.end.line + 1)
  let missing = a:edit.range.end.line + 1 - first + 1 - len(lines)
  let old = len(lines)
  let lines += repeat([''], missing)
  let before = strpart(lines[0], 0, parlance#sync#column(lines[0], a:edit.range.start.character))
  let after = strpart(lines[-1], parlance#sync#column(lines[-1], a:edit.range.end.character))
  let new = split(before .. a:edit.newText .. after, "\n", 1)
  if missing > 0 && len(new) > 1 && empty(new[-1])
    call remove(new, -1)
  endif
  call s:replace(a:buffer, first, old, new)
endfunction

function! s:replace(buffer, first, old, new) abort
  let same = min([a:old, len(a:new)])
  if same > 0
    call setbufline(a:buffer, a:first, a:new[: same - 1])
  endif
  if len(a:new) > same
    call appendbufline(a:buffer, a:first + same - 1, a:new[same :])
  elseif a:old > same
    call deletebufline(a:buffer, a:first + same, a:first + a:old - 1)
  endif
endfunction
