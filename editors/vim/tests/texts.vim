" What the tests paste.
let g:python =<< trim END
  import json
  import sys
  from collections import Counter

  def read_words(path):
      with open(path, encoding="utf-8") as lines:
          for line in lines:
              yield from line.lower().split()

  if __name__ == "__main__":
      counts = Counter(read_words(sys.argv[1]))
      for word, count in counts.most_common(10):
          print(f"{word}: {count}")
END

let g:rust =<< trim END
  use std::collections::HashMap;

  #[derive(Debug, Clone)]
  pub struct Inventory {
      items: HashMap<String, u32>,
  }

  impl Inventory {
      pub fn add(&mut self, name: &str, count: u32) -> Option<u32> {
          let entry = self.items.entry(name.to_string()).or_insert(0);
          *entry += count;
          Some(*entry)
      }
  }
END

let g:prose =<< trim END
  Dear Martha,

  thank you for the long letter. We arrived on Tuesday evening, after two days of rain,
  and found the garden much as you had described it. The old apple tree still stands by
  the gate, and the neighbours have already asked about you twice.

  Please write again when you know which train you will take in March.
END

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
