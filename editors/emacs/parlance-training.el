;;; parlance-training.el --- Learning from the project at hand -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The commands about models, their progress, and what the server has to say to people.

;;; Code:

(require 'browse-url)
(require 'parlance-markdown)

(defvar parlance--progress nil
  "Alist of the tokens of work under way and their progress reporters.")
(defvar parlance--tokens 0 "How many tokens of work were made.")
(defvar parlance--training nil "The token of the training that is under way, or nil.")

(defun parlance--end-progress (token)
  "The work of TOKEN is done."
  (setq parlance--progress (cl-remove token parlance--progress :key #'car :test #'equal)))

(defun parlance--progressed (params)
  "Work has gone on: `$/progress' with PARAMS."
  (let* ((token (plist-get params :token)) (value (plist-get params :value))
         (reporter (cdr (assoc token parlance--progress)))
         (percentage (plist-get value :percentage)) (text (plist-get value :message)))
    (pcase (plist-get value :kind)
      ("begin"
       (parlance--end-progress token)
       (push (cons token (make-progress-reporter (format "parlance: %s " (plist-get value :title)) 0 100))
             parlance--progress))
      ("report"
       (when reporter
         (progress-reporter-force-update reporter (or percentage 0) nil text)))
      ;; What it came to is the answer to the request, or a message.
      ("end" (parlance--end-progress token)))))

(setf (alist-get '$/progress parlance--notification-handlers) #'parlance--progressed
      (alist-get 'window/workDoneProgress/create parlance--request-handlers) #'ignore)

(defun parlance--trained (&optional problem)
  "The training has come to its end, or was ended by PROBLEM.
What it came to, the server says."
  (parlance--end-progress parlance--training)
  (setq parlance--training nil)
  (when problem
    (parlance--tell "no training: %s" problem)))

(defun parlance--start-training ()
  "Ask the server to train."
  (parlance--request
   :workspace/executeCommand
   (list :command "parlance.retrain" :arguments [] :workDoneToken parlance--training)
   (lambda (_result) (parlance--trained))
   #'parlance--trained
   0))

(defun parlance--server-for (directory then)
  "Call THEN when the server is ready and has DIRECTORY as its workspace."
  (when parlance--failure
    (user-error "%s; M-x parlance-restart starts the server again" parlance--failure))
  (parlance--with-server (lambda ()
                           (parlance--work-in directory)
                           (funcall then))))

;;;###autoload
(defun parlance-retrain (&optional wait)
  "Train the model further with the files of this project.
This takes minutes and goes on in the background; its progress is shown,
and `parlance-cancel-training' stops it.  With WAIT, the prefix argument,
wait for it; \\[keyboard-quit] stops it then."
  (interactive "P")
  (when parlance--training
    (user-error "A training is under way; M-x parlance-cancel-training stops it"))
  (let ((directory (parlance--project-directory)))
    (unless directory
      (user-error "This buffer is in no project: a directory with .git or .parlance in it"))
    (setq parlance--training (format "emacs-%d" (cl-incf parlance--tokens)))
    (unwind-protect
        (parlance--server-for directory #'parlance--start-training)
      (when parlance--failure
        (setq parlance--training nil)))
    (when wait
      (parlance--wait-for-training))))

(defun parlance--wait-for-training ()
  "Wait until the training is over; a quit stops it."
  (condition-case nil
      (while parlance--training
        (accept-process-output nil 0.1))
    (quit (parlance-cancel-training))))

(defun parlance-cancel-training ()
  "Stop the training that is under way; the model stays what it is."
  (interactive)
  (unless parlance--training
    (user-error "No training is under way"))
  (parlance--notify :window/workDoneProgress/cancel (list :token parlance--training)))

(defun parlance--forget-training ()
  "The server is gone, and its work with it."
  (setq parlance--training nil parlance--progress nil))

(add-hook 'parlance-server-gone-hook #'parlance--forget-training)

(defun parlance--command (command then)
  "Have the server execute COMMAND for this project; THEN takes the result."
  (parlance--server-for (parlance--project-directory)
                        (lambda () (parlance--execute command nil then))))

(defun parlance-rollback-model ()
  "Go back to the model that answered before the last training."
  (interactive)
  (parlance--command "parlance.rollbackModel" #'ignore))

(defun parlance-show-model ()
  "Say which model answers, and why."
  (interactive)
  (parlance--command "parlance.showModel" #'ignore))

(defun parlance-show-training-report ()
  "Show the report of the last training in a browser."
  (interactive)
  (parlance--command "parlance.showTrainingReport" #'ignore))

(defun parlance-forget-corrections ()
  "Delete the texts whose language you corrected."
  (interactive)
  (parlance--command "parlance.forgetCorrections"
                     (lambda (result)
                       (let ((count (or (plist-get result :forgotten) 0)))
                         (parlance--tell "%d correction%s forgotten" count (if (= count 1) "" "s"))))))

(defun parlance--show-document (params)
  "Answer `window/showDocument' with PARAMS."
  (let ((uri (plist-get params :uri)))
    (run-at-time 0 nil #'browse-url uri)
    '(:success t)))

(defun parlance--show-message (params)
  "Show the message in PARAMS."
  (message "%s" (plist-get params :message)))

(defun parlance--show-message-request (params)
  "Show the message in PARAMS; a question in the middle of typing gets no answer."
  (parlance--show-message params)
  nil)

(defun parlance--configuration (params)
  "Answer `workspace/configuration' with PARAMS."
  (vconcat (mapcar (lambda (item)
                     (and (equal (plist-get item :section) "parlance") (parlance--settings)))
                   (plist-get params :items))))

(defun parlance--settings-changed ()
  "Tell the server that its settings have changed."
  (parlance--notify :workspace/didChangeConfiguration
                    (list :settings (list :parlance (parlance--settings)))))

(add-hook 'parlance-settings-changed-hook #'parlance--settings-changed)

(setf (alist-get 'window/showMessage parlance--notification-handlers) #'parlance--show-message
      (alist-get 'window/showDocument parlance--request-handlers) #'parlance--show-document
      (alist-get 'window/showMessageRequest parlance--request-handlers) #'parlance--show-message-request
      (alist-get 'workspace/configuration parlance--request-handlers) #'parlance--configuration
      (alist-get 'client/registerCapability parlance--request-handlers) #'ignore
      (alist-get 'client/unregisterCapability parlance--request-handlers) #'ignore
      (alist-get 'workspace/diagnostic/refresh parlance--request-handlers) #'ignore)

(provide 'parlance-training)
;;; parlance-training.el ends here
