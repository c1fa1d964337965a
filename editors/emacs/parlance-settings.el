;;; parlance-settings.el --- The settings of Parlance's server -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A user option for each setting of the server.  The value `default' leaves it to the server, so that every default
;; stands there and nowhere else.

;;; Code:

(require 'seq)
(require 'parlance-modes)

(defvar parlance--settings-table nil
  "Settings: (NAME OPTION BOOLEAN), a string, a user option, and what nil means.
Where BOOLEAN is nil, the option's nil is no value.")

(defmacro parlance--defsetting (name setting type docstring)
  "Define the user option NAME for the server's SETTING.
Its values are of TYPE, or `default'.  DOCSTRING says what it is for."
  (declare (doc-string 4) (indent 2))
  `(progn
     (defcustom ,name 'default
       ,(format "%s\nThe server calls it `%s'.\nThe value `default' leaves it to the server." docstring setting)
       :type '(choice (const :tag "As the server has it" default) ,type)
       :group 'parlance
       :set #'parlance--set-setting
       :initialize #'custom-initialize-default)
     (push '(,setting ,name ,(eq type 'boolean)) parlance--settings-table)))

(defvar parlance-settings-changed-hook nil
  "Run when one of the server's settings has changed.")

(defun parlance--set-setting (name value)
  "Set the user option NAME to VALUE, and tell the server."
  (set-default name value)
  (run-hooks 'parlance-settings-changed-hook))

(parlance--defsetting parlance-detection-mode "detection.mode"
  (choice (const "off") (const "suggest") (const "apply"))
  "What is done with a language that was found.")

(parlance--defsetting parlance-minimum-confidence "detection.minimumConfidence" number
  "From this confidence on, from 0 to 1, a language is set, and below it none is.
Else the model's own thresholds hold, by language.")

(parlance--defsetting parlance-workspace-prior "workspacePrior" number
  "How much the languages of the workspace count, from 0 to 1.")

(parlance--defsetting parlance-detect-once "detection.detectOnce" boolean
  "Whether the first language that is found is the last for its buffer.")

(parlance--defsetting parlance-debounce-milliseconds "detection.debounceMilliseconds" integer
  "How long no key must have been pressed before a text is looked at.")

(parlance--defsetting parlance-languages-include "languages.include" (repeat string)
  "The only languages that may be guessed; none named allows all.")

(parlance--defsetting parlance-languages-exclude "languages.exclude" (repeat string)
  "Languages that may not be guessed.")

(parlance--defsetting parlance-hover-wherever-untitled "hover.whereverUntitled" boolean
  "Whether every line of a buffer without a file is described.
Else only the first is, once the buffer has a language.")

(parlance--defsetting parlance-hover-evidence "hover.evidence" boolean
  "Whether `parlance-describe' names the words that spoke for a language.")

(parlance--defsetting parlance-markdown-diagnostics "markdown.diagnostics" boolean
  "Whether untagged and mistagged code blocks are told of.")

(parlance--defsetting parlance-markdown-inlay-hints "markdown.inlayHints" boolean
  "Whether code blocks without a tag show what they look like.")

(parlance--defsetting parlance-markdown-minimum-confidence "markdown.minimumConfidence" number
  "From which confidence on, from 0 to 1, a tag is written without asking.")

(parlance--defsetting parlance-markdown-preferred-tags "markdown.preferredTags"
  (alist :key-type (string :tag "Language") :value-type (string :tag "Tag"))
  "What is written for a language in place of the usual tag.
Such as ((\"shellscript\" . \"sh\")).")

(parlance--defsetting parlance-model-path "model.path" directory
  "The model's directory, instead of the one that the server finds.")

(parlance--defsetting parlance-learn-from-corrections "learnFromCorrections" boolean
  "Whether texts whose language you corrected are kept for the next training.")

(parlance--defsetting parlance-training-labels "training.labels"
  (alist :key-type (string :tag "Ending") :value-type (string :tag "Language"))
  "Languages of your own by the endings of their files' names.
Such as ((\".foo\" . \"foolang\")).")

(defcustom parlance-settings nil
  "Further settings of the server, by name: ((\"training.epochs\" . 5)).
Lists are written as vectors, true and false as t and :json-false."
  :type '(alist :key-type string :value-type sexp)
  :group 'parlance
  :set #'parlance--set-setting
  :initialize #'custom-initialize-default)

(defun parlance--setting-value (value)
  "VALUE of a user option as the protocol has it."
  (cond ((null value) :json-false)
        ((consp (car-safe value))
         (let ((object (make-hash-table :test #'equal)))
           (pcase-dolist (`(,key . ,member) value object)
             (puthash key member object))))
        ((consp value) (vconcat value))
        (t value)))

(defun parlance--settings ()
  "All settings that are not the server's defaults, as a JSON object."
  (let ((object (make-hash-table :test #'equal)))
    (dolist (entry parlance--settings-table)
      (pcase-let* ((`(,setting ,option ,boolean) entry)
                   (value (symbol-value option)))
        (unless (or (eq value 'default) (not (or value boolean)))
          (puthash setting (parlance--setting-value value) object))))
    (dolist (entry parlance-settings object)
      (puthash (car entry) (cdr entry) object))))

(provide 'parlance-settings)
;;; parlance-settings.el ends here
