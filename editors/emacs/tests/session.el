;;; session.el --- Parlance with the real server and the real model -*- lexical-binding: t; -*-

;;; Commentary:

;; PARLANCE_PROGRAM is the program.  Run by ./run.

;;; Code:

(require 'parlance-test-help)

(defconst test-program (getenv "PARLANCE_PROGRAM"))

(defun test-server-pids ()
  "The processes of the servers that run."
  (and parlance--connection (list (process-id (jsonrpc--process parlance--connection)))))

(defmacro test-session (name &rest body)
  "Define the test NAME: BODY runs in a new buffer without a file, with a new server.
Afterwards no server may be left."
  (declare (indent 1))
  `(ert-deftest ,name ()
     (let ((parlance-command (list test-program "lsp"))
           (default-directory temporary-file-directory)
           (buffer (generate-new-buffer "paper"))
           (before (buffer-list))
           pids)
       (setq test-sent nil test-messages nil parlance--failure nil parlance--missing nil)
       (unwind-protect
           (progn
             (global-parlance-mode 1)
             (switch-to-buffer buffer)
             (setq default-directory temporary-file-directory)
             (fundamental-mode)
             (test-pass 0.1)
             ,@body
             (setq pids (test-server-pids)))
         (dolist (other (cons buffer (cl-set-difference (buffer-list) before)))
           (when (and (buffer-live-p other) (not (string-match-p "\\` \\|stderr" (buffer-name other))))
             (with-current-buffer other (set-buffer-modified-p nil))
             (let (kill-buffer-query-functions) (kill-buffer other))))
         (global-parlance-mode -1))
       (dolist (pid pids)
         (should (test-wait 5 (null (process-attributes pid))))))))

(test-session nothing-starts-without-a-text
  (test-pass 0.5)
  (should-not parlance--connection))

(test-session pasted-code-gets-its-mode
  (test-paste test-python)
  (test-wait-for-mode 'python-mode)
  (test-pass test-settled)
  (should (eq major-mode 'python-mode))
  (should (= 1 (length (test-sent 'textDocument/didOpen))))
  (should-not (test-sent 'parlance/languageChosen))
  (should (string-match-p "Python >?[0-9]+%%" (parlance--lighter))))

(test-session typed-code-gets-its-mode
  (dolist (line (split-string test-java "\n"))
    (insert line "\n")
    (test-pass 0.02))
  (test-wait-for-mode 'java-mode)
  (should (= 1 (length (test-sent 'textDocument/didOpen))))
  (insert "// one more\n")
  (test-pass test-settled)
  (should (eq major-mode 'java-mode)))

(test-session pasted-prose-stays-as-it-is
  (test-paste test-prose)
  (should (test-wait test-patience (test-sent 'textDocument/didOpen)))
  (test-pass (+ 1 test-settled))
  (should (eq major-mode 'fundamental-mode)))

(test-session a-mode-of-the-user-stays
  (test-paste test-python)
  (test-wait-for-mode 'python-mode)
  (conf-mode)
  (test-paste test-java)
  (test-paste test-java)
  (test-pass test-settled)
  (should (eq major-mode 'conf-unix-mode))
  (should (equal (parlance--lighter) ""))
  (should (= 1 (length (test-sent 'parlance/languageChosen))))
  (should (= 1 (length (test-sent 'textDocument/didOpen)))))

(test-session text-mode-is-a-choice-too
  (test-paste test-python)
  (test-wait-for-mode 'python-mode)
  (text-mode)
  (test-paste test-java)
  (test-pass test-settled)
  (should (eq major-mode 'text-mode))
  (should (equal "plaintext" (plist-get (car (test-sent 'parlance/languageChosen)) :languageId))))

(test-session a-language-without-a-mode-is-told-once
  (test-paste test-rust)
  (should (test-wait test-patience (test-told-p "this is Rust.*rust-mode")))
  (should (eq major-mode 'fundamental-mode))
  (cl-letf (((symbol-function 'completing-read)
             (lambda (_prompt choices &rest _) (caar choices)))
            ((symbol-function 'rust-mode) #'prog-mode))
    (parlance-choose))
  (should (eq major-mode 'prog-mode))
  (should (= 1 (length (test-sent 'parlance/languageChosen)))))

(test-session two-buffers-get-a-mode-each
  (test-paste test-python)
  (test-wait-for-mode 'python-mode)
  (let ((first (current-buffer)))
    (switch-to-buffer "another paper")
    (test-paste test-java)
    (test-wait-for-mode 'java-mode)
    (should (eq 'python-mode (buffer-local-value 'major-mode first)))
    (should (= 2 (length (delete-dups (mapcar (lambda (params) (plist-get (plist-get params :textDocument) :uri))
                                              (test-sent 'textDocument/didOpen))))))))

(test-session a-buffer-that-no-mode-was-called-in-is-seen-when-it-is-shown
  (switch-to-buffer (generate-new-buffer "another"))
  ;; What a redisplay does, which batch Emacs has not.
  (run-hook-with-args 'window-buffer-change-functions (selected-frame))
  (test-paste test-python)
  (test-wait-for-mode 'python-mode))

(test-session describe-says-what-it-is
  (test-paste test-python)
  (test-wait-for-mode 'python-mode)
  (goto-char (point-min))
  (parlance-describe)
  (should (test-wait test-patience (get-buffer "*Parlance*")))
  (with-current-buffer "*Parlance*"
    (should (string-match-p "Python" (buffer-string)))))

(test-session only-a-suggestion-where-the-settings-say-so
  (let ((parlance-detection-mode "suggest"))
    (test-paste test-python)
    (should (test-wait test-patience (test-told-p "looks like Python")))
    (should (eq major-mode 'fundamental-mode))
    (parlance-accept)
    (should (eq major-mode 'python-mode))))

(test-session settings-reach-a-running-server
  (test-paste test-prose)
  (should (test-wait test-patience (test-sent 'textDocument/didOpen)))
  (unwind-protect
      (progn
        (customize-set-variable 'parlance-languages-exclude '("python"))
        (erase-buffer)
        (test-paste test-python)
        (test-pass (+ 1 test-settled))
        (should-not (eq major-mode 'python-mode)))
    (customize-set-variable 'parlance-languages-exclude 'default)))

(test-session a-file-without-a-mode-is-detected-and-one-with-a-mode-is-left-alone
  (let ((plain (make-temp-file "paper")) (named (make-temp-file "paper" nil ".py")))
    (unwind-protect
        (progn
          (with-temp-file plain (insert test-python))
          (with-temp-file named (insert test-java))
          (find-file named)
          (test-pass 0.3)
          (should (eq major-mode 'python-mode))
          (should-not parlance--connection)
          (find-file plain)
          (test-wait-for-mode 'python-mode)
          (should (equal (concat "file://" plain)
                         (plist-get (plist-get (car (test-sent 'textDocument/didOpen)) :textDocument) :uri))))
      (delete-file plain)
      (delete-file named))))

(test-session a-buffer-that-gets-a-name-is-settled
  (test-paste test-python)
  (test-wait-for-mode 'python-mode)
  (let ((file (concat (make-temp-name (expand-file-name "paper" temporary-file-directory)) ".py")))
    (unwind-protect
        (progn
          (write-file file)
          (erase-buffer)
          (test-paste test-java)
          (test-pass test-settled)
          (should (eq major-mode 'python-mode))
          (should (= 1 (length (test-sent 'textDocument/didOpen))))
          (should (= 1 (length (test-sent 'textDocument/didClose)))))
      (delete-file file))))

(test-session a-killed-server-is-told-of-once-and-comes-back-when-asked
  (test-paste test-prose)
  (should (test-wait test-patience (test-sent 'textDocument/didOpen)))
  ;; What the server asks for at its start is answered by then: an answer to a dead process is an error in the process
  ;; filter, of which Emacs tells the user, and by which ERT ends the test.
  (test-pass 0.5)
  (signal-process (car (test-server-pids)) 'KILL)
  (should (test-wait test-patience (null parlance--connection)))
  (insert "more")
  (test-pass 0.3)
  (should-not parlance--connection)
  (should (test-told-p "parlance-restart"))
  (erase-buffer)
  (test-paste test-python)
  (parlance-restart)
  (test-wait-for-mode 'python-mode))

(ert-deftest a-server-whose-emacs-was-killed-ends ()
  (let* ((file (make-temp-file "pid"))
         (package (file-name-directory (locate-library "parlance")))
         (child (start-process
                 "emacs" nil (expand-file-name invocation-name invocation-directory) "-Q" "--batch"
                 "-L" package "-l" "parlance"
                 "--eval" (format "(setq parlance-command '(%S \"lsp\"))" test-program)
                 "--eval" "(global-parlance-mode)"
                 "--eval" "(progn (switch-to-buffer \"paper\") (fundamental-mode) (sit-for 0.1) (insert \"some text of mine\"))"
                 "--eval" "(while (not (parlance--running-p)) (accept-process-output nil 0.05))"
                 "--eval" (format "(write-region (number-to-string (process-id (jsonrpc--process parlance--connection))) nil %S)" file)
                 "--eval" "(while t (accept-process-output nil 1))"))
         pid)
    (unwind-protect
        (progn
          (should (test-wait test-patience (> (file-attribute-size (file-attributes file)) 0)))
          (setq pid (with-temp-buffer (insert-file-contents file) (string-to-number (buffer-string))))
          (should (process-attributes pid))
          (signal-process child 'KILL)
          (should (test-wait 5 (null (process-attributes pid)))))
      (delete-process child)
      (delete-file file))))

(defconst test-markdown (concat "# How to count

First the words:

```
" test-python "```

Then the things:

```
" test-java "```

That is all.
"))

(defmacro test-with-file (name text &rest body)
  "Run BODY in a buffer that visits a new file whose name ends in NAME, with TEXT."
  (declare (indent 2))
  `(let ((file (make-temp-file "paper" nil ,name)))
     (unwind-protect
         (progn
           (with-temp-file file (insert ,text))
           (find-file file)
           ,@body)
       (delete-file file))))

(defun test-diagnostics ()
  "The messages that Flymake has of the current buffer."
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(test-session code-blocks-without-a-tag-are-shown-and-tagged
  (test-with-file ".md" test-markdown
    (test-pass 0.2)
    (should flymake-mode)
    (flymake-start)
    (should (test-wait test-patience (= 2 (length (test-diagnostics)))))
    (should (cl-some (lambda (text) (string-match-p "Python" text)) (test-diagnostics)))
    (should (cl-some (lambda (text) (string-match-p "Java" text)) (test-diagnostics)))
    (setq buffer-undo-list nil)
    (parlance-tag-code-blocks)
    (should (test-wait test-patience (equal (test-tags) '("python" "" "java" ""))))
    (should (test-wait test-patience (test-told-p "2 code blocks tagged, 0 left")))
    (should (test-wait test-patience (null (test-diagnostics))))
    (test-undo)
    (should (equal (buffer-string) test-markdown))
    (should (= 1 (length (test-sent 'textDocument/didOpen))))))

(test-session one-code-block-is-tagged-by-its-quick-fix
  (test-with-file ".md" test-markdown
    (test-pass 0.2)
    (should (test-wait test-patience (= 2 (length (parlance--document-diagnostics parlance--document)))))
    (goto-char (point-min))
    (search-forward "```")
    (cl-letf (((symbol-function 'completing-read)
               (lambda (_prompt titles &rest _)
                 (cl-find-if (lambda (title) (string-match-p "python" title)) (mapcar #'car titles)))))
      (parlance-code-action (line-beginning-position) (line-end-position)))
    (should (test-wait test-patience (equal (test-tags) '("python" "" "" ""))))
    (should (test-wait test-patience
              (= 1 (length (parlance--document-diagnostics parlance--document)))))))

(test-session a-code-block-is-described
  (test-with-file ".md" test-markdown
    (test-pass 0.2)
    (should (test-wait test-patience (test-sent 'textDocument/didOpen)))
    (search-forward "HashMap")
    (parlance-describe)
    (should (test-wait test-patience
              (and (get-buffer "*Parlance*")
                   (with-current-buffer "*Parlance*" (string-match-p "Java" (buffer-string))))))))

(test-session tags-are-completed
  (test-with-file ".md" test-markdown
    (test-pass 0.2)
    (should (test-wait test-patience (test-sent 'textDocument/didOpen)))
    (goto-char (point-min))
    (search-forward "```")
    (let ((completion (parlance-completion-at-point)))
      (should (equal (list (point) (point)) (seq-take completion 2)))
      (should (equal "python" (car (all-completions "" (nth 2 completion))))))
    (forward-line)
    (should-not (parlance-completion-at-point))))

(defconst test-readme "# Inventory

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

stock = Inventory(\"stock.json\")
stock.add(\"apple\", count=3)
for name, count in stock.items():
    print(f\"{name}: {count}\")
```

> **Note**: the file is written *at once*. See [CONTRIBUTING](CONTRIBUTING.md) for how to help.
")

(test-session pasted-markdown-is-served-where-there-is-a-mode-for-it
  (cl-letf (((symbol-function 'markdown-mode)
             (lambda ()
               (interactive)
               (delay-mode-hooks (text-mode))
               (setq major-mode 'markdown-mode)
               (run-mode-hooks 'markdown-mode-hook))))
    (test-paste test-readme)
    (test-wait-for-mode 'markdown-mode)
    (should (test-wait test-patience (= 1 (length (parlance--document-diagnostics parlance--document)))))
    (should (equal '("plaintext" "markdown")
                   (mapcar (lambda (params) (plist-get (plist-get params :textDocument) :languageId))
                           (test-sent 'textDocument/didOpen))))
    (should-not (test-sent 'parlance/languageChosen))))

(defmacro test-in-project (&rest body)
  "Run BODY with the current buffer in a project of 60 files in a made-up language.
Six epochs are enough for them."
  `(let* ((project (file-name-as-directory (make-temp-file "project" t)))
          (parlance-training-labels '((".foo" . "foolang")))
          (parlance-settings '(("training.epochs" . 6) ("training.learningRate" . 0.002))))
     (make-directory (concat project ".git"))
     (dotimes (number 60)
       (with-temp-file (format "%stext%d.foo" project number) (insert (test-foolang number))))
     (setq default-directory project)
     (unwind-protect
         (cl-letf (((symbol-function 'foolang-mode)
                    (lambda () (interactive) (delay-mode-hooks (prog-mode))
                      (setq major-mode 'foolang-mode) (run-mode-hooks))))
           ,@body)
       (parlance--stop)
       (setq default-directory temporary-file-directory)
       (delete-directory project t))))

(test-session the-language-of-a-project-is-learned-and-detected
  (test-in-project
   (parlance-retrain t)
   (should (test-told-p "epoch [0-9]+ of 6"))
   (should (test-wait test-patience (test-told-p "New language: foolang")))
   (should (file-exists-p (concat project ".parlance/model")))
   (test-paste (concat (test-foolang 77) (test-foolang 93)))
   (test-wait-for-mode 'foolang-mode)
   (should (= 1 (length (test-sent 'textDocument/didOpen))))
   (cl-letf (((symbol-function 'browse-url) (lambda (url &rest _) (message "browse %s" url))))
     (parlance-show-training-report)
     (should (test-wait test-patience (test-told-p "browse file://.*report.html"))))
   (parlance-show-model)
   (should (test-wait test-patience (test-told-p "188 languages")))
   (parlance-rollback-model)
   (should (test-wait test-patience (test-told-p "what answers now is")))
   (setq test-messages nil)
   (parlance-show-model)
   (should (test-wait test-patience (test-told-p "187 languages")))))

(test-session a-training-that-is-cancelled-leaves-the-model-as-it-was
  (test-in-project
   (parlance-retrain)
   (should-error (parlance-retrain) :type 'user-error)
   (should (test-wait test-patience (test-told-p "Retraining.*[0-9]%")))
   (parlance-cancel-training)
   (should (test-wait test-patience (null parlance--training)))
   (should (test-told-p "no training: .*cancelled"))
   (should-not (file-exists-p (concat project ".parlance/model")))
   (should-error (parlance-cancel-training) :type 'user-error)))

(test-session a-quit-stops-the-training-that-is-waited-for
  (test-in-project
   (run-at-time 3 nil (lambda () (setq quit-flag t)))
   (parlance-retrain t)
   (should (test-wait test-patience (null parlance--training)))
   (should (test-told-p "no training: .*cancelled"))
   (should-not (file-exists-p (concat project ".parlance/model")))))

(test-session no-training-without-a-project
  (should-error (parlance-retrain) :type 'user-error)
  (should-not parlance--connection))

(test-session corrections-are-kept-and-forgotten-where-that-is-switched-on
  (test-in-project
   (let ((parlance-learn-from-corrections t)
         (file (concat project ".parlance/corrections.jsonl")))
     (test-paste test-python)
     (test-wait-for-mode 'python-mode)
     (ruby-mode)
     (should (test-wait test-patience (file-exists-p file)))
     (should (test-wait test-patience
               (with-temp-buffer (insert-file-contents file) (search-forward "\"ruby\"" nil t))))
     (parlance-forget-corrections)
     (should (test-wait test-patience (test-told-p "1 correction"))))))

;;; session.el ends here
