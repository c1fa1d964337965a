;;; parlance-hints.el --- Hints behind fences -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; What code blocks without a tag look like, as overlays behind their fences.

;;; Code:

(require 'parlance-markdown)

(defface parlance-hint '((t :inherit shadow))
  "What a code block without a tag looks like, behind its fence."
  :group 'parlance)

(defconst parlance--hint-pause 0.25
  "How many seconds nothing must have been sent before hints are asked for.
They are not to jump about.")

(defun parlance--clear-hints (document)
  "Take away the hints in DOCUMENT's buffer."
  (let ((buffer (parlance--document-buffer document)))
    (setf (parlance--document-hints document) nil)
    (when (buffer-live-p buffer)
      (with-current-buffer buffer
        (save-restriction
          (widen)
          (remove-overlays nil nil 'parlance-hint t))))))

(defun parlance--hint-label (hint)
  "The words of HINT."
  (let ((label (plist-get hint :label)))
    (if (stringp label)
        label
      (mapconcat (lambda (part) (plist-get part :value)) label ""))))

(defun parlance--show-hint (hint)
  "Show HINT in the current buffer."
  (let* ((place (parlance--point (plist-get hint :position)))
         (end (save-excursion (goto-char place) (line-end-position)))
         ;; What is typed at the end of the line goes in front of it.
         (overlay (make-overlay end end nil t t)))
    (overlay-put overlay 'parlance-hint t)
    (overlay-put overlay 'after-string
                 (concat (propertize " " 'cursor t)
                         (propertize (parlance--hint-label hint) 'face 'parlance-hint)))))

(defun parlance--show-hints (document version hints)
  "Show HINTS, which are about VERSION of DOCUMENT, unless that has passed."
  (when (and (buffer-live-p (parlance--document-buffer document))
             (parlance--current-p document version))
    (parlance--clear-hints document)
    (setf (parlance--document-hints document) (cons version (append hints nil)))
    (with-current-buffer (parlance--document-buffer document)
      (save-restriction
        (widen)
        (mapc #'parlance--show-hint hints)))))

(defun parlance--ask-for-hints (document)
  "Ask the server for DOCUMENT's hints, and show them."
  (setf (parlance--document-hint-timer document) nil)
  (when (and (buffer-live-p (parlance--document-buffer document))
             (parlance--document-open document))
    (parlance--flush document)
    (let ((version (parlance--document-version document)))
      (parlance--request
       :textDocument/inlayHint
       (list :textDocument (parlance--identifier document)
             :range (list :start '(:line 0 :character 0)
                          :end (list :line (1+ (parlance--document-newlines document)) :character 0)))
       (lambda (hints) (parlance--show-hints document version hints))
       #'ignore))))

(defun parlance--hints-later (document)
  "Ask for the hints of DOCUMENT, if it is Markdown, when the typing pauses."
  (when (with-current-buffer (parlance--document-buffer document) (parlance--markdown-language))
    (when (parlance--document-hint-timer document)
      (cancel-timer (parlance--document-hint-timer document)))
    (setf (parlance--document-hint-timer document)
          (run-at-time parlance--hint-pause nil #'parlance--ask-for-hints document))))

(defun parlance--refresh-hints (&optional _params)
  "Ask for all hints anew: the server knows more, or thinks otherwise."
  (mapc #'parlance--hints-later (seq-filter #'parlance--document-open (parlance--documents)))
  nil)

(add-hook 'parlance-sent-functions #'parlance--hints-later)
(add-hook 'parlance-closed-functions #'parlance--clear-hints)
(add-hook 'parlance-settings-changed-hook #'parlance--refresh-hints)

(setf (alist-get 'workspace/inlayHint/refresh parlance--request-handlers) #'parlance--refresh-hints)

(defun parlance--accept-hint ()
  "Write the tag of the hint on this line; nil where there is none."
  (let* ((document parlance--document)
         (hints (and document (parlance--document-hints document)))
         (line (plist-get (parlance--position (point)) :line))
         (hint (and hints
                    (parlance--current-p document (car hints))
                    (seq-find (lambda (hint)
                                (= line (plist-get (plist-get hint :position) :line)))
                              (cdr hints)))))
    (when (plist-get hint :textEdits)
      (parlance--apply-edits (current-buffer) (append (plist-get hint :textEdits) nil))
      t)))

(provide 'parlance-hints)
;;; parlance-hints.el ends here
