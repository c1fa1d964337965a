" Starts Parlance. `let g:loaded_parlance = 1` keeps it from starting.
if exists('g:loaded_parlance') || has('nvim')
  finish
endif
let g:loaded_parlance = 1

if !has('patch-8.2.4758') || !has('job') || !has('timers') || &encoding !=# 'utf-8'
  " Told when asked for, and not at each start: it may have been installed for everybody on this machine.
  command! ParlanceInfo echomsg 'parlance needs Vim 8.2.4758 or later with +job and +timers, and encoding=utf-8'
  finish
endif

command! ParlanceHover call parlance#hover()
command! ParlanceAccept call parlance#accept()
command! ParlanceInfo call parlance#info()
command! ParlanceRestart call parlance#restart()
command! ParlanceTagCodeBlocks call parlance#markdown#tag_code_blocks()
command! ParlanceFixAll call parlance#markdown#fix_all()
command! ParlanceCodeAction call parlance#markdown#code_action()
command! ParlanceDiagnostics call parlance#markdown#location_list()
command! ParlanceRetrain call parlance#training#retrain()
command! ParlanceCancel call parlance#training#cancel()
command! ParlanceRollback call parlance#training#rollback()
command! ParlanceModel call parlance#training#show_model()
command! ParlanceReport call parlance#training#show_report()
command! ParlanceForgetCorrections call parlance#training#forget_corrections()

augroup parlance
  autocmd!
  autocmd BufEnter,BufWinEnter,StdinReadPost * call parlance#detection#consider_later(str2nr(expand('<abuf>')))
  autocmd FileType * call parlance#detection#on_filetype(str2nr(expand('<abuf>')))
  autocmd BufReadPost,FileChangedShellPost * call parlance#detection#on_reload(str2nr(expand('<abuf>')))
  autocmd BufFilePost * call parlance#detection#on_rename(str2nr(expand('<abuf>')))
  autocmd BufUnload,BufDelete,BufWipeout * call parlance#detection#forget(str2nr(expand('<abuf>')))
  autocmd VimLeavePre * call parlance#client#stop()
augroup END

if v:vim_did_enter
  call parlance#detection#consider_all()
endif
