;;; parlance-markdown.el --- Code blocks in Markdown -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; What the server says of code blocks goes to Flymake; what it offers to do about them is done here.

;;; Code:

(require 'flymake)
(require 'parlance-detection)

(defcustom parlance-flymake t
  "Whether Flymake is turned on in Markdown buffers."
  :type 'boolean
  :group 'parlance)

(defvar-local parlance--report nil "Flymake's function to report to.")

(defun parlance--severity (diagnostic)
  "Flymake's type for DIAGNOSTIC."
  (pcase (plist-get diagnostic :severity)
    (1 :error)
    (2 :warning)
    (_ :note)))

(defun parlance--region (range)
  "Beginning and end of RANGE in the current buffer, not empty if possible."
  (let ((beginning (parlance--point (plist-get range :start)))
        (end (parlance--point (plist-get range :end))))
    (if (< beginning end)
        (cons beginning end)
      (or (flymake-diag-region (current-buffer) (line-number-at-pos beginning t))
          (cons beginning end)))))

(defun parlance--flymake-diagnostic (diagnostic)
  "DIAGNOSTIC of the protocol as Flymake has it."
  (let ((region (parlance--region (plist-get diagnostic :range))))
    (flymake-make-diagnostic (current-buffer) (car region) (cdr region)
                             (parlance--severity diagnostic)
                             (plist-get diagnostic :message)
                             (list (cons 'parlance diagnostic)))))

(defun parlance--report-diagnostics ()
  "Report the current buffer's diagnostics to Flymake."
  (when (and parlance--report parlance--document)
    (save-restriction
      (widen)
      (funcall parlance--report
               (mapcar #'parlance--flymake-diagnostic
                       (parlance--document-diagnostics parlance--document))
               ;; Without a region Flymake keeps the old ones of an unchanged text.
               :region (cons (point-min) (point-max))))))

(defun parlance-flymake-backend (report &rest _)
  "A backend of Flymake, which is to REPORT what the server publishes."
  (setq parlance--report report)
  (parlance--report-diagnostics))

(defun parlance--published (params)
  "Take `textDocument/publishDiagnostics' with PARAMS from the server."
  (let ((document (parlance--document-of (plist-get params :uri)))
        (version (plist-get params :version)))
    (when (and document
               (or (null version) (eql version (parlance--document-version document))))
      (setf (parlance--document-diagnostics document)
            (append (plist-get params :diagnostics) nil))
      (with-current-buffer (parlance--document-buffer document)
        (parlance--report-diagnostics)))))

(setf (alist-get 'textDocument/publishDiagnostics parlance--notification-handlers)
      #'parlance--published)

(defun parlance--start-flymake ()
  "Have Flymake show the server's diagnostics of the current buffer."
  (add-hook 'flymake-diagnostic-functions #'parlance-flymake-backend nil t)
  (when (and parlance-flymake (not flymake-mode))
    (flymake-mode 1)))

(add-hook 'parlance-markdown-hook #'parlance--start-flymake)

(defun parlance--edits-of (change)
  "Return the buffer and the edits of CHANGE, a pair of document and edits.
An error where the edits are about a text that is no more."
  (let* ((identifier (car change))
         (document (parlance--document-of (plist-get identifier :uri)))
         (version (plist-get identifier :version)))
    (unless document
      (error "No such document: %s" (plist-get identifier :uri)))
    (when (and version
               (or (parlance--document-head document)
                   (/= version (parlance--document-version document))))
      (error "The text has changed since"))
    (cons (parlance--document-buffer document) (append (cdr change) nil))))

(defun parlance--changes (edit)
  "All of EDIT, a workspace edit, as pairs of document and edits."
  (if (plist-get edit :documentChanges)
      (mapcar (lambda (change) (cons (plist-get change :textDocument) (plist-get change :edits)))
              (plist-get edit :documentChanges))
    (cl-loop for (uri edits) on (plist-get edit :changes) by #'cddr
             collect (cons (list :uri (substring (symbol-name uri) 1)) edits))))

(defun parlance--apply-edits (buffer edits)
  "Apply EDITS to BUFFER as one step of undo."
  (with-current-buffer buffer
    (save-excursion
      (save-restriction
        (widen)
        (let ((places (mapcar (lambda (edit)
                                (let ((range (plist-get edit :range)))
                                  (list (copy-marker (parlance--point (plist-get range :start)))
                                        (copy-marker (parlance--point (plist-get range :end)))
                                        (plist-get edit :newText))))
                              edits)))
          (atomic-change-group
            (pcase-dolist (`(,beginning ,end ,text) (nreverse places))
              (goto-char beginning)
              (delete-region beginning end)
              (insert text)
              (set-marker beginning nil)
              (set-marker end nil))))))))

(defun parlance--apply-workspace-edit (edit)
  "Apply EDIT, all of it or nothing."
  (pcase-dolist (`(,buffer . ,edits) (mapcar #'parlance--edits-of (parlance--changes edit)))
    (parlance--apply-edits buffer edits)))

(defun parlance--asked-to-apply (params)
  "Answer `workspace/applyEdit' with PARAMS."
  (condition-case problem
      (progn (parlance--apply-workspace-edit (plist-get params :edit))
             '(:applied t))
    (error (list :applied :json-false :failureReason (error-message-string problem)))))

(setf (alist-get 'workspace/applyEdit parlance--request-handlers) #'parlance--asked-to-apply)

(defun parlance--execute (command arguments on-success)
  "Have COMMAND with ARGUMENTS, a list, executed; ON-SUCCESS gets the result."
  (parlance--request :workspace/executeCommand
                     (list :command command :arguments (vconcat arguments))
                     on-success nil 60))

(defun parlance-tag-code-blocks ()
  "Tag the code blocks of this buffer whose language is clear."
  (interactive "*")
  (let ((document (parlance--watched)))
    (parlance--execute
     "parlance.tagCodeBlocks" (list (parlance--document-uri document))
     (lambda (result)
       (let ((tagged (or (plist-get result :tagged) 0)) (left (or (plist-get result :left) 0)))
         (parlance--tell "%d code block%s tagged, %d left as %s"
                         tagged (if (= tagged 1) "" "s") left (if (= left 1) "it is" "they are")))))))

(defun parlance-fix-all ()
  "Write the tags of this buffer's code blocks that are certain.
They are written when this returns, and nothing is said, so that it can
be in `before-save-hook'."
  (interactive "*")
  (let ((document parlance--document))
    (when (and document (parlance--document-open document) (parlance--markdown-language))
      (parlance--flush document)
      (seq-do #'parlance--do-action
              (ignore-errors
                (jsonrpc-request
                 parlance--connection :textDocument/codeAction
                 (list :textDocument (parlance--identifier document)
                       :range (list :start '(:line 0 :character 0) :end (parlance--position (point-max)))
                       :context '(:diagnostics [] :only ["source.fixAll.parlance"]))
                 :timeout 2))))))

(defun parlance--diagnostics-within (document beginning end)
  "The diagnostics of DOCUMENT that touch the text from BEGINNING to END."
  (seq-filter (lambda (diagnostic)
                (let ((region (parlance--region (plist-get diagnostic :range))))
                  (and (<= (car region) end) (>= (cdr region) beginning))))
              (parlance--document-diagnostics document)))

(defun parlance--do-action (action)
  "Do ACTION, a code action or a command."
  (let ((edit (plist-get action :edit)) (command (plist-get action :command)))
    (when edit
      (parlance--apply-workspace-edit edit))
    (cond ((stringp command)
           (parlance--execute command (append (plist-get action :arguments) nil) #'ignore))
          (command
           (parlance--execute (plist-get command :command)
                              (append (plist-get command :arguments) nil) #'ignore)))))

(defun parlance--choose-action (actions)
  "Have the user choose one of ACTIONS."
  (let ((titles (mapcar (lambda (action) (cons (plist-get action :title) action)) actions)))
    (cdr (assoc (if (cdr titles) (completing-read "Do: " titles nil t) (caar titles)) titles))))

(defun parlance-code-action (beginning end)
  "Choose what is to be done about the code block at point.
With an active region, about those from BEGINNING to END."
  (interactive (if (use-region-p)
                   (list (region-beginning) (region-end))
                 (list (line-beginning-position) (line-end-position))))
  (let* ((document (parlance--watched))
         (diagnostics (parlance--diagnostics-within document beginning end))
         (actions (jsonrpc-request
                   parlance--connection :textDocument/codeAction
                   (list :textDocument (parlance--identifier document)
                         :range (list :start (parlance--position beginning)
                                      :end (parlance--position end))
                         :context (list :diagnostics (vconcat diagnostics))))))
    (if (seq-empty-p actions)
        (parlance--tell "nothing to be done here")
      (parlance--do-action (parlance--choose-action (append actions nil))))))

;; Completion of tags.

(defun parlance--tag-bounds ()
  "Where the tag of the code block's first line at point begins and ends, or nil."
  (save-excursion
    (let ((here (point)))
      (forward-line 0)
      (and (looking-at "[ \t>*+-]*\\(?:`\\{3,\\}\\|~\\{3,\\}\\)[ \t]*\\([^ \t\n`,{}]*\\)")
           (<= (match-beginning 1) here (match-end 1))
           (cons (match-beginning 1) (match-end 1))))))

(defun parlance--completions ()
  "All tags that the server has for point, the likeliest first."
  (parlance--flush parlance--document)
  (let* ((answer (ignore-errors
                   (jsonrpc-request parlance--connection :textDocument/completion
                                    (list :textDocument (parlance--identifier parlance--document)
                                          :position (parlance--position (point)))
                                    :timeout 2)))
         (items (append (if (vectorp answer) answer (plist-get answer :items)) nil)))
    (mapcar (lambda (item)
              (propertize (plist-get item :label) 'parlance-detail (plist-get item :detail)))
            (sort items (lambda (one other)
                          (string< (or (plist-get one :sortText) (plist-get one :label))
                                   (or (plist-get other :sortText) (plist-get other :label))))))))

(defun parlance-completion-at-point ()
  "Complete the tag of a code block, the likeliest first."
  (let ((bounds (and parlance--document (parlance--document-open parlance--document)
                     (parlance--running-p)
                     (parlance--tag-bounds))))
    (when bounds
      (let ((tags (parlance--completions)))
        (list (car bounds) (cdr bounds)
              (lambda (string predicate action)
                (if (eq action 'metadata)
                    '(metadata (display-sort-function . identity) (cycle-sort-function . identity))
                  (complete-with-action action tags string predicate)))
              :annotation-function
              (lambda (tag)
                (let ((detail (get-text-property 0 'parlance-detail tag)))
                  (and detail (concat "  " detail))))
              :exclusive 'no)))))

(defun parlance--add-completion ()
  "Complete tags in the current buffer."
  (add-hook 'completion-at-point-functions #'parlance-completion-at-point nil t))

(add-hook 'parlance-markdown-hook #'parlance--add-completion)

(provide 'parlance-markdown)
;;; parlance-markdown.el ends here
