" The plugin with the real server and the real model: PARLANCE_PROGRAM is the program. Run by ./run.
execute 'source' expand('<sfile>:p:h') .. '/harness.vim'
execute 'source' expand('<sfile>:p:h') .. '/texts.vim'
let s:options = [printf("let g:parlance_command = ['%s', 'lsp']", $PARLANCE_PROGRAM)]

" The first answer waits for the process to start; later ones for the pause in the typing.
let s:patience = 20000
let s:settled = 1200

function! s:paste(lines) abort
  call Paste(join(a:lines, "\n") .. "\n")
endfunction

function! s:start(options = [], arguments = []) abort
  call Start(s:options + a:options, a:arguments)
endfunction

function! s:wait_for_filetype(expected) abort
  call Wait(s:patience, {-> Eval('&filetype') ==# a:expected})
  call Equal(Eval('&filetype'), a:expected, 'filetype')
endfunction

function! s:wait_for_screen(pattern) abort
  if empty(Wait(s:patience, {-> Screen() =~# a:pattern}))
    throw printf('no %s on the screen: %s', a:pattern, Screen())
  endif
endfunction

function! s:pasted_code() abort
  call s:start()
  call s:paste(g:python)
  call s:wait_for_filetype('python')
  call Pass(s:settled)
  call Equal(Sent('textDocument/didOpen'), 1, 'didOpen')
  call Equal(Sent('parlance/languageChosen'), 0, 'languageChosen')
  call Equal(Eval('&filetype'), 'python', 'filetype later')
  if Eval('parlance#statusline()') !~# '^Python >\?\d\+%$'
    throw 'statusline: ' .. Eval('parlance#statusline()')
  endif
endfunction
call Test('pasted code gets its filetype, and one didOpen is all it takes', function('s:pasted_code'))

function! s:typed_code() abort
  call s:start()
  call Keys(":set paste\ri")
  for line in g:rust
    call Keys(line .. "\r")
  endfor
  call s:wait_for_filetype('rust')
  call Equal(Sent('textDocument/didOpen'), 1, 'didOpen')
  call Equal(Eval('mode()'), 'i', 'mode')
endfunction
call Test('typed code gets its filetype, while it is typed', function('s:typed_code'))

function! s:pasted_prose() abort
  call s:start()
  call s:paste(g:prose)
  call Wait(s:patience, {-> Sent('textDocument/didOpen')})
  call Pass(1000 + s:settled)
  call Equal(Sent('textDocument/didOpen'), 1, 'didOpen')
  call Equal(Eval('&filetype'), '', 'filetype')
endfunction
call Test('pasted prose stays as it is', function('s:pasted_prose'))

function! s:chosen() abort
  call s:start()
  call s:paste(g:python)
  call s:wait_for_filetype('python')
  call Keys(":set filetype=conf\r")
  call s:paste(g:rust)
  call s:paste(g:rust)
  call Pass(s:settled)
  call Equal(Eval('&filetype'), 'conf', 'filetype')
  call Equal(Sent('parlance/languageChosen'), 1, 'languageChosen')
  call Equal(Sent('textDocument/didOpen'), 1, 'didOpen')
endfunction
call Test("a user's filetype stays, whatever is typed after it", function('s:chosen'))

function! s:two_buffers() abort
  call s:start()
  call s:paste(g:python)
  call s:wait_for_filetype('python')
  call Keys(":enew!\r")
  call s:paste(g:rust)
  call s:wait_for_filetype('rust')
  call Equal(Eval('getbufvar(1, "&filetype")'), 'python', 'filetype of the first')
endfunction
call Test('two buffers without a name get a filetype each', function('s:two_buffers'))

function! s:hover() abort
  call s:start()
  call s:paste(g:python)
  call s:wait_for_filetype('python')
  call Keys("\<Esc>gg:ParlanceHover\r")
  call s:wait_for_screen('Python, >\?\d\+ % sure')
endfunction
call Test(':ParlanceHover says what an untitled buffer is in', function('s:hover'))

function! s:suggested() abort
  call s:start(['let g:parlance_settings = #{detection: #{mode: "suggest"}}'])
  call s:paste(g:python)
  call s:wait_for_screen('this looks like Python')
  call Equal(Eval('&filetype'), '', 'filetype')
  call Keys(":ParlanceAccept\r")
  call Equal(Eval('&filetype'), 'python', 'filetype')
endfunction
call Test('only a suggestion where the settings say so', function('s:suggested'))

function! s:suggested_while_typing() abort
  call s:start(['let g:parlance_settings = #{detection: #{mode: "suggest"}}'])
  call Keys(":set paste\ri")
  call Keys(join(g:python, "\r"))
  call s:wait_for_screen('this looks like Python')
  call Equal(Eval('mode()'), 'i', 'mode')
endfunction
call Test('a suggestion is seen in insert mode, too', function('s:suggested_while_typing'))

function! s:file() abort
  let file = tempname()
  call writefile(g:python, file)
  call s:start([], [file])
  call s:wait_for_filetype('python')
endfunction
call Test('a file without an extension gets its filetype', function('s:file'))

function! s:command_output() abort
  let file = tempname()
  call writefile(g:python, file)
  call s:start([], [file])
  call Keys(":enew | read !cat " .. file .. "\r")
  call s:wait_for_filetype('python')
endfunction
call Test('text that a command gives gets its filetype', function('s:command_output'))

function! s:killed_server() abort
  call s:start()
  call s:paste(g:prose)
  call Wait(s:patience, {-> Sent('textDocument/didOpen')})
  call system('kill -9 ' .. Eval('parlance#client#pid()'))
  call s:wait_for_screen('ParlanceRestart')
  call Keys("omore\<Esc>")
  call Pass(300)
  call Equal(Eval('parlance#client#pid()'), 0, 'server')
  call Keys("ggdG")
  call s:paste(g:python)
  call Keys(":ParlanceRestart\r")
  call s:wait_for_filetype('python')
endfunction
call Test('a killed server is told of once and comes back when asked', function('s:killed_server'))

function! s:killed_vim() abort
  call s:start()
  call s:paste(g:python)
  call s:wait_for_filetype('python')
  let server = Eval('parlance#client#pid()')
  call Equal(Alive(server), 1, 'server')
  call system('kill -9 ' .. ChildPid())
  if !Wait(5000, {-> !Alive(server)})
    throw printf('server %d outlives its editor', server)
  endif
endfunction
call Test('a server whose Vim was killed ends', function('s:killed_vim'))

let s:fence = repeat('`', 3)
let s:markdown = ['# How to count', '', 'First the words:', '', s:fence] + g:python
      \ + [s:fence, '', 'Then the things:', '', s:fence] + g:rust + [s:fence, '', 'That is all.']

function! s:diagnostics() abort
  call Do('ParlanceDiagnostics')
  let items = Eval('getloclist(0)')
  call Do('lclose')
  return map(items, {_, item -> item.text})
endfunction

function! s:tags() abort
  return map(filter(Eval('getbufline(1, 1, "$")'), {_, line -> line =~# '^```'}), {_, line -> line[3:]})
endfunction

function! s:wait_for_tags(expected) abort
  call Wait(s:patience, {-> s:tags() ==# a:expected})
  call Equal(s:tags(), a:expected, 'tags')
endfunction

function! s:start_with_markdown() abort
  let file = tempname() .. '.md'
  call writefile(s:markdown, file)
  call s:start([], [file])
  call Wait(s:patience, {-> Sent('textDocument/didOpen')})
endfunction

function! s:code_blocks() abort
  call s:start_with_markdown()
  call Wait(s:patience, {-> len(s:diagnostics()) == 2})
  let all = join(s:diagnostics(), "\n")
  if all !~# 'Python' || all !~# 'Rust'
    throw 'diagnostics: ' .. all
  endif
  call s:wait_for_screen('``` rust >\?\d\+ %')
  call Equal(Screen() =~# 'looks like', 0, 'says it twice')
  call Equal(len(Eval('sign_getplaced(1, #{group: "parlance"})')[0].signs), 2, 'signs')
  call Keys(":ParlanceTagCodeBlocks\r")
  call s:wait_for_tags(['python', '', 'rust', ''])
  call s:wait_for_screen('2 code blocks tagged, 0 left')
  call Equal(Wait(s:patience, {-> empty(s:diagnostics())}), 1, 'no diagnostics left')
  call Keys('u')
  call Equal(Eval('getbufline(1, 1, "$")'), s:markdown, 'text after undo')
  call Equal(Sent('textDocument/didOpen'), 1, 'didOpen')
endfunction
call Test('code blocks without a tag are shown and tagged', function('s:code_blocks'))

function! s:quick_fix() abort
  call s:start_with_markdown()
  call Wait(s:patience, {-> len(s:diagnostics()) == 2})
  call Keys('5G')
  call Keys(":ParlanceCodeAction\r")
  call s:wait_for_screen('python')
  call Keys("\r")
  call s:wait_for_tags(['python', '', '', ''])
endfunction
call Test('one code block is tagged by its quick fix', function('s:quick_fix'))

function! s:described_block() abort
  call s:start_with_markdown()
  call Keys('25G')
  call Keys(":ParlanceHover\r")
  call s:wait_for_screen('Rust, >\?\d\+ % sure')
endfunction
call Test('a code block is described', function('s:described_block'))

function! s:completion() abort
  call s:start_with_markdown()
  call Keys("5GA\<C-x>\<C-u>")
  call s:wait_for_screen('python')
  call Keys("\<C-y>\<Esc>")
  call Equal(s:tags()[0][:5], 'python', 'tag')
endfunction
call Test('tags are completed', function('s:completion'))

let s:readme =<< trim END
  # Inventory

  A small library that keeps **count** of things, and [works offline](docs/offline.md).

  ## Installing

  - Clone the [repository](https://example.org/inventory), or download a release.
  - Run `make install` as *root*.
  - Read the [documentation](docs/index.md).

  | command | what it does |
  |---|---|
  | `add` | adds a thing |
  | `list` | lists all of them |

  ## Using it

  1. Open an inventory.
  2. Add something, and look at what is there:

  ```
  from inventory import Inventory

  stock = Inventory("stock.json")
  stock.add("apple", count=3)
  for name, count in stock.items():
      print(f"{name}: {count}")
  ```

  > **Note**: the file is written *at once*. See [CONTRIBUTING](CONTRIBUTING.md) for how to help.
END

function! s:pasted_markdown() abort
  call s:start()
  call s:paste(s:readme)
  call s:wait_for_filetype('markdown')
  call Wait(s:patience, {-> len(s:diagnostics()) == 1})
  call Equal(len(s:diagnostics()), 1, 'diagnostics')
  call Equal(Sent('textDocument/didOpen'), 2, 'didOpen')
  call Equal(Sent('parlance/languageChosen'), 0, 'languageChosen')
endfunction
call Test('pasted Markdown gets its filetype and is looked at', function('s:pasted_markdown'))

" Starts in a project of 60 files in it; six epochs are enough for them.
function! s:start_in_project() abort
  call s:start(['let g:parlance_settings = ' .. string(g:training), 'let g:parlance_browser = ["touch"]'])
  call WriteProject(Folder())
endfunction

function! s:messages() abort
  return Eval('execute("messages")')
endfunction

function! s:learned() abort
  call s:start_in_project()
  call Do('set laststatus=2 statusline=%{parlance#statusline()}')
  call Keys(":ParlanceRetrain\r")
  call s:wait_for_screen('Retraining \d\+%')
  call Wait(60000, {-> Screen() =~# 'New language: foolang'})
  call s:wait_for_screen('New language: foolang')
  call Equal(Eval('parlance#statusline()'), '', 'statusline')
  call s:paste(Foolang(77) + Foolang(93))
  call s:wait_for_filetype('foolang')
  call Equal(Sent('textDocument/didOpen'), 1, 'didOpen')
  call Keys(":ParlanceModel\r")
  call s:wait_for_screen('188 languages')
  call Keys(":ParlanceRollback\r")
  call s:wait_for_screen('what answers now is')
  call Do('call popup_clear()')
  call Keys(":ParlanceModel\r")
  call s:wait_for_screen('187 languages')
endfunction
call Test('the language of a project is learned, and detected', function('s:learned'))

function! s:cancelled() abort
  call s:start_in_project()
  call Do('set laststatus=2 statusline=%{parlance#statusline()}')
  call Keys(":ParlanceRetrain\r")
  call s:wait_for_screen('Retraining \d\+%')
  call Keys(":ParlanceCancel\r")
  call s:wait_for_screen('no training: .*cancelled')
  call Equal(Wait(s:patience, {-> empty(Eval('parlance#statusline()'))}), 1, 'statusline is empty')
  call Equal(isdirectory(Folder() .. '/.parlance/model'), 0, 'a model')
endfunction
call Test('a training that is cancelled leaves the model as it was', function('s:cancelled'))

function! s:no_project() abort
  call s:start()
  call Keys(":ParlanceRetrain\r")
  call s:wait_for_screen('this buffer is in no project')
  call Equal(Eval('parlance#client#pid()'), 0, 'server')
endfunction
call Test('no training without a project', function('s:no_project'))

function! s:corrections() abort
  call s:start_in_project()
  call Do('let g:parlance_settings = #{learnFromCorrections: v:true}')
  call s:paste(g:python)
  call s:wait_for_filetype('python')
  call Keys(":set filetype=ruby\r")
  let file = Folder() .. '/.parlance/corrections.jsonl'
  call Wait(s:patience, {-> filereadable(file)})
  call Equal(readfile(file)[0] =~# '"ruby"', 1, 'correction')
  call Keys(":ParlanceForgetCorrections\r")
  call s:wait_for_screen('1 correction forgotten')
endfunction
call Test('corrections are kept and forgotten where that is switched on', function('s:corrections'))

call Done()
