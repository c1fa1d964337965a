" In a Vim that was started as by its user: the plugin, its help and the installed program are there.
let s:wrong = []
try
  call assert_equal(1, get(g:, 'loaded_parlance'), 'the plugin was not loaded')
  call assert_equal(1, g:mine, 'the plugin of the user was not loaded')
  call assert_equal(2, exists(':ParlanceTagCodeBlocks'))
  help parlance-options
  call assert_match('parlance\.txt$', expand('%'))
  call assert_equal($PREFIX .. '/bin/parlance', exepath(parlance#config#command()[0]))
catch
  call add(s:wrong, v:exception)
endtry
call writefile(empty(v:errors + s:wrong) ? ['as it should be'] : v:errors + s:wrong, $RESULT)
qall!
