;;; parlance.el --- Tells which programming language a text is in -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The Parlance authors

;; Author: The Parlance authors
;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1") (jsonrpc "1.0.14"))
;; Keywords: languages, tools, convenience
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Text goes into a buffer without a file, typed or pasted, and the buffer gets its major mode by itself.  Prose is left
;; alone.  In Markdown, code blocks without a tag are found, named and tagged.  Nothing leaves the machine.  Needs the
;; program `parlance'.
;;
;;   (require 'parlance)
;;   (global-parlance-mode)
;;
;; `parlance-describe' says what the text at point is in, and how sure that is.  A mode that you set ends detection in
;; that buffer.  README.md beside this file has the rest.

;;; Code:

(require 'subr-x)
(require 'parlance-client)
(require 'parlance-detection)
(require 'parlance-hints)
(require 'parlance-markdown)
(require 'parlance-training)

(defun parlance--lighter ()
  "The mode line's words about the current buffer."
  (let* ((answer (and parlance--document (parlance--document-answer parlance--document)))
         (language (plist-get answer :language)))
    (cond ((or (null parlance--document) (parlance--document-ended parlance--document)) "")
          ((and parlance--failure (null parlance--connection)) " Parlance:off")
          ((or (null language) (parlance--document-settled parlance--document)) " Parlance")
          (t (format " %s %s%%%%%s" (plist-get language :name)
                     (string-remove-suffix " %" (parlance--percent (plist-get answer :confidence)))
                     (if (equal (plist-get answer :decision) "suggest") "?" ""))))))

;;;###autoload
(define-minor-mode parlance-mode
  "Let Parlance find out which language the text of this buffer is in."
  :lighter (:eval (parlance--lighter))
  :group 'parlance
  (cond ((not parlance-mode) (parlance--unwatch))
        (parlance--document)
        ((parlance--candidate-p)
         (add-hook 'after-change-major-mode-hook #'parlance--mode-changed)
         (parlance--watch))
        (t (setq parlance-mode nil)
           (parlance--tell "this buffer has a language already"))))
(put 'parlance-mode 'permanent-local t)

(defun parlance--consider (buffer)
  "Watch BUFFER if nobody has said its language."
  (when (buffer-live-p buffer)
    (with-current-buffer buffer
      (unless (or parlance-mode parlance--document (not (parlance--candidate-p)))
        (parlance-mode 1)))))

(defun parlance--consider-later ()
  "Watch the current buffer, if so, when Emacs has set its mode."
  (when (parlance--ordinary-p)
    (run-at-time 0 nil #'parlance--consider (current-buffer))))

(defun parlance--consider-shown (frame)
  "Watch the buffers in FRAME, if so: a new one may have had no mode's call."
  (dolist (window (window-list frame 'no-minibuffer))
    (parlance--consider (window-buffer window))))

;;;###autoload
(define-minor-mode global-parlance-mode
  "Let Parlance watch Markdown and every buffer without a language."
  :global t
  :group 'parlance
  (cond (global-parlance-mode
         (add-hook 'after-change-major-mode-hook #'parlance--consider-later)
         (add-hook 'window-buffer-change-functions #'parlance--consider-shown)
         (mapc #'parlance--consider (buffer-list)))
        (t (remove-hook 'after-change-major-mode-hook #'parlance--consider-later)
           (remove-hook 'window-buffer-change-functions #'parlance--consider-shown)
           (dolist (buffer (buffer-list))
             (with-current-buffer buffer
               (when parlance-mode (parlance-mode -1))))
           (parlance--stop))))

;;;###autoload
(defun parlance-describe ()
  "Say which language the text at point is in, and how sure that is."
  (interactive)
  (let ((document (parlance--watched)))
    (parlance--request
     :textDocument/hover
     (list :textDocument (parlance--identifier document) :position (parlance--position (point)))
     (lambda (hover)
       (let ((contents (plist-get hover :contents)))
         (if contents
             (parlance--show (string-trim (if (stringp contents) contents (plist-get contents :value))))
           (parlance--tell "nothing to say here")))))))

(defun parlance-accept ()
  "Take what is suggested.
That is the tag that the hint on this line shows, or the mode for the
language that was suggested for this buffer."
  (interactive)
  (let ((answer (and parlance--document (parlance--document-answer parlance--document))))
    (cond ((parlance--accept-hint))
          ((equal (plist-get answer :decision) "suggest")
           (parlance--choose (intern (plist-get (plist-get answer :language) :id))))
          (t (user-error "Nothing is suggested here")))))

(defun parlance--choose (language)
  "Set the mode for LANGUAGE, a symbol, as the user's choice."
  (let ((mode (car (parlance--mode language))))
    (unless mode
      (user-error "There is no mode for %s here" language))
    (funcall (parlance--remapped mode))))

(defun parlance--choices (answer)
  "The languages that ANSWER names, as an alist of a line for each and its id."
  (let ((language (plist-get answer :language)))
    (mapcar (lambda (candidate)
              (cons (format "%s (%s)" (plist-get candidate :name)
                            (parlance--percent (plist-get candidate :confidence)))
                    (intern (plist-get candidate :id))))
            (append (and language
                         (list (append language (list :confidence (plist-get answer :confidence)))))
                    (plist-get answer :alternatives)
                    nil))))

(defun parlance-choose ()
  "Choose this buffer's language among the likely ones."
  (interactive)
  (let* ((answer (and parlance--document (parlance--document-answer parlance--document)))
         (choices (parlance--choices answer)))
    (unless choices
      (user-error "Nothing was detected in this buffer"))
    (parlance--choose (cdr (assoc (completing-read "Language: " choices nil t) choices)))))

;;;###autoload
(defun parlance-restart ()
  "Start the server anew."
  (interactive)
  (parlance--stop)
  (parlance--resume))

(provide 'parlance)
;;; parlance.el ends here
