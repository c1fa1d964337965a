# What people and machines run; each target is one thing to know. `make help` lists them.
PREFIX ?= $(HOME)/.local
SWIFT ?= swift
NVIM ?= nvim
EMACS ?= emacs
VIM_EDITOR ?= vim
KAK ?= kak
# Where Scripts/python-tools puts what it installs.
PARLANCE_VENV ?= $(CURDIR)/.venv
# One configuration for everything: the tests run the code that ships, and nothing is built twice.
BUILD = $(SWIFT) build -c release
STRICT = --explicit-target-dependency-import-check error
BIN = .build/release
FORMATTED = Sources Tests Package.swift
INSTALLING = Scripts/install Scripts/package-deb Scripts/check-install Scripts/check-deb \
  Scripts/installation/man-page Scripts/installation/help-tags Scripts/installation/emacs-package

.PHONY: help build demo test check-format check-languages check-editor-names check-replay check-measures check-data check-scripts test-swift test-tensorboard test-transformers test-protocol test-spark test-neon test-neovim test-vscode test-emacs test-vim test-kakoune test-jupyter test-configurations test-install test-deb format install uninstall deb bench clean

help: ## lists the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 21

build: ## builds the program
	@Scripts/setup --check >/dev/null 2>&1 || Scripts/setup
	$(BUILD) $(STRICT) --product parlance

demo: build ## shows the main job in a real editor, on real documents
	@Scripts/demo $(BIN)/parlance

test: check-format check-languages check-editor-names check-replay check-measures check-data check-scripts test-swift test-tensorboard test-transformers test-protocol test-spark test-neon test-neovim test-vscode test-emacs test-vim test-kakoune test-jupyter test-configurations test-install test-deb ## all gates and tests
	@echo "make test: everything passed"

check-format: ## the format gate
	$(SWIFT) format lint --strict --recursive --parallel $(FORMATTED)

check-languages: ## the registry's data file is consistent, and the mapping files are what it makes
	@if command -v python3 >/dev/null; then Scripts/generate-languages --check; \
	else echo "make test: no python3 here, so languages.json was not checked"; fi

check-editor-names: ## the registry's names for languages, against the editors that are installed
	@if ! command -v python3 >/dev/null; then \
	  echo "make test: no python3 here, so the editors' names for languages were not checked"; \
	else NVIM=$(NVIM) VIM_EDITOR=$(VIM_EDITOR) EMACS=$(EMACS) KAK=$(KAK) Scripts/check-editor-names; fi

check-replay: ## the replay set and the examples have their pieces, half and half, and none alike
	@if command -v python3 >/dev/null; then Scripts/check-replay; \
	else echo "make test: no python3 here, so the replay set was not checked"; fi

check-measures: ## the measures of accuracy, on cases whose figures are known
	@if command -v python3 >/dev/null; then Benchmarks/accuracy/tests; \
	else echo "make test: no python3 here, so the measures of Benchmarks/accuracy were not checked"; fi

check-data: ## the scripts that make training data of public projects, on checkouts that are made up
	@if command -v python3 >/dev/null; then python3 -B -W error -m unittest discover -q -s DefaultModel/tests; \
	else echo "make test: no python3 here, so the scripts that make training data were not checked"; fi

test-swift: ## builds with warnings as errors and runs the Swift tests
	$(BUILD) $(STRICT) --build-tests
	$(SWIFT) test -c release --skip-build

test-tensorboard: ## opens a run in the real TensorBoard, where there is one (Scripts/python-tools tensorboard)
	@if ! $(PARLANCE_VENV)/bin/python -c 'import tensorboard' 2>/dev/null; then \
	  echo "make test: NO TENSORBOARD HERE, so that it reads our event files was NOT tested (Scripts/python-tools tensorboard)"; \
	else $(PARLANCE_VENV)/bin/python Scripts/check-tensorboard $(BIN)/parlance; fi

test-neon: ## the kernels for 64-bit ARM, by qemu where this is none
	@if ! Scripts/check-neon --can; then \
	  echo "make test: NO TOOLS FOR 64-BIT ARM HERE, so NEON's kernels were NOT run (install what check-neon names)"; \
	else Scripts/check-neon; fi

test-neovim: ## drives a real headless Neovim with the real server, where there is one
	@if ! command -v $(NVIM) >/dev/null; then \
	  echo "make test: NO NEOVIM HERE, so the end-to-end tests in an editor were NOT run (install neovim)"; \
	else $(BIN)/parlance model && PARLANCE_NVIM=$(NVIM) editors/neovim/tests/run $(BIN)/parlance; fi

test-vscode: ## runs the VS Code extension in a stub of VS Code with the real server, where there is a node
	@if ! command -v node >/dev/null; then \
	  echo "make test: NO NODE HERE, so the VS Code extension was NOT tested (install nodejs and node-typescript)"; \
	else editors/vscode/tests/run $(BIN)/parlance; fi

test-emacs: ## drives a real batch Emacs with the real server, where there is one
	@if ! command -v $(EMACS) >/dev/null; then \
	  echo "make test: NO EMACS HERE, so its package was NOT tested (install emacs-nox)"; \
	else $(BIN)/parlance model && PARLANCE_EMACS=$(EMACS) editors/emacs/tests/run $(BIN)/parlance; fi

test-vim: ## drives a real Vim in a terminal with the real server, where there is one
	@if ! command -v $(VIM_EDITOR) >/dev/null; then \
	  echo "make test: NO VIM HERE, so its plugin was NOT tested (install vim-nox)"; \
	else $(BIN)/parlance model && PARLANCE_VIM=$(VIM_EDITOR) editors/vim/tests/run $(BIN)/parlance; fi

test-kakoune: ## drives real Kakounes with the real program, where there is one
	@if ! command -v $(KAK) >/dev/null || ! command -v python3 >/dev/null; then \
	  echo "make test: NO KAKOUNE HERE, so its script was NOT tested (install kakoune and python3)"; \
	else PARLANCE_KAK=$(KAK) editors/kakoune/tests/run $(BIN)/parlance; fi

test-jupyter: ## Markdown through a real jupyter_server, where there is one (Scripts/python-tools jupyter)
	@if ! $(PARLANCE_VENV)/bin/python -c 'import jupyter_server, jupyter_lsp' 2>/dev/null; then \
	  echo "make test: NO JUPYTER-LSP HERE, so the server was NOT tested through it (Scripts/python-tools jupyter)"; \
	else PARLANCE_VENV=$(PARLANCE_VENV) editors/jupyter/tests/run $(BIN)/parlance; fi

test-configurations: ## the other editors' files: their formats, their settings, the server started as they say
	@if ! command -v python3 >/dev/null; then \
	  echo "make test: NO PYTHON3 HERE, so the configuration files for editors were NOT checked"; \
	else editors/tests/check-configurations $(BIN)/parlance \
	  && python3 -B -W error -m unittest discover -q -s editors/sublime/tests; fi

check-scripts: ## the scripts that install and package, by shellcheck, where there is one
	@if ! command -v shellcheck >/dev/null; then \
	  echo "make test: NO SHELLCHECK HERE, so the scripts that install and package were NOT checked (install shellcheck)"; \
	else shellcheck -x $(INSTALLING); fi

test-install: ## installs into a temporary home, where editors, manual and shells have to find it; uninstalls
	@PARLANCE_NVIM=$(NVIM) PARLANCE_EMACS=$(EMACS) PARLANCE_VIM=$(VIM_EDITOR) Scripts/check-install $(BIN)/parlance

test-deb: ## makes the Debian package, unpacks it and checks it, where there are the tools
	@if ! command -v dpkg-shlibdeps >/dev/null; then \
	  echo "make test: NO DPKG-DEV HERE, so the Debian package was NOT tested (install dpkg-dev)"; \
	else PARLANCE_NVIM=$(NVIM) PARLANCE_EMACS=$(EMACS) PARLANCE_VIM=$(VIM_EDITOR) Scripts/check-deb $(BIN)/parlance; fi

test-transformers: ## what we save transformers loads, and the other way round, where Scripts/python-tools installed it
	@if ! $(PARLANCE_VENV)/bin/python -c 'import torch, transformers' 2>/dev/null; then \
	  echo "make test: NO TRANSFORMERS HERE, so the exchange with it was NOT checked (Scripts/python-tools reference)"; \
	else $(PARLANCE_VENV)/bin/python Scripts/check-transformers $(BIN)/parlance; fi

test-protocol: ## real editors' capabilities against the real server, where there is pytest-lsp (Scripts/python-tools protocol)
	@if ! $(PARLANCE_VENV)/bin/python -c 'import pytest_lsp' 2>/dev/null; then \
	  echo "make test: NO PYTEST-LSP HERE, so the server was NOT checked with real editors' capabilities (Scripts/python-tools protocol)"; \
	else $(PARLANCE_VENV)/bin/python Scripts/check-pytest-lsp $(BIN)/parlance; fi

test-spark: ## the program as a filter in a real Apache Spark, where there are PySpark (Scripts/python-tools spark) and Java
	@if ! $(PARLANCE_VENV)/bin/python -c 'import pyspark' 2>/dev/null; then \
	  echo "make test: NO PYSPARK HERE, so the program was NOT tested as a filter in Apache Spark (Scripts/python-tools spark)"; \
	elif ! command -v java >/dev/null; then \
	  echo "make test: NO JAVA HERE, so the program was NOT tested as a filter in Apache Spark (install default-jre-headless)"; \
	else $(PARLANCE_VENV)/bin/python Scripts/check-spark $(BIN)/parlance; fi

format: ## formats all Swift files in place
	$(SWIFT) format --in-place --recursive --parallel $(FORMATTED)

install: build ## puts program, model, manual and the editors' files below PREFIX (default ~/.local; DESTDIR goes in front)
	@Scripts/install $(BIN)/parlance "$(PREFIX)"

uninstall: ## removes what install put below PREFIX, save what was changed since
	@Scripts/install --remove "$(PREFIX)"

deb: build ## makes a Debian package in dist/
	@Scripts/package-deb $(BIN)/parlance

bench: ## builds the measurements; Benchmarks/README.md says how to run them
	$(BUILD) --product parlance
	$(BUILD) --product parlance-bench
	@$(BIN)/parlance-bench --help

clean: ## removes the build folder
	rm -rf .build
