" The plugin against a server whose answers the test writes itself. Run by ./run.
execute 'source' expand('<sfile>:p:h') .. '/harness.vim'
let s:fake = ['source ' .. expand('<sfile>:p:h') .. '/fake_server.vim']
let s:here = expand('<sfile>:p:h')
let s:uri = 'untitled:vim-1'

function! s:start(arguments = []) abort
  call Start(s:fake, a:arguments)
endfunction

function! s:text() abort
  return get(Eval('g:texts'), s:uri, '')
endfunction

function! s:opened() abort
  return Wait(2000, {-> s:text()})
endfunction

function! s:announce(id, decision = 'apply', version = "g:versions['untitled:vim-1']") abort
  call Do(printf("call Announce('%s', %s, '%s', '%s')", s:uri, a:version, a:id, a:decision))
endfunction

function! s:count(method) abort
  return len(filter(Eval('g:sent'), {_, message -> message[0] ==# a:method}))
endfunction

function! s:no_problem() abort
  call Equal(Eval('g:problem'), '', "the server's problem")
endfunction

function! s:empty_buffer() abort
  call s:start()
  call Pass(200)
  call Equal(Eval('g:sent'), [], 'messages')
endfunction
call Test('an empty buffer is nothing to tell of', function('s:empty_buffer'))

function! s:one_open() abort
  call s:start()
  call Paste("import os\nprint(1)")
  call Equal(s:opened(), "import os\nprint(1)\n", 'text')
  call Pass(100)
  call Equal(s:count('textDocument/didOpen'), 1, 'didOpen')
endfunction
call Test('a paste opens the buffer once, with its text', function('s:one_open'))

function! s:every_edit() abort
  let edits = ["ggOfirst line\<Esc>", "Glast\rline\<Esc>", 'ggdd', 'yyp', 'u', "\<C-r>", 'ggdG', "ihello\rworld\<Esc>",
        \ 'ggJ', ":%s/o/öß😀\\r/g\r", 'ggVGd', 'u', ":g/h/m0\r", 'ggyGGP', ":sort\r", 'gg3x', ":1,2d\r", "Go\<Esc>",
        \ "ggcG\<Esc>", "onew\rtext\<Esc>", ":normal! 3p\r", ":silent %!sort\r", "ggqaAx\<Esc>jq3@a",
        \ ":call setline(1, ['a', 'b'])\r", ":call append(0, ['c', 'd'])\r", ":undo 0\r", ":redo\r"]
  call s:start()
  call Keys("ia\rb\rc\<Esc>")
  call s:opened()
  for edit in edits
    call Keys(edit)
    let same = Wait(2000, {-> s:text() ==# Eval('join(getbufline(1, 1, "$"), "\n") .. "\n"')})
    if !same
      throw printf('after %s: %s', edit, string([s:text(), Eval('getbufline(1, 1, "$")')]))
    endif
  endfor
  call Equal(s:count('textDocument/didOpen'), 1, 'didOpen')
  call s:no_problem()
endfunction
call Test('the server has the buffer, whatever is done to it', function('s:every_edit'))

function! s:few_lines() abort
  call s:start()
  call Do('call setline(1, repeat(["a line of text"], 1000))')
  call s:opened()
  call Keys('500GAx' .. "\<Esc>")
  call Wait(2000, {-> s:count('textDocument/didChange')})
  let changes = filter(Eval('g:sent'), {_, message -> message[0] ==# 'textDocument/didChange'})
  call Equal(changes[-1][1].contentChanges[0].text, "a line of textx\n", 'the text that is sent')
endfunction
call Test('only the lines that changed are sent', function('s:few_lines'))

function! s:filetype() abort
  call s:start()
  call Paste('echo hello')
  call s:opened()
  call s:announce('sh')
  call Equal(Eval('&filetype'), 'sh', 'filetype')
  call Equal(s:count('parlance/languageChosen'), 0, 'languageChosen')
  call Equal(Eval('b:parlance.language.id'), 'sh', 'b:parlance')
  call Equal(Eval('parlance#statusline()'), 'SH 93%', 'statusline')
endfunction
call Test('a detected language becomes the filetype', function('s:filetype'))

function! s:once() abort
  call s:start()
  call Do("let g:set = 0\nautocmd FileType * let g:set += 1")
  call Paste('x = 1')
  call s:opened()
  for _ in range(5)
    call s:announce('python')
  endfor
  call Equal(Eval('g:set'), 1, 'FileType events')
  call Equal(s:count('textDocument/didOpen'), 1, 'didOpen')
  call s:announce('ruby')
  call Equal(Eval('&filetype'), 'ruby', 'a later one')
endfunction
call Test('the same answer again sets nothing again, another does', function('s:once'))

function! s:type_on() abort
  call Keys("oy = 2\<Esc>")
  call Wait(1000, {-> s:text() ==# "x = 1\ny = 2\n"})
endfunction

function! s:newer_first() abort
  call s:start()
  call Paste('x = 1')
  call s:opened()
  call s:type_on()
  call s:announce('python', 'apply', '1')
  call Equal(Eval('&filetype'), '', 'filetype')
  call s:announce('ruby')
  call Pass(900)
  call Equal(Eval('&filetype'), 'ruby', 'filetype')
endfunction
call Test('an answer to an older text waits, and a newer one goes first', function('s:newer_first'))

function! s:held() abort
  call s:start()
  call Paste('x = 1')
  call s:opened()
  call s:type_on()
  call s:announce('python', 'apply', '1')
  call Equal(Wait(2000, {-> Eval('&filetype')}), 'python', 'filetype')
endfunction
call Test('an answer to an older text is taken when the typing pauses', function('s:held'))

function! s:suggestion() abort
  call s:start()
  call Paste('x = 1')
  call s:opened()
  call s:announce('python', 'none')
  call Equal(Eval('&filetype'), '', 'filetype after none')
  call s:announce('python', 'suggest')
  call Equal(Eval('&filetype'), '', 'filetype after suggest')
  call Do('ParlanceAccept')
  call Equal(Eval('&filetype'), 'python', 'filetype after :ParlanceAccept')
endfunction
call Test('none and suggest set nothing; :ParlanceAccept sets what was suggested', function('s:suggestion'))

function! s:choice() abort
  call s:start()
  call Paste('x = 1')
  call s:opened()
  call s:announce('python')
  call Keys(":set filetype=sh\r")
  let chosen = filter(Eval('g:sent'), {_, message -> message[0] ==# 'parlance/languageChosen'})
  call Equal(chosen, [['parlance/languageChosen', #{textDocument: #{uri: s:uri}, languageId: 'sh'}]], 'languageChosen')
  call s:announce('python', 'apply', '1')
  call Keys("omore = 2\<Esc>")
  call Pass(100)
  call Equal(Eval('&filetype'), 'sh', 'filetype')
  call Equal(Eval('g:texts'), {}, 'open documents')
endfunction
call Test("a user's filetype ends detection, and the server is told", function('s:choice'))

function! s:choice_before() abort
  call s:start()
  call Keys(":set filetype=lua\r")
  call Paste('x = 1')
  call Pass(200)
  call Equal(Eval('g:texts'), {}, 'open documents')
endfunction
call Test('a filetype set before the first text ends detection, too', function('s:choice_before'))

function! s:cleared() abort
  call s:start()
  call Paste('x = 1')
  call s:opened()
  call s:announce('python')
  call Keys(":set filetype=\r")
  call Equal(Eval('g:texts'), {}, 'open documents')
endfunction
call Test('clearing the filetype is a choice', function('s:cleared'))

function! s:written() abort
  call s:start()
  call Paste('x = 1')
  call s:opened()
  call Keys(":write " .. Folder() .. "/a.rb\r")
  call Pass(100)
  call Equal(Eval('&filetype'), 'ruby', 'filetype')
  call Equal(Eval('g:texts'), {}, 'open documents')
endfunction
call Test('writing the buffer under a name that says its language ends detection', function('s:written'))

function! s:two_buffers() abort
  call s:start()
  call Paste('x = 1')
  call s:opened()
  call Keys(":enew!\r")
  call Paste('y = 2')
  if !Wait(1000, {-> len(Eval('g:texts')) == 2})
    throw 'not two documents: ' .. string(Eval('g:texts'))
  endif
endfunction
call Test('two buffers without a name are two documents', function('s:two_buffers'))

function! s:left_alone() abort
  call s:start()
  call Keys(":new | setlocal buftype=nofile\r")
  call Paste('x = 1')
  call Keys(":help\r")
  call writefile(['import os'], Folder() .. '/a.py')
  call Keys(":edit " .. Folder() .. "/a.py\r")
  call Pass(200)
  call Equal(Eval('g:texts'), {}, 'open documents')
endfunction
call Test('special buffers and files with a filetype are left alone', function('s:left_alone'))

function! s:deleted() abort
  call s:start()
  call Paste('x = 1')
  call s:opened()
  call Keys(":new | bdelete! 1\r")
  call Equal(Eval('g:texts'), {}, 'open documents')
endfunction
call Test('a deleted buffer is closed at the server', function('s:deleted'))

function! s:file() abort
  let file = tempname() .. ' ö'
  call writefile(['def f(x):', '  return x'], file)
  call s:start([file])
  let uri = 'file://' .. substitute(file, ' ö', '%20%C3%B6', '')
  call Wait(1000, {-> has_key(Eval('g:texts'), uri)})
  call Equal(get(Eval('g:texts'), uri, ''), "def f(x):\n  return x\n", 'text')
  call writefile(['something', 'else'], file)
  call Keys(":edit!\r")
  call Wait(1000, {-> get(Eval('g:texts'), uri, '') ==# "something\nelse\n"})
  call Equal(get(Eval('g:texts'), uri, ''), "something\nelse\n", 'text after :edit!')
  call Do(printf("call Announce('%s', g:versions['%s'], 'python', 'apply')", uri, uri))
  call Equal(Eval('&filetype'), 'python', 'filetype')
endfunction
call Test('a file without an extension is detected under its own URI, also when it is loaded anew', function('s:file'))

function! s:hover() abort
  call s:start()
  call Paste('x = 1')
  call s:opened()
  call Keys('ggK')
  if empty(Wait(1000, {-> Screen() =~# 'Python, 97 % sure'}))
    throw 'no hover: ' .. Screen()
  endif
endfunction
call Test('K shows the hover of a buffer without a name', function('s:hover'))

function! s:own_mapping() abort
  call s:start()
  call Keys(":nnoremap K :let g:mine = 1<CR>\r")
  call Paste('x = 1')
  call s:opened()
  call Keys('ggK')
  call Equal(Eval('get(g:, "mine")'), 1, 'g:mine')
endfunction
call Test('a mapping of the user for K stays', function('s:own_mapping'))

function! s:columns() abort
  call s:start()
  let line = 'aäß€😀z'
  for [bytes, units] in [[0, 0], [1, 1], [5, 3], [8, 4], [12, 6], [13, 7]]
    call Do('let g:encoding = "utf-16"')
    call Do("function! parlance#client#encoding() abort\nreturn g:encoding\nendfunction")
    call Equal(Eval(printf("parlance#sync#units('%s', %d)", line, bytes)), units, 'units of ' .. bytes)
    call Equal(Eval(printf("parlance#sync#column('%s', %d)", line, units)), bytes, 'column of ' .. units)
    call Do('let g:encoding = "utf-8"')
    call Equal(Eval(printf("parlance#sync#units('%s', %d)", line, bytes)), bytes, 'UTF-8')
  endfor
endfunction
call Test('columns are in the units that were agreed on', function('s:columns'))

function! s:edit(line, start, end, text) abort
  return #{range: #{start: #{line: a:line, character: a:start}, end: #{line: a:line, character: a:end}}, newText: a:text}
endfunction

function! s:edits() abort
  call s:start()
  call Do("function! parlance#client#encoding() abort\nreturn 'utf-8'\nendfunction")
  call Do('call setline(1, ["a", "b", "c"])')
  let edits = [s:edit(0, 1, 1, '1'), s:edit(1, 0, 1, 'B'), s:edit(1, 1, 1, '!'), s:edit(2, 1, 1, "3\nd"),
        \ s:edit(3, 0, 0, "e\n")]
  call Do('call parlance#markdown#apply_edits(1, json_decode(''' .. json_encode(edits) .. '''))')
  call Equal(Eval('getline(1, "$")'), ['a1', 'B!', 'c3', 'd', 'e'], 'lines')
  let cut = #{range: #{start: #{line: 0, character: 1}, end: #{line: 3, character: 1}}, newText: 'x'}
  call Do('call parlance#markdown#apply_edits(1, json_decode(''' .. json_encode([cut]) .. '''))')
  call Equal(Eval('getline(1, "$")'), ['ax', 'e'], 'lines')
endfunction
call Test('edits are applied, the last first', function('s:edits'))

function! s:markdown() abort
  let file = tempname() .. '.md'
  call writefile(['# Title', '', '```', 'x = 1', '```'], file)
  call s:start([file])
  call Wait(1000, {-> !empty(Eval('g:texts'))})
  call Equal(Eval('g:texts'), {'file://' .. file: "# Title\n\n```\nx = 1\n```\n"}, 'texts')
  let range = #{start: #{line: 2, character: 0}, end: #{line: 2, character: 3}}
  let params = #{uri: 'file://' .. file, version: 1,
        \ diagnostics: [#{range: range, severity: 4, message: 'looks like Python'}]}
  call Do('call parlance#markdown#published(json_decode(''' .. json_encode(params) .. '''))')
  call Equal(len(Eval('sign_getplaced(1, #{group: "parlance"})')[0].signs), 1, 'signs')
  call Do('ParlanceDiagnostics')
  call Equal(map(Eval('getloclist(0)'), {_, item -> [item.lnum, item.text]}), [[3, 'looks like Python']], 'location list')
endfunction
call Test('a Markdown file is told of, and what is said of it is shown', function('s:markdown'))

function! s:became_markdown() abort
  call s:start()
  call Paste("# Title\n\n```\nx = 1\n```")
  call s:opened()
  call s:announce('markdown')
  call Equal(Eval('&filetype'), 'markdown', 'filetype')
  let opens = filter(Eval('g:sent'), {_, message -> message[0] ==# 'textDocument/didOpen'})
  call Equal(map(opens, {_, message -> message[1].textDocument.languageId}), ['plaintext', 'markdown'], 'languages')
  call Equal(s:count('parlance/languageChosen'), 0, 'languageChosen')
endfunction
call Test('a buffer that is detected as Markdown stays with the server', function('s:became_markdown'))

" What is written behind lines by this property, as pairs of the line's number and the text.
function! s:behind(type) abort
  let found = Eval(printf('prop_list(1, #{end_lnum: -1, types: ["%s"]})', a:type))
  return map(found, {_, property -> [property.lnum, get(property, 'text', '')]})
endfunction

function! s:hints() abort
  if !has('patch-9.0.0067')
    return
  endif
  let file = tempname() .. '.md'
  call writefile(['# Title', '', '```', 'x = 1', '```'], file)
  call s:start([file])
  let edit = #{range: #{start: #{line: 2, character: 3}, end: #{line: 2, character: 3}}, newText: 'python'}
  let hint = #{position: #{line: 2, character: 3}, label: 'python 98 %', textEdits: [edit]}
  call Do('let g:results["textDocument/inlayHint"] = json_decode(''' .. json_encode([hint]) .. ''')')
  call Do('call parlance#hints#refresh()')
  call Wait(2000, {-> !empty(s:behind('parlance_hint'))})
  call Equal(map(s:behind('parlance_hint'), {_, one -> one[0]}), [3], 'lines with a hint')
  if empty(Wait(2000, {-> Screen() =~# '``` python 98 %'}))
    throw 'no hint: ' .. Screen()
  endif
  let range = #{start: #{line: 2, character: 0}, end: #{line: 2, character: 3}}
  for [severity, shown] in [[3, 0], [2, 1]]
    let params = #{uri: 'file://' .. file, diagnostics: [#{range: range, severity: severity, message: 'a message'}]}
    call Do('call parlance#markdown#published(json_decode(''' .. json_encode(params) .. '''))')
    call Equal(len(s:behind('parlance')), shown, 'messages of severity ' .. severity)
  endfor
  call Equal(len(s:behind('parlance_hint')), 1, 'hints beside diagnostics')
  call Do('let g:results["textDocument/inlayHint"] = []')
  call Keys('3G')
  call Do('ParlanceAccept')
  call Equal(Eval('getline(3)'), '```python', 'line')
  call Wait(2000, {-> empty(s:behind('parlance_hint'))})
  call Equal(s:behind('parlance_hint'), [], 'hints')
  call Keys("u")
  call Do('ParlanceAccept')
  call Equal(Eval('getline(3)'), '```', 'an old hint')
endfunction
call Test('hints stand behind fences, and are accepted', function('s:hints'))

function! s:no_hints() abort
  let file = tempname() .. '.md'
  call writefile(['```', 'x = 1', '```'], file)
  call Start(s:fake + ['let g:parlance_hints = 0'], [file])
  call Wait(1000, {-> !empty(Eval('g:texts'))})
  call Pass(400)
  call Equal(s:count('textDocument/inlayHint'), 0, 'requests')
endfunction
call Test('without the option no hint is asked for', function('s:no_hints'))

" The rows of these lines that match, as 'KEY DEFAULT'.
function! s:rows(lines, pattern) abort
  let rows = filter(map(copy(a:lines), {_, line -> matchlist(line, a:pattern)}), {_, row -> !empty(row)})
  return map(rows, {_, row -> row[1] .. ' ' .. row[2]})
endfunction

function! s:documented() abort
  let plugin = fnamemodify(s:here, ':h')
  let help = readfile(plugin .. '/doc/parlance.txt')
  let page = readfile(plugin .. '/../../docs/settings.md')
  let expected = s:rows(page, '^| `\([^`]\+\)` | [^|]\+ | `\([^|]\+\)` |')
  let from = match(help, '\*parlance-settings\*')
  let section = help[from : match(help, '^====', from)]
  call Equal(len(expected) > 30, 1, 'settings on the page')
  call Equal(s:rows(section, '^    \(\S\+\) \+\(\S\+\)$'), expected, 'settings')
  call s:start()
  for command in filter(Eval('getcompletion("Parlance", "command")'), {_, name -> name =~# '^Parlance'})
    call Equal(match(help, '\*:' .. command .. '\*') >= 0, 1, command .. ' is in the help')
  endfor
  call mkdir(Folder() .. '/doc')
  call writefile(help, Folder() .. '/doc/parlance.txt')
  call Do('helptags ' .. Folder() .. '/doc')
  call Equal(filereadable(Folder() .. '/doc/tags'), 1, 'tags')
endfunction
call Test('every command and every setting is in the help', function('s:documented'))

function! s:missing() abort
  call Start(["let g:parlance_command = ['/no/such/program']"])
  call Paste('x = 1')
  call Keys("oy\<Esc>")
  call Pass(200)
  let told = filter(split(Eval('execute("messages")'), "\n"), {_, line -> line =~# '/no/such/program'})
  call Equal(len(told), 1, 'messages')
endfunction
call Test('a missing program is told of once', function('s:missing'))

call Done()
