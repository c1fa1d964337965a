;;; parlance-sync.el --- The server's copy of a buffer -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Keeps the server's copy of a buffer equal to the buffer.
;;
;; Between two messages only two numbers are kept: how many characters at the beginning and how many at the end no change
;; has touched.  What lies between is sent, widened to whole lines, so that its old end can be named without the old text.

;;; Code:

(require 'cl-lib)
(require 'subr-x)
(require 'parlance-client)

(defcustom parlance-maximum-size (* 8 1024 1024)
  "Buffers of more characters than this are left alone."
  :type 'integer
  :group 'parlance)

(defconst parlance--sync-delay 0.05
  "How many seconds changes are collected before they are sent.")

(cl-defstruct (parlance--document (:constructor parlance--make-document) (:copier nil))
  "A buffer as the server knows it, or will."
  buffer uri
  (language "plaintext") ; what the server is told that the text is in
  (version 0)
  open                   ; whether the server has it
  size                   ; characters, as the changes say
  newlines               ; of the text that was sent last
  last-column            ; the length of its last line, in units of the protocol
  head tail              ; characters before and after all changes since then, nil while there are none
  tick                   ; of the buffer, when the last change was noted
  timer
  mode                   ; the major mode that stands, or is being set
  answer                 ; the last `parlance/languageDetected' that was taken
  held                   ; one about an older text
  settled                ; whether somebody chose a mode: no answer is taken any more
  ended                  ; whether nothing is sent any more
  diagnostics            ; as they were pushed
  hints                  ; those that are shown, behind the version that they are about
  hint-timer)

(defvar-local parlance--document nil "The document that the current buffer is to the server.")
(put 'parlance--document 'permanent-local t)

(defconst parlance--no-characters (rx (not (in (0 . #xd7ff) (#xe000 . #x10ffff))))
  "Characters of a buffer that are none of Unicode's.
Bytes that could not be decoded, for one.")

(defun parlance--text (beginning end)
  "The text from BEGINNING to END, with U+FFFD for what is no character."
  (let ((text (buffer-substring-no-properties beginning end)))
    (if (string-match-p parlance--no-characters text)
        (replace-regexp-in-string parlance--no-characters "\ufffd" text t t)
      text)))

(defun parlance--units (beginning end)
  "How many units of the protocol lie between BEGINNING and END of a line."
  (if (eq parlance--encoding 'utf-32)
      (- end beginning)
    (+ (- end beginning)
       (save-excursion
         (goto-char beginning)
         (let ((count 0))
           (while (re-search-forward "[\U00010000-\U0010ffff]" end t)
             (setq count (1+ count)))
           count)))))

(defun parlance--newlines (beginning end)
  "How many newlines lie between BEGINNING and END."
  (- (count-lines beginning end)
     (if (and (> end beginning) (not (eq (char-before end) ?\n))) 1 0)))

(defun parlance--position (point)
  "POINT as a position of the protocol."
  (save-excursion
    (save-restriction
      (widen)
      (goto-char point)
      (forward-line 0)
      (list :line (parlance--newlines (point-min) (point))
            :character (parlance--units (point) point)))))

(defun parlance--point (position)
  "The place in the buffer that POSITION of the protocol names, or the nearest."
  (save-excursion
    (save-restriction
      (widen)
      (goto-char (point-min))
      (if (or (> (forward-line (plist-get position :line)) 0) (not (bolp)))
          (point-max)
        (let ((units (plist-get position :character)) (end (line-end-position)))
          (while (and (> units 0) (< (point) end))
            (setq units (- units (parlance--units (point) (1+ (point)))))
            (forward-char))
          (point))))))

(defun parlance--remember-shape (document newlines)
  "Note the shape of the text that DOCUMENT's server has now: NEWLINES, and more."
  (save-excursion
    (goto-char (point-max))
    (forward-line 0)
    (setf (parlance--document-newlines document) newlines
          (parlance--document-last-column document) (parlance--units (point) (point-max))
          (parlance--document-size document) (buffer-size)
          (parlance--document-tick document) (buffer-chars-modified-tick)
          (parlance--document-head document) nil
          (parlance--document-tail document) nil)))

(defun parlance--note-change (document beginning end length)
  "Note that LENGTH characters of DOCUMENT are now those from BEGINNING to END."
  (let ((head (1- beginning)) (tail (- (1+ (buffer-size)) end)))
    (setf (parlance--document-head document) (min head (or (parlance--document-head document) head))
          (parlance--document-tail document) (min tail (or (parlance--document-tail document) tail))
          (parlance--document-tick document) (buffer-chars-modified-tick))
    (cl-incf (parlance--document-size document) (- end beginning length))))

(defun parlance--change-all (document)
  "A change of DOCUMENT, of all its text."
  (parlance--remember-shape document (parlance--newlines (point-min) (point-max)))
  (list :text (parlance--text (point-min) (point-max))))

(defun parlance--change-lines (document)
  "A change of DOCUMENT, of those lines that have changed."
  (goto-char (1+ (parlance--document-head document)))
  (forward-line 0)
  (let* ((beginning (point))
         (whole (progn (goto-char (- (point-max) (parlance--document-tail document)))
                       (search-forward "\n" nil t)))
         (end (if whole (point) (point-max)))
         (before (parlance--newlines (point-min) beginning))
         (after (parlance--newlines end (point-max)))
         (old-end (if whole
                      (list :line (- (parlance--document-newlines document) after) :character 0)
                    (list :line (parlance--document-newlines document)
                          :character (parlance--document-last-column document)))))
    (parlance--remember-shape document (+ before (parlance--newlines beginning end) after))
    (list :range (list :start (list :line before :character 0) :end old-end)
          :text (parlance--text beginning end))))

(defvar parlance-sent-functions nil
  "Called with a document whose text the server has now as it is.")
(defvar parlance-closed-functions nil
  "Called with a document that the server no longer has.")

(defun parlance--flush (document)
  "Send what has changed in DOCUMENT and is not sent yet."
  (when (and (parlance--document-open document) (parlance--document-head document))
    (with-current-buffer (parlance--document-buffer document)
      (save-excursion
        (save-restriction
          (widen)
          (let ((change (if (= (parlance--document-size document) (buffer-size))
                            (parlance--change-lines document)
                          ;; The changes that we know of are not all.
                          (parlance--change-all document))))
            (parlance--notify :textDocument/didChange
                              `(:textDocument (:uri ,(parlance--document-uri document)
                                               :version ,(cl-incf (parlance--document-version document)))
                                :contentChanges [,change]))
            (run-hook-with-args 'parlance-sent-functions document)))))))

(defun parlance--later (document function)
  "Call FUNCTION with DOCUMENT soon, unless it is to be called anyway."
  (unless (parlance--document-timer document)
    (setf (parlance--document-timer document)
          (run-at-time parlance--sync-delay nil
                       (lambda ()
                         (setf (parlance--document-timer document) nil)
                         (when (buffer-live-p (parlance--document-buffer document))
                           (funcall function document)))))))

(defun parlance--note-unseen-changes (document)
  "Note that DOCUMENT may have changed while nobody told us of it."
  (unless (or (not (parlance--document-open document))
              (eql (parlance--document-tick document) (buffer-chars-modified-tick)))
    (setf (parlance--document-head document) 0
          (parlance--document-tail document) 0)
    (parlance--later document #'parlance--flush)))

(defun parlance--open (document)
  "Open DOCUMENT at the server."
  (setf (parlance--document-open document) t)
  (with-current-buffer (parlance--document-buffer document)
    (save-restriction
      (widen)
      (parlance--remember-shape document (parlance--newlines (point-min) (point-max)))
      (parlance--notify :textDocument/didOpen
                        `(:textDocument (:uri ,(parlance--document-uri document)
                                         :languageId ,(parlance--document-language document)
                                         :version ,(cl-incf (parlance--document-version document))
                                         :text ,(parlance--text (point-min) (point-max)))))))
  (run-hook-with-args 'parlance-sent-functions document))

(defun parlance--close (document)
  "Close DOCUMENT at the server; it may be opened again."
  (when (parlance--document-open document)
    (setf (parlance--document-open document) nil)
    (parlance--notify :textDocument/didClose
                      `(:textDocument (:uri ,(parlance--document-uri document))))
    (run-hook-with-args 'parlance-closed-functions document)))

(defun parlance--current-p (document version)
  "Whether VERSION is DOCUMENT's text as it stands in the buffer now."
  (and (parlance--document-open document)
       (null (parlance--document-head document))
       (eql version (parlance--document-version document))))

(defun parlance--identifier (document)
  "DOCUMENT as parameters name it."
  (list :uri (parlance--document-uri document)))

(defun parlance--document-of (uri)
  "The document whose URI is this, or nil."
  (let ((buffer (seq-find (lambda (buffer)
                            (let ((document (buffer-local-value 'parlance--document buffer)))
                              (and document (equal uri (parlance--document-uri document)))))
                          (buffer-list))))
    (and buffer (buffer-local-value 'parlance--document buffer))))

(provide 'parlance-sync)
;;; parlance-sync.el ends here
