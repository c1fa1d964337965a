;;; shows.el --- One sitting with Parlance, with the real server -*- lexical-binding: t; -*-

;;; Commentary:

;; What Parlance does for somebody in Emacs, from the first paste to a language of their own, with the real program:
;; PARLANCE_PROGRAM names it.  What is opened is counted at the server.  Run by ./run.

;;; Code:

(require 'parlance-test-help)

(defconst test-recorder
  (expand-file-name "../../tests/recorder" (file-name-directory (or load-file-name buffer-file-name))))

;; A training takes its time on a busy machine.
(defconst test-training-patience 300)

(defconst test-untagged (concat "# Two blocks\n\n```\n" test-python "```\n\nand\n\n~~~~\n" test-java "~~~~\n"))

(defun test-opened (record)
  "How many documents were opened at the server that RECORD is about."
  (with-temp-buffer
    (when (file-exists-p record)
      (insert-file-contents-literally record))
    (how-many "\"textDocument/didOpen\"" (point-min))))

(defun test-new-buffer (name project)
  "Switch to a new buffer NAME in PROJECT."
  (switch-to-buffer (generate-new-buffer name))
  (setq default-directory project)
  (fundamental-mode)
  (test-pass 0.1))

(defun test-make-project ()
  "Make a project of sixty files in a made-up language; return its directory."
  (let ((project (file-name-as-directory (make-temp-file "project" t))))
    (make-directory (concat project ".git"))
    (dotimes (number 60 project)
      (with-temp-file (format "%stext%d.foo" project number) (insert (test-foolang number))))))

(defun foolang-mode ()
  "A mode for the made-up language."
  (interactive)
  (delay-mode-hooks (prog-mode))
  (setq major-mode 'foolang-mode)
  (run-mode-hooks))

(defun test-sitting (project record)
  "Do all of it in PROJECT; RECORD has what reaches the server."
  (test-new-buffer "code" project)
  (test-paste test-python)
  (test-wait-for-mode 'python-mode)
  (conf-mode)
  (test-paste test-java)
  (test-pass test-settled)
  (should (eq major-mode 'conf-unix-mode))

  (test-new-buffer "prose" project)
  (test-paste test-prose)
  (should (test-wait test-patience (= 2 (test-opened record))))
  (test-pass test-settled)
  (should (eq major-mode 'fundamental-mode))

  (with-temp-file (concat project "page.md") (insert test-untagged))
  (find-file (concat project "page.md"))
  (should (test-wait test-patience (= 2 (length (test-hints)))))
  (should (string-match-p "\\` python >?[0-9]+ %\\'" (cadr (assoc 3 (test-hints)))))
  (parlance-fix-all)
  (should (equal (test-fences) '("```python" "```" "~~~~java" "~~~~")))
  (should (test-wait test-patience (null (test-hints))))
  (save-buffer)

  (parlance-retrain)
  (should (test-wait test-training-patience (test-told-p "New language: foolang")))
  (should (test-told-p "Retraining.*[0-9]%"))
  (test-new-buffer "foo" project)
  (test-paste (concat (test-foolang 77) (test-foolang 93)))
  (test-wait-for-mode 'foolang-mode)

  (test-pass test-settled)
  (should (= 4 (test-opened record))))

(defun test-fences ()
  "The lines of the current buffer that are fences."
  (seq-filter (lambda (line) (string-match-p "\\`[`~]" line)) (split-string (buffer-string) "\n")))

(ert-deftest from-the-first-paste-to-a-language-of-ones-own ()
  (let* ((project (test-make-project))
         (record (make-temp-file "record"))
         (parlance-command (list test-recorder record (getenv "PARLANCE_PROGRAM") "lsp"))
         (parlance-training-labels '((".foo" . "foolang")))
         (parlance-settings '(("training.epochs" . 6) ("training.learningRate" . 0.002)))
         (inhibit-message t)
         pid)
    (global-parlance-mode 1)
    (unwind-protect
        (progn
          (test-sitting project record)
          (setq pid (process-id (jsonrpc--process parlance--connection))))
      (global-parlance-mode -1)
      (delete-directory project t)
      (delete-file record))
    (should (test-wait 5 (null (process-attributes pid))))))

;;; shows.el ends here
