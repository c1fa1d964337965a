import Corpus
import Testing

@Suite("Labels of files")
struct LabelTests {
  private func label(_ name: String, _ text: String, mapping: [String] = []) throws -> String? {
    let tree = try CorpusTree([name: text, "always.zig": "always"])
    let result = try tree.build {
      $0.layout = .workspace
      for entry in mapping {
        let isTaken = $0.mapping.add(entry)
        #expect(isTaken, "\(entry)")
      }
    }
    return result.all.first { $0.group == name }?.language
  }

  @Test(
    "by name, extension, shebang and modeline",
    arguments: [
      ("Makefile", "all:\n", "makefile"), ("a.py", "x = 1\n", "python"), ("A.PY", "x = 1\n", "python"),
      ("run", "#!/usr/bin/env python3\nx = 1\n", "python"), ("run.sh", "#!/bin/bash\n:\n", "shellscript"),
      ("run.cgi", "#!/usr/bin/perl -w\nmy $x;\n", "perl"),
      ("run.tcl", "#!/bin/sh\n# \\\nexec wish \"$0\" \"$@\"\nputs 1\n", "tcl"),
      ("x.ts", "#!/usr/bin/env node\nlet x\n", "typescript"),
      ("odd", "# vim: set ft=ruby :\nx = 1\n", "ruby"), ("odd", "x\n// vim: ts=2:ft=c\n", "c"),
      ("odd", "-- -*- mode: haskell; tab-width: 2 -*-\nx\n", "haskell"), ("odd.txt", "// -*- C++ -*-\nx\n", "cpp"),
      ("odd", "x\n# Local Variables:\n# mode: python\n# End:\n", "python"),
      ("odd", "# -*- shell-script -*-\n:\n", "shellscript"), ("a.html.erb", "<p></p>\n", "erb"),
    ])
  func known(name: String, text: String, language: String) throws {
    #expect(try label(name, text) == language)
  }

  @Test(
    "nothing names a language",
    arguments: [
      ("odd", "x = 1\n"), ("a.unknownthing", "x\n"), ("odd", "see vim:ft=nothing\n"),
      ("odd", "# -*- coding: utf-8 -*-\n"),
      ("a.tab", "a\tb\n1\t2\n"), ("a.app", "{\n  \"a\": 1\n}\n"),
      ("odd", "movim: ft=c\n"), ("odd", "#!\n"), ("odd", "#!/usr/bin/env\n"),
    ])
  func unknown(name: String, text: String) throws {
    #expect(try label(name, text) == nil)
  }

  @Test(
    "extensions that several languages share: by what the text has",
    arguments: [
      ("a.h", "#ifndef A\n#define A\ntypedef struct a a;\n#endif\n", "c"),
      ("a.h", "#pragma once\nnamespace a {\nclass B;\n}\n", "cpp"),
      ("a.h", "#import <Foundation/Foundation.h>\n@interface A : NSObject\n@end\n", "objective-c"),
      ("a.m", "function y = f(x)\n  y = x;\nend\n", "matlab"), ("a.m", "@implementation A\n@end\n", "objective-c"),
      ("a.m", ":- module a.\n:- interface.\n", "mercury"), ("a.m", "(* a *)\nf[x_] := x + 1\n", "wolfram"),
      ("a.v", "module a(input b);\nendmodule\n", "verilog"), ("a.v", "Lemma a : True.\nProof. auto. Qed.\n", "coq"),
      ("a.v", "module main\n\nfn main() {\n\tprintln('a')\n}\n", "v"),
      ("a.pl", "use strict;\nmy $x = 1;\n", "perl"), ("a.pl", "p(X) :- q(X).\n", "prolog"),
      ("a.pl", "p(X) :-\n  q(X).\n", "prolog"), ("a.pl", "use v6;\nsay 1;\n", "raku"),
      ("a.rs", "fn main() {}\n", "rust"), ("a.rs", "<?xml version=\"1.0\"?>\n<a/>\n", "xml"),
      ("a.ts", "export const a = 1\n", "typescript"), ("a.ts", "<?xml version=\"1.0\"?>\n<TS version=\"2\"/>\n", "xml"),
      ("a.tsx", "export const A = () => <p/>\n", "tsx"),
      ("a.cl", "(defun f (x)\n  (* x x))\n", "commonlisp"), ("a.p", "set xrange [0:1]\nplot sin(x)\n", "gnuplot"),
      ("a.r", "REBOL [Title: {a}]\nprint 1\n", "red"), ("a.r", "x <- c(1, 2)\n", "r"),
      ("a.app", "{application, a, []}.\n", "erlang"), ("a.app", "<?xml version=\"1.0\"?>\n<a/>\n", "xml"),
      ("a.tab", "<?xml version=\"1.0\"?>\n<a/>\n", "xml"), ("a.tab", "CREATE TABLE a (b int);\n", "sql"),
      ("a.res", "@react.component\nlet make = () =>\n  <p />\n", "rescript"), ("a.res", "<root>\n</root>\n", "xml"),
      ("a.cls", "\\ProvidesClass{a}\n", "latex"), ("a.cls", "public with sharing class A {\n}\n", "apex"),
      ("a.cls", "VERSION 1.0 CLASS\nAttribute VB_Name = \"A\"\n", "vba"),
      ("a.fs", "module A\nlet x = 1\n", "fsharp"), ("a.fs", ": square dup * ;\n", "forth"),
      ("a.fs", "#version 330\nvoid main() {}\n", "glsl"),
      ("a.ml", "let rec f x = f x\n", "ocaml"), ("a.ml", "structure A = struct end\n", "sml"),
      ("a.d", "import std.stdio;\nvoid main() {}\n", "d"), ("a.d", "a.o: a.c a.h\n", "makefile"),
      ("a.inc", "<?php\n$x = 1;\n", "php"), ("a.sql", "SELECT 1;\n", "sql"),
      ("a.sql", "CREATE TABLE a (b VARCHAR2(10));\n", "plsql"), ("a.pp", "class a {\n}\n", "puppet"),
      ("a.pp", "unit a;\ninterface\n", "pascal"), ("a.cs", "namespace A;\n", "csharp"),
      ("a.f", "      SUBROUTINE A\n      END\n", "fortran"), ("a.php", "<?hh\nfunction f() {}\n", "hack"),
      ("a.h", "#include <ctype.h>\nint f(int);\n", "c"),
      ("a.mm", "#import <A.h>\n@implementation A\n@end\n", "objective-c"),
      ("a.gml", "\n<gml/>\n", "xml"), ("a.txt", "A word to the reader.\n", "plaintext"),
    ])
  func shared(name: String, text: String, language: String) throws {
    #expect(try label(name, text) == language)
  }

  @Test(
    "a text that says nothing is left out and counted",
    arguments: [
      ("a.h", "hello\n"), ("a.m", "hello\n"), ("a.v", "hello\n"), ("a.pl", "hello\n"), ("a.rs", "hello\n"),
      ("a.inc", "hello\n"), ("a.gml", "hello\n"), ("a.p", "update a\n  set b = 1;\n"),
      ("a.cl", "__kernel void f(__global int *a) {\n  (*a)++;\n}\n"), ("a.cl", "float a =\n  (b * c);\n}\n"),
      ("a.cl", "(* a class of Cool *)\nclass A {\n};\n"),
      ("a.r", "/* a REXX program */\nsay 1\n"),
    ])
  func ambiguous(name: String, text: String) throws {
    let tree = try CorpusTree([name: text, "always.zig": "always"])
    let result = try tree.build()
    #expect(result.labels == ["always.zig zig"])
    #expect(result.skipped(.ambiguousLanguage) == 1)
  }

  @Test("a language of the user's own, by extension or name, outweighs all else")
  func mapping() throws {
    #expect(try label("a.foo", "x\n", mapping: [".foo=foolang"]) == "foolang")
    #expect(try label("a.bar.foo", "x\n", mapping: [".foo=foolang", ".bar.foo=barlang"]) == "barlang")
    #expect(try label("a.h", "int x;\n", mapping: [".h=C++"]) == "cpp")
    #expect(try label("Jobs", "x\n", mapping: ["Jobs=groovy"]) == "groovy")
    var mapping = LabelMapping()
    for wrong in ["foo", "=foo", ".foo=", ""] {
      let isTaken = mapping.add(wrong)
      #expect(!isTaken, "\(wrong)")
    }
  }

  @Test("a name that the registry does not know is a language of the user's own, and told with its first file")
  func ownLanguages() throws {
    let tree = try CorpusTree([
      "a/.gitattributes":
        "*.foo linguist-language=foolang\n*.py linguist-language=Pyhton\n*.bar linguist-language=C++\n",
      "a/1.foo": "one\n", "a/2.foo": "two\n", "a/x.py": "x = 1\n", "a/x.bar": "int x;\n", "b/x.py": "y = 2\n",
      "c.unknownthing": "x\n",
    ])
    let result = try tree.build { $0.layout = .workspace }
    let own = ["foolang": "\(tree.path)/a/1.foo", "Pyhton": "\(tree.path)/a/x.py"]
    #expect(result.report.ownLanguages == own)
    #expect(
      result.labels == ["a/1.foo foolang", "a/2.foo foolang", "a/x.bar cpp", "a/x.py Pyhton", "b/x.py python"])
    #expect(result.skipped(.unknownLanguage) > 0)
  }

  @Test(
    "names of languages", arguments: [("C++", "cpp"), ("Emacs-Lisp", "emacs-lisp"), ("py", "python"), ("Q#x", "Q#x")])
  func names(name: String, label: String) { #expect(LabelNames.label(name) == label) }
}
