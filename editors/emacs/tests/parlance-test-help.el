;;; parlance-test-help.el --- What the tests of Parlance share -*- lexical-binding: t; -*-

;;; Commentary:

;; What is pasted, a spy on what is sent and said, and waiting.

;;; Code:

(require 'ert)
(require 'cl-lib)
(require 'parlance)

;; The first answer waits for the process to start; later ones for the pause in the typing.
(defconst test-patience 20)
(defconst test-settled 1.2)

(defconst test-directory (file-name-directory (or load-file-name buffer-file-name)))

(defun test-text (name)
  "The text NAME of those that the tests of all editors share."
  (with-temp-buffer
    (insert-file-contents (expand-file-name (concat "../../tests/texts/" name) test-directory))
    (buffer-string)))

(defconst test-python (test-text "words.py"))
(defconst test-rust (test-text "inventory.rs"))
(defconst test-prose (test-text "letter.txt"))

(defconst test-java "package org.example.inventory;

import java.util.HashMap;
import java.util.Map;

public final class Inventory {
    private final Map<String, Integer> items = new HashMap<>();

    public void add(String name, int count) {
        items.merge(name, count, Integer::sum);
    }

    @Override
    public String toString() {
        return \"Inventory\" + items;
    }
}
")

(defvar test-sent nil "What was sent: (METHOD . PARAMS), the last first.")

(defun test-spy (_connection &rest message)
  "Note MESSAGE if it is a request or a notification."
  (when (plist-get message :method)
    (push (cons (intern (string-remove-prefix ":" (format "%s" (plist-get message :method))))
                (plist-get message :params))
          test-sent)))

(advice-add 'jsonrpc-connection-send :before #'test-spy)

(defun test-sent (method)
  "The parameters of all messages METHOD that were sent, the first first."
  (cl-loop for (name . params) in (reverse test-sent)
           when (eq name method) collect params))

(defmacro test-wait (seconds &rest condition)
  "Wait until CONDITION holds, SECONDS at most; return what it returned."
  (declare (indent 1))
  `(let ((end (+ (float-time) ,seconds)) value)
     (while (and (not (setq value (progn ,@condition))) (< (float-time) end))
       (accept-process-output nil 0.02))
     value))

(defun test-pass (seconds)
  "Let SECONDS pass, in which something must not happen."
  (test-wait seconds nil))

(defun test-undo ()
  "Undo one step."
  (undo-boundary)
  (let ((last-command 'ignore))
    (undo)))

(defun test-hints ()
  "What the hints in the current buffer say, with the lines that they stand on."
  (mapcar (lambda (overlay)
            (list (line-number-at-pos (overlay-start overlay))
                  (substring-no-properties (overlay-get overlay 'after-string))))
          (seq-filter (lambda (overlay) (overlay-get overlay 'parlance-hint))
                      (overlays-in (point-min) (point-max)))))

(defvar test-messages nil "What was shown, the last first.")
(advice-add 'message :before
            (lambda (format &rest arguments)
              (when format (push (apply #'format-message format arguments) test-messages))))

(defun test-told-p (pattern)
  "Whether a message that matches PATTERN was shown."
  (cl-some (lambda (message) (string-match-p pattern message)) test-messages))

(defun test-paste (text)
  "Paste TEXT where point is."
  (kill-new text)
  (yank))

(defun test-wait-for-mode (mode)
  "Wait until the major mode is MODE."
  (test-wait test-patience (eq major-mode mode))
  (should (eq major-mode mode)))

(defun test-tags ()
  "What stands behind the fences of the current buffer."
  (save-excursion
    (goto-char (point-min))
    (cl-loop while (re-search-forward "^```\\(.*\\)$" nil t) collect (match-string 1))))

(defun test-foolang (number)
  "A text in a language that nobody has, by NUMBER."
  (let* ((nouns ["apple" "crate" "ledger" "garden" "lamp" "river" "ticket" "wagon"])
         (verbs ["open" "close" "fetch" "count" "merge" "split" "paint" "tidy" "weigh" "label"])
         (noun (aref nouns (% number 8))) (other (aref nouns (% (1+ (* 3 number)) 8)))
         (verb (aref verbs (% number 10))))
    (concat (format "§ chapter %s_%s%d\ngrant %s <~ shelf \"%s\" ;;\n" verb noun number other other)
            (format "verb %s! «%s, %s» ~>\n    given %s ≽ %d : say \"%s %s\" ;;\n"
                    verb noun other noun (1+ number) verb noun)
            (format "    otherwise : hush %s ~~ %d ;;\nfin §\n" other number))))

(provide 'parlance-test-help)
;;; parlance-test-help.el ends here
