" What the tests paste; the first three are texts that the tests of all editors share.
let s:shared = expand('<sfile>:p:h') .. '/../../tests/texts'
let g:python = readfile(s:shared .. '/words.py')
let g:rust = readfile(s:shared .. '/inventory.rs')
let g:prose = readfile(s:shared .. '/letter.txt')

" A page with two code blocks that are not tagged, a Python one and a Rust one.
let g:untagged = ['# Two blocks', '', '```'] + g:python + ['```', '', 'and', '', '~~~~'] + g:rust + ['~~~~']

let s:nouns = ['apple', 'crate', 'ledger', 'garden', 'lamp', 'river', 'ticket', 'wagon']
let s:verbs = ['open', 'close', 'fetch', 'count', 'merge', 'split', 'paint', 'tidy', 'weigh', 'label']

" A text in a language that nobody has.
function! Foolang(number) abort
  let [noun, other] = [s:nouns[a:number % 8], s:nouns[(3 * a:number + 1) % 8]]
  let verb = s:verbs[a:number % 10]
  return [printf('§ chapter %s_%s%d', verb, noun, a:number), printf('grant %s <~ shelf "%s" ;;', other, other),
        \ printf('verb %s! «%s, %s» ~>', verb, noun, other),
        \ printf('    given %s ≽ %d : say "%s %s" ;;', noun, a:number + 1, verb, noun),
        \ printf('    otherwise : hush %s ~~ %d ;;', other, a:number), 'fin §']
endfunction

" Makes a folder a project of sixty files in it.
function! WriteProject(folder) abort
  call mkdir(a:folder .. '/.git')
  for number in range(60)
    call writefile(Foolang(number), printf('%s/text%d.foo', a:folder, number))
  endfor
endfunction

" Settings with which that is learned quickly: six epochs are enough for it.
let g:training = {'training.labels': {'.foo': 'foolang'}, 'training.epochs': 6, 'training.learningRate': 0.002}
