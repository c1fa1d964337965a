;;; parlance-modes.el --- Modes for the languages of Parlance -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; From registry ids of Parlance to major modes and back, by the table in parlance-names.el.

;;; Code:

(require 'cl-lib)
(require 'seq)
(require 'parlance-names)

(defgroup parlance nil
  "Tells which programming language a text is written in."
  :group 'tools
  :prefix "parlance-")

(defcustom parlance-modes nil
  "Major modes of your own choice for languages, by Parlance's ids.
An alist such as ((python . my-python-mode)), which goes first."
  :type '(alist :key-type symbol :value-type function))

(defconst parlance--grammars
  '((bash-ts-mode . bash) (c++-ts-mode . cpp) (csharp-ts-mode . c-sharp)
    (js-ts-mode . javascript) (go-mod-ts-mode . gomod))
  "Tree-sitter grammars whose name is not that of their mode.")

(defun parlance--grammar (mode)
  "The tree-sitter grammar without which MODE is of no use, or nil."
  (let ((name (symbol-name mode)))
    (when (string-suffix-p "-ts-mode" name)
      (or (alist-get mode parlance--grammars)
          (intern (string-remove-suffix "-ts-mode" name))))))

(defun parlance--usable-p (mode)
  "Whether MODE is a command that is there, with the grammar that it needs."
  (let ((grammar (parlance--grammar mode)))
    (and (commandp mode)
         (or (null grammar)
             (and (fboundp 'treesit-ready-p) (treesit-ready-p grammar t))))))

(defun parlance--own-modes (language)
  "The modes made for LANGUAGE, a symbol, whether they are there or not.
A label that nobody knows may have a mode of its name."
  (let ((chosen (alist-get language parlance-modes)))
    (append (and chosen (list chosen))
            (or (cadr (assq language parlance--modes))
                (list (intern (format "%s-mode" language))
                      (intern (format "%s-ts-mode" language)))))))

(defun parlance--mode (language)
  "The mode for LANGUAGE, a symbol: (MODE . EXACT), or nil where there is none.
EXACT is nil where MODE is made for a kin of it only."
  (let ((own (seq-find #'parlance--usable-p (parlance--own-modes language))))
    (if own
        (cons own t)
      (let ((near (seq-find #'parlance--usable-p (cddr (assq language parlance--modes)))))
        (and near (cons near nil))))))

(defun parlance--remapped (mode)
  "MODE, or what the user has put in its place."
  (cond ((fboundp 'major-mode-remap) (major-mode-remap mode))
        ((boundp 'major-mode-remap-alist)
         (alist-get mode (symbol-value 'major-mode-remap-alist) mode))
        (t mode)))

(defun parlance--language-of-exactly (mode)
  "The id of the language that MODE is made for, or nil."
  (or (car (rassq mode parlance-modes))
      (car (cl-find-if (lambda (row) (memq mode (cadr row))) parlance--modes))))

(defconst parlance--plain-modes '(fundamental-mode text-mode)
  "Modes that say of a text no more than that it is one.")

(defun parlance--language (mode)
  "The language of MODE, as a string: an id of Parlance's if possible."
  (let ((ancestor mode) language)
    (while (and ancestor (not language))
      (setq language (parlance--language-of-exactly ancestor)
            ancestor (get ancestor 'derived-mode-parent)))
    (cond ((memq mode parlance--plain-modes) "plaintext")
          ((and language (not (eq language 'plaintext))) (symbol-name language))
          (t (string-remove-suffix "-mode" (symbol-name mode))))))

(provide 'parlance-modes)
;;; parlance-modes.el ends here
