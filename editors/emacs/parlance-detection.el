;;; parlance-detection.el --- Buffers get their modes by themselves -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Which buffers are watched, what is done with the server's answers, and when a buffer is left alone for good.

;;; Code:

(require 'parlance-sync)

(defcustom parlance-files t
  "Whether files for which Emacs knows no mode are watched, too."
  :type 'boolean
  :group 'parlance)

(defcustom parlance-special-buffers '("*scratch*" "*untitled*")
  "Names of buffers that are watched although they begin with an asterisk."
  :type '(repeat string)
  :group 'parlance)

(defcustom parlance-markdown-modes
  '(markdown-mode gfm-mode markdown-ts-mode poly-markdown-mode poly-gfm-mode poly-quarto-mode)
  "Modes of buffers whose code blocks are looked at; nil for none."
  :type '(repeat function)
  :group 'parlance)

(defvar parlance-markdown-hook nil
  "Run in a buffer that has become a Markdown document to the server.")

(defvar parlance--applying nil "Non-nil while a mode is set because the server said so.")
(defvar parlance--count 0 "How many buffers without a file were watched.")
(defvar parlance--missing nil "Languages whose want of a mode was told.")

(defconst parlance--hold 0.6
  "How many seconds an answer to an older text is held.
Longer than the server waits after a key, so that its answer to the
newer text goes first.")

(defconst parlance--markdown-endings
  '(("md" . "markdown") ("markdown" . "markdown") ("mdx" . "mdx") ("rmd" . "rmd") ("qmd" . "quarto"))
  "Endings of the names of Markdown files, and what the protocol calls them.")

(defun parlance--markdown-language ()
  "What kind of Markdown the current buffer is, as a string; nil where it is none."
  (let ((kind (and buffer-file-name
                   (cdr (assoc (downcase (or (file-name-extension buffer-file-name) ""))
                               parlance--markdown-endings)))))
    (cond ((null parlance-markdown-modes) nil)
          ((apply #'derived-mode-p parlance-markdown-modes) (or kind "markdown"))
          ;; Without a mode for Markdown its files are plain text.
          ((memq major-mode parlance--plain-modes) kind))))

(defun parlance--ordinary-p ()
  "Whether the current buffer is one that somebody writes a text in."
  (and (not (minibufferp))
       enable-multibyte-characters
       (not buffer-read-only)
       (not (get-buffer-process (current-buffer)))
       (not (string-prefix-p " " (buffer-name)))
       (or buffer-file-name
           (not (string-prefix-p "*" (buffer-name)))
           (and (member (buffer-name) parlance-special-buffers) t))))

(defun parlance--served-p ()
  "Whether another client of the server has the current buffer."
  (let ((server (and (fboundp 'eglot-current-server)
                     (bound-and-true-p eglot--managed-mode)
                     (funcall 'eglot-current-server))))
    (and server
         (string-match-p "parlance"
                         (mapconcat #'identity (process-command (jsonrpc--process server)) " ")))))

(defun parlance--candidate-p ()
  "Whether the current buffer is to be watched."
  (and (parlance--ordinary-p)
       (not (parlance--served-p))
       (or (parlance--markdown-language)
           (if buffer-file-name
               (and parlance-files (eq major-mode 'fundamental-mode))
             (memq major-mode parlance--plain-modes)))
       t))

(defun parlance--own-uri ()
  "The URI of the current buffer."
  (if (and buffer-file-name (not (file-remote-p buffer-file-name)))
      (parlance--uri-of-file (expand-file-name buffer-file-name))
    (format "untitled:emacs-%d" (cl-incf parlance--count))))

(defun parlance--something-p ()
  "Whether the current buffer begins with more than white space."
  (save-excursion
    (save-restriction
      (widen)
      (goto-char (point-min))
      (re-search-forward "[^[:space:]\n]" (min (point-max) 4096) t))))

(defun parlance--open-when-ready (document)
  "Open DOCUMENT as soon as it has some text and the server is there."
  (let ((buffer (parlance--document-buffer document)))
    (when (and (buffer-live-p buffer) (with-current-buffer buffer (parlance--something-p)))
      (with-current-buffer buffer
        (parlance--with-server (lambda () (parlance--open-now document)))))))

(defun parlance--open-now (document)
  "Open DOCUMENT, unless that has become wrong since it was asked for."
  (let ((buffer (parlance--document-buffer document)))
    (when (and (buffer-live-p buffer)
               (not (parlance--document-open document))
               (not (parlance--document-ended document))
               (eq document (buffer-local-value 'parlance--document buffer))
               (<= (buffer-size buffer) parlance-maximum-size))
      (parlance--open document))))

(defun parlance--after-change (beginning end length)
  "Note that LENGTH characters are now those from BEGINNING to END."
  (let ((document parlance--document))
    (cond ((or (null document) (parlance--document-ended document)))
          ((parlance--document-open document)
           (parlance--note-change document beginning end length)
           (parlance--later document #'parlance--flush))
          (t (parlance--later document #'parlance--open-when-ready)))))

(defun parlance--add-hooks ()
  "Follow what is done to the current buffer.
To be done again after each change of modes, which forgets local hooks.
\(Those that stay, by the property `permanent-local-hook', are not
called after it in Emacs 28, until the buffer is left and entered.)"
  (add-hook 'after-change-functions #'parlance--after-change nil t)
  (add-hook 'kill-buffer-hook #'parlance--unwatch nil t)
  (add-hook 'after-set-visited-file-name-hook #'parlance--renamed nil t))

(defun parlance--watch ()
  "Begin to watch the current buffer."
  (let ((markdown (parlance--markdown-language)))
    (setq parlance--document
          (parlance--make-document :buffer (current-buffer) :uri (parlance--own-uri)
                                   :language (or markdown "plaintext") :settled (and markdown t)
                                   :mode major-mode))
    (parlance--add-hooks)
    (when markdown
      (run-hooks 'parlance-markdown-hook))
    (parlance--open-when-ready parlance--document)))

(defun parlance--end (document)
  "End detection in DOCUMENT: nothing is sent or set any more."
  (parlance--close document)
  (setf (parlance--document-ended document) t
        (parlance--document-held document) nil))

(defun parlance--unwatch ()
  "Let go of the current buffer."
  (when parlance--document
    (parlance--end parlance--document)
    (setq parlance--document nil))
  (remove-hook 'after-change-functions #'parlance--after-change t)
  (remove-hook 'kill-buffer-hook #'parlance--unwatch t)
  (remove-hook 'after-set-visited-file-name-hook #'parlance--renamed t))

(defun parlance--become (document language)
  "Tell the server that DOCUMENT is in LANGUAGE, by opening it again."
  (parlance--close document)
  (setf (parlance--document-language document) language
        (parlance--document-settled document) t)
  (parlance--open-when-ready document))

(defun parlance--renamed ()
  "The current buffer has another file name, or one at last."
  (let ((document parlance--document))
    (when (and document (not (parlance--document-ended document)))
      (if (parlance--candidate-p)
          (progn (parlance--unwatch) (parlance--watch))
        (parlance--end document)))))

(defun parlance--mode-changed ()
  "The major mode was set: if not by us, then somebody chose."
  (let ((document parlance--document))
    (when (and document (not (parlance--document-ended document)))
      (parlance--add-hooks)
      (parlance--note-unseen-changes document)
      (unless (eq major-mode (parlance--document-mode document))
        (parlance--other-mode document)))))

(defun parlance--other-mode (document)
  "The buffer of DOCUMENT has another major mode than before."
  (setf (parlance--document-mode document) major-mode)
  (let* ((markdown (parlance--markdown-language))
         (still (equal markdown (parlance--document-language document)))
         (chosen (not (or parlance--applying still))))
    (when chosen
      (setf (parlance--document-settled document) t)
      (when (parlance--document-open document)
        (parlance--notify :parlance/languageChosen
                          (list :textDocument (parlance--identifier document)
                                :languageId (parlance--language major-mode)))))
    (cond (markdown
           (run-hooks 'parlance-markdown-hook)
           (unless still
             (parlance--become document markdown)))
          (chosen (parlance--end document)))))

(defun parlance--percent (confidence)
  "CONFIDENCE, from 0 to 1, for people: never 100 of what is not quite that."
  (if (>= confidence 0.995) ">99 %" (format "%d %%" (round (* 100 confidence)))))

(defun parlance--tell-missing (language name mode)
  "Tell, once, that no mode for LANGUAGE is there, whose name is NAME.
MODE is what serves in its place, or nil."
  (unless (memq language parlance--missing)
    (push language parlance--missing)
    (parlance--tell "this is %s, but there is no %s here%s; M-x parlance-choose offers other languages"
                    name (mapconcat #'symbol-name (parlance--own-modes language) " or ")
                    (if mode (format ", so %s has to do" mode) ""))))

(defun parlance--apply (document language)
  "Set the mode for LANGUAGE, an object of the server's, in DOCUMENT's buffer."
  (let* ((id (intern (plist-get language :id)))
         (found (parlance--mode id))
         (mode (and found (parlance--remapped (car found)))))
    (unless (cdr found)
      (parlance--tell-missing id (plist-get language :name) mode))
    (when (and mode (not (eq mode major-mode)))
      (let ((parlance--applying t))
        (condition-case problem
            (funcall mode)
          (error (parlance--tell "%s: %s" mode (error-message-string problem)))))
      (setf (parlance--document-mode document) major-mode))))

(defun parlance--take (document answer)
  "Follow the server's ANSWER about DOCUMENT."
  (let ((language (plist-get answer :language)) (decision (plist-get answer :decision)))
    (setf (parlance--document-held document) nil
          (parlance--document-answer document) answer)
    (with-current-buffer (parlance--document-buffer document)
      (force-mode-line-update)
      (cond ((equal decision "apply") (parlance--apply document language))
            ((equal decision "suggest")
             (parlance--tell "this looks like %s (%s); M-x parlance-accept sets it"
                             (plist-get language :name)
                             (parlance--percent (plist-get answer :confidence))))))))

(defun parlance--hold (document answer)
  "Keep ANSWER, which is about an older text of DOCUMENT, until the typing pauses.
The server counts it as taken and will not repeat it as long as it
holds, so it is taken where no newer one has come."
  (setf (parlance--document-held document) answer)
  (let ((version (parlance--document-version document)))
    (run-at-time parlance--hold nil
                 (lambda ()
                   (when (and (eq answer (parlance--document-held document))
                              (buffer-live-p (parlance--document-buffer document))
                              (parlance--document-open document)
                              (not (parlance--document-settled document)))
                     (if (parlance--current-p document version)
                         (parlance--take document answer)
                       (parlance--hold document answer)))))))

(defun parlance--detected (params)
  "The server has looked at a document: `parlance/languageDetected' with PARAMS."
  (let* ((identifier (plist-get params :textDocument))
         (document (parlance--document-of (plist-get identifier :uri))))
    (when (and document
               (not (parlance--document-settled document))
               (not (parlance--document-ended document)))
      (if (parlance--current-p document (plist-get identifier :version))
          (parlance--take document params)
        (parlance--hold document params)))))

(setf (alist-get 'parlance/languageDetected parlance--notification-handlers) #'parlance--detected)

(defun parlance--watched ()
  "The current buffer's document, which the server has; an error where it has none."
  (let ((document parlance--document))
    (unless (and document (parlance--document-open document))
      (user-error "%s" (or parlance--failure "Parlance does not watch this buffer")))
    (parlance--flush document)
    document))

(defun parlance--documents ()
  "All documents."
  (delq nil (mapcar (lambda (buffer) (buffer-local-value 'parlance--document buffer))
                    (buffer-list))))

(defun parlance--server-gone ()
  "What was open has to be opened again when the server comes back."
  (dolist (document (parlance--documents))
    (setf (parlance--document-open document) nil)
    (run-hook-with-args 'parlance-closed-functions document)))

(add-hook 'parlance-server-gone-hook #'parlance--server-gone)

(defun parlance--resume ()
  "Tell a new server of every watched buffer."
  (mapc #'parlance--open-when-ready
        (seq-remove #'parlance--document-ended (parlance--documents))))

(provide 'parlance-detection)
;;; parlance-detection.el ends here
