;;; parlance-test-help.el --- What the tests of Parlance share -*- lexical-binding: t; -*-

;;; Commentary:

;; A spy on what is sent, and waiting.

;;; Code:

(require 'ert)
(require 'cl-lib)
(require 'parlance)

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

(provide 'parlance-test-help)
;;; parlance-test-help.el ends here
