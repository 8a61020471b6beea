" Compiler of Vim for ibid: ~/.vim/compiler/ibid.vim, then :compiler ibid and :make.
" Each finding is a line of the quickfix list, errors, warnings and what was put right.
if exists('current_compiler')
  finish
endif
let current_compiler = 'ibid'

let s:cpo_save = &cpo
set cpo&vim

CompilerSet makeprg=ibid\ check\ %:S
CompilerSet errorformat=%f:%l:%c:\ %trror:\ %m,
      \%f:%l:%c:\ %tarning:\ %m,
      \%f:%l:%c:\ %tote:\ %m,
      \%f:\ %trror:\ %m,
      \%f:\ %tarning:\ %m,
      \%f:\ %tote:\ %m,
      \%-G%.%#

let &cpo = s:cpo_save
unlet s:cpo_save
