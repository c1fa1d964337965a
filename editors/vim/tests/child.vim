" Loaded by a child Vim before the plugin: does what the test writes into a file, and writes back what comes of it.
let s:folder = $PARLANCE_TEST_FOLDER

function! s:answer(_) abort
  if !filereadable(s:folder .. '/question')
    return
  endif
  let question = readfile(s:folder .. '/question')
  call delete(s:folder .. '/question')
  try
    let answer = question[0] ==# 'eval' ? eval(join(question[1:], "\n")) : execute(question[1:], '')
    let answer = ['ok', json_encode(answer)]
  catch
    let answer = ['error', v:exception .. ' in ' .. v:throwpoint]
  endtry
  call writefile(answer, s:folder .. '/answer.new')
  call rename(s:folder .. '/answer.new', s:folder .. '/answer')
endfunction

call timer_start(10, function('s:answer'), #{repeat: -1})
call ch_logfile(s:folder .. '/log')
