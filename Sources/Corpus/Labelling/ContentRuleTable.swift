/// For each extension that several languages share, what the files of each have. The first rule that holds decides, and
/// where none does the file is left out: a wrong label costs a model more than a missing file.
enum ContentRuleTable {
  typealias Rule = ContentRules.Rule

  static let byExtension: [String: ContentRules] = {
    var table: [String: ContentRules] = [:]
    for part in [cFamily, scripting, logic, data, functional, others] {
      for (extensions, rules) in part {
        for name in extensions { table[name] = ContentRules(rules) }
      }
    }
    return table
  }()

  private typealias Part = [(extensions: [String], rules: [Rule])]

  private static let objectiveC = [
    "@interface *", "@implementation *", "@protocol *", "@property*", "@end", "#import *", "@class *", "@import *",
  ]
  private static let cpp = [
    "class *{*", "class *;", "class *:*", "namespace *", "template*<*", "using namespace *", "using *=*", "public:*",
    "private:*", "protected:*", "*std::*", "*constexpr *", "*nullptr*", "virtual *", "explicit *", "*static_cast<*",
    "#include <string>*", "#include <vector>*", "#include <memory>*", "#include <map>*", "#include <cstd*>",
    "#include <cstring>*", "#include <cmath>*", "#include <cassert>*",
    "#include *.hpp*", "*enum class *", "*operator*(*)*", "*override;*", "* noexcept*",
  ]
  private static let fortran = [
    "subroutine *", "SUBROUTINE *", "program *", "PROGRAM *", "integer *", "INTEGER *", "real *", "REAL *",
    "implicit *", "IMPLICIT *", "*function *(*", "*FUNCTION *(*", "end do*", "END DO*", "double precision *",
    "DOUBLE PRECISION *", "call *(*", "CALL *(*",
  ]
  private static let forth = [": * *", "\\\\ *", "variable *", "VARIABLE *"]
  private static let glsl = [
    "#version *", "uniform *", "varying *", "precision *", "void main*", "*gl_Frag*", "layout*(*",
  ]
  private static let javaScript = [
    "import *", "export *", "const *", "let *", "var *", "function *", "class *", "module.exports*", "(function*",
  ]
  private static let markup = ["<\\?xml*", "<!DOCTYPE *"]

  private static let cFamily: Part = [
    (
      [".h"],
      [
        Rule("objective-c", objectiveC), Rule("cpp", cpp),
        Rule(
          "c",
          ["#define *", "typedef *", "struct *", "extern *", "enum *", "union *", "static *", "*(*);", "#include *"]),
      ]
    ),
    (
      [".m"],
      [
        Rule("objective-c", objectiveC), Rule("mercury", [":- module *", ":- pred *", ":- interface*", ":- func *"]),
        Rule(
          "wolfram", ["(\\* *", "BeginPackage\\[*", "Begin\\[*", "*:= Module\\[*", "*:=*\\[*", "*Manipulate\\[*"],
          unless: ["%*"]),
        Rule(
          "matlab",
          [
            "function *", "%*", "classdef *", "clear*", "clc*", "close all*", "disp(*", "fprintf(*", "figure*", "end",
            "*zeros(*", "*ones(*", "plot(*",
          ], unless: ["#include *"]),
      ]
    ),
    ([".mm"], [Rule("xml", ["<*"]), Rule("objective-c", objectiveC)]),
    ([".hh"], [Rule("hack", ["<\\?hh*"]), Rule("cpp", cpp + ["#include *", "#define *", "#pragma *", "struct *"])]),
    (
      [".re"],
      [
        Rule("cpp", ["#include *", "/\\*!re2c*", "*namespace *{*"]),
        Rule("reason", ["let *", "type *", "module *", "open *", "\\[@*", "include *", "external *"]),
      ]
    ),
    (
      [".cs"],
      [
        Rule("smalltalk", ["!*methodsFor:*", "*subclass: #*"]),
        Rule(
          "csharp",
          [
            "using *", "namespace *", "*class *", "*public *", "*internal *", "*interface *", "*enum *", "\\[assembly*",
            "*;",
          ]),
      ]
    ),
    (
      [".d"],
      [
        Rule("makefile", ["*.o: *", "*.o:", "*.d: *", "*.lo: *"]),
        Rule(
          "d",
          [
            "module *;*", "import *;*", "void *(*", "enum *", "struct *", "class *", "alias *", "template *",
            "extern*(*", "unittest*", "auto *", "version*(*",
          ]),
      ]
    ),
    (
      [".inc"],
      [
        Rule("php", ["<\\?php*", "<\\?=*", "<\\?"]),
        Rule("html", ["<!DOCTYPE html*", "<html*", "<div*", "<head*", "<table*", "<ul*"]),
        Rule("asm", ["%macro *", "%define *", ".macro *", ".globl *", "mov *", "section .*", "org *"]),
        Rule("pascal", ["procedure *", "unit *;", "{$*", "begin", "function *;"]),
        Rule("sql", ["CREATE *", "INSERT *", "SELECT *", "--source *", "create *", "select *", "insert *"]),
        Rule("cpp", cpp + ["#include *", "#define *", "#ifdef *", "#ifndef *", "#undef *", "static *(*"]),
      ]
    ),
    ([".php"], [Rule("hack", ["<\\?hh*"]), Rule("php", ["*<\\?php*", "*<\\?=*", "*<\\?*"])]),
    ([".frag"], [Rule("glsl", glsl), Rule("javascript", javaScript)]),
    ([".gs"], [Rule("glsl", glsl), Rule("javascript", javaScript)]),
    (
      [".cake"],
      [
        Rule("csharp", ["Task(*", "#addin *", "#tool *", "#load *", "*;"]),
        Rule("coffeescript", ["task *", "option *", "*->*"]),
      ]
    ),
    // Alone with its extension in the registry, which files of other kinds have too (SWIG, preprocessed C, lex).
    (
      [".i"],
      [Rule("asm", ["mov *", "lda *", "ldx *", ".globl *", "section .*", "org *", "equ *"], unless: ["%module*"])]
    ),
    ([".l"], [Rule("commonlisp", ["(*"], unless: ["%{*", "%%*", ".\\\\\"*", ".TH *"])]),
  ]

  private static let scripting: Part = [
    (
      [".r"],
      [Rule("red", ["Red \\[*", "Red/System \\[*", "REBOL \\[*", "Rebol \\[*"]), Rule("r", unless: ["/\\**"])]
    ),
    (
      [".pl"],
      [
        Rule("raku", ["use v6*", "unit *;", "*multi sub *", "*grammar *{*"]),
        Rule(
          "prolog", [":- *", "*:- *", "*:-", "\\?- *"],
          unless: ["use strict*", "use warnings*", "my *", "sub *{*", "package *;"]),
        Rule("perl", perl),
      ]
    ),
    (
      [".pm"],
      [
        Rule("raku", ["use v6*", "unit *", "*multi *(*", "*grammar *{*", "role *{*"], unless: ["package *;*"]),
        Rule("perl", perl),
      ]
    ),
    ([".t"], [Rule("raku", ["use v6*", "use Test;*", "plan *;"], unless: ["use Test::More*"]), Rule("perl", perl)]),
    (
      [".cgi", ".fcgi"],
      [
        Rule("php", ["<\\?php*"]), Rule("perl", ["use strict*", "use CGI*", "my *"]),
        Rule("python", ["import *", "from * import *", "def *:"]),
      ]
    ),
    (
      [".es"],
      [Rule("erlang", ["#!*escript*", "-module(*", "main(*) ->*", "%%*"]), Rule("javascript", javaScript + ["//*"])]
    ),
    ([".jsx"], [Rule("jsx", ["*</*>*", "*/>*", "*<>*", "import React*"]), Rule("javascript", javaScript + ["*;"])]),
    ([".ts"], [Rule("xml", markup + ["<TS *", "<TS>*"]), Rule("typescript", unless: ["<\\?php*"])]),
    ([".tsx"], [Rule("xml", markup + ["<tileset*"]), Rule("tsx")]),
    (
      [".spec"],
      [
        Rule("python", ["*= Analysis(*", "*= EXE(*", "block_cipher*", "# -\\*- mode: python*"]),
        Rule("ruby", ["describe *", "require *", "RSpec*", "Gem::*", "Pod::*"]),
      ]
    ),
    ([".pluginspec"], [Rule("xml", ["<*"]), Rule("ruby", ["*.new*", "Pod*"])]),
    ([".trigger"], [Rule("apex", ["trigger * on *"]), Rule("shellscript", ["#!*sh*"])]),
    (
      [".vba"],
      [
        Rule("viml", ["\" Vimball*", "UseVimball*"]),
        Rule("vba", ["Sub *", "*End Sub*", "Attribute VB_*", "Option *", "*Function *", "Dim *"]),
      ]
    ),
    ([".frm"], [Rule("vba", ["VERSION *", "Attribute VB_*", "Begin *"]), Rule("ini", ["\\[*\\]"])]),
    (
      [".cls"],
      [
        Rule("vba", ["VERSION * CLASS*", "Attribute VB_*", "Option Explicit*"]),
        Rule("latex", ["\\\\*", "%*"]),
        Rule("apex", ["*class *", "*interface *", "@isTest*", "@IsTest*", "global *", "*enum *"]),
      ]
    ),
  ]

  private static let perl = [
    "use strict*", "use warnings*", "my *", "sub *", "package *", "use *;", "=head*", "our *", "print *", "require *;",
    "$*", "@*", "local *",
  ]

  private static let logic: Part = [
    (
      [".v"],
      [
        Rule(
          "coq",
          [
            "Require *", "From * Require *", "Theorem *", "Lemma *", "Proof.*", "Qed.*", "Inductive *", "Definition *",
            "Fixpoint *", "Section *.",
          ]),
        Rule("v", ["fn *", "pub fn *", "pub struct *", "println(*", "mut *"], unless: ["endmodule*"]),
        Rule("verilog", ["module *", "endmodule*", "`timescale *", "`define *", "`include *", "assign *", "always *"]),
      ]
    ),
    (
      [".pro"],
      [
        Rule("ini", ["TEMPLATE *=*", "QT *=*", "SOURCES *=*", "HEADERS *=*", "CONFIG *=*", "TARGET *=*"]),
        Rule("prolog", [":- *", "*:- *", "*:-"]),
        Rule("idl", ["pro *", "PRO *", "function *,*", "FUNCTION *,*", "endfor*", "compile_opt *", "COMPILE_OPT *"]),
      ]
    ),
    // PL/SQL has lines that begin with "set", too.
    (
      [".p"],
      [Rule("gnuplot", ["plot *", "splot *", "replot*", "set term*", "set output *", "set ?range*", "set ?label*"])]
    ),
    ([".plt"], [Rule("gnuplot", ["set *", "plot *", "splot *"]), Rule("prolog", [":- *", "*:- *"])]),
    (
      [".gp"],
      [
        Rule("gnuplot", ["set *", "plot *", "splot *", "reset*", "unset *", "replot*"]),
        Rule("parigp", ["\\\\\\\\*", "*my(*", "*forprime(*", "*print*(*", "*(*)*=*"]),
      ]
    ),
  ]

  private static let data: Part = [
    ([".workflow"], [Rule("xml", ["<*"]), Rule("hcl", ["workflow \"*", "action \"*"])]),
    ([".properties"], [Rule("ini", ["\\[*\\]"]), Rule("properties", ["*=*", "*:*", "#*", "!*"])]),
    ([".mojo"], [Rule("xml", ["<*"]), Rule("mojo", ["fn *", "def *", "from * import *", "struct *", "import *"])]),
    // JSX in ReScript begins lines with tags, too.
    ([".res"], [Rule("rescript", ["let *", "open *", "type *", "module *", "@*", "switch *"]), Rule("xml", ["<*"])]),
    ([".rs"], [Rule("xml", ["<\\?xml*", "<rs*"]), Rule("rust", rust)]),
    // Salesforce's applications and tabs.
    ([".app"], [Rule("xml", ["<\\?xml*"]), Rule("erlang", ["{application*", "%*"])]),
    (
      [".tab"],
      [
        Rule("xml", ["<\\?xml*"]),
        Rule(
          "sql", ["CREATE *", "create *", "SELECT *", "select *", "INSERT *", "insert *", "ALTER *", "alter *", "--*"]),
      ]
    ),
    (
      [".sch"],
      [Rule("xml", ["<*"]), Rule("scheme", ["(*", ";*"], unless: ["(kicad*", "EESchema*", "v [0-9]*"])]
    ),
    (
      [".typ"],
      [Rule("xml", ["<\\?xml*"]), Rule("typst", ["#set *", "#let *", "#import *", "#show*", "= *", "== *", "#*\\[*"])]
    ),
    ([".ncl"], [Rule("xml", ["<*"])]),
    // Plain text in name only: lists for pip, robots.
    ([".txt"], [Rule("plaintext", unless: ["[a-zA-Z]*==[0-9]*", "[a-zA-Z]*>=[0-9]*", "User-agent:*", "-r *.txt"])]),
    ([".asc"], [Rule("asciidoc", unless: ["-----BEGIN *"])]),
    ([".nb"], [Rule("wolfram", ["(\\**", "Notebook\\[*", "*:=*\\[*"])]),
    (
      [".sql", ".ddl", ".prc"],
      [
        Rule(
          "plsql",
          [
            "CREATE OR REPLACE PACKAGE*", "create or replace package*", "*VARCHAR2*", "*varchar2*", "*DBMS_*",
            "*dbms_*",
            "*%TYPE*", "*%ROWTYPE*", "*%type*", "*%rowtype*",
          ]),
        Rule("sql", sql),
      ]
    ),
  ]

  private static let rust = [
    "fn *", "pub *", "use *", "let *", "impl*", "mod *", "struct *", "enum *", "#\\[*", "#!\\[*", "//*", "*!(*",
    "extern *", "const *", "static *", "type *", "trait *", "unsafe *", "macro_rules!*",
  ]
  private static let sql: [String] = {
    let words = ["create", "select", "insert", "update", "delete", "alter", "drop", "with", "grant", "begin", "set"]
    return words.flatMap { ["\($0) *", "\($0.uppercased()) *"] } + [
      "SELECT", "select", "BEGIN*", "USE *", "--*", "PRAGMA *",
    ]
  }()

  private static let functional: Part = [
    (
      [".ml"],
      [
        Rule(
          "sml", ["structure *=*", "fun *=*", "datatype *", "functor *", "signature *=*"],
          unless: ["let rec *", "match *with*", "*begin match*", "let open *"]),
        Rule(
          "ocaml",
          ["let *", "module *", "open *", "type *", "match *", "val *", "external *", "exception *", "include *"]),
      ]
    ),
    (
      [".fs"],
      [
        Rule("glsl", glsl),
        Rule("forth", forth, unless: ["let *", "module *", "namespace *", "open *", "type *"]),
        Rule("fsharp", ["let *", "module *", "namespace *", "open *", "type *", "#load *", "#r *", "//*"]),
      ]
    ),
    // OpenCL's kernels are no Lisp, nor is Cool with its comments.
    (
      [".cl"],
      [
        Rule(
          "commonlisp", ["(*"],
          unless: [
            "*__kernel *", "*__global *", "*__local *", "*__constant *", "*kernel void *", "#include *", "#define *",
            "//*", "/\\**", "(\\* *\\*)", "class *{*", "}*",
          ])
      ]
    ),
    ([".f", ".for"], [Rule("fortran", fortran), Rule("forth", forth)]),
    ([".fr"], [Rule("forth", [": * *;*", "\\\\ *"])]),
  ]

  private static let others: Part = [
    (
      [".pp"],
      [
        Rule("pascal", ["program *;*", "unit *;*", "procedure *", "uses *", "begin", "end."]),
        Rule(
          "puppet",
          ["class *", "node *", "define *", "include *", "package *{*", "file *{*", "exec *{*", "service *{*", "*=> *"]),
      ]
    )
  ]
}
