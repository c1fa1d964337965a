;;; parlance-client.el --- The server process of Parlance -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; One server for this Emacs: started when it is first needed, and never in a loop when it fails.

;;; Code:

(require 'cl-lib)
(require 'jsonrpc)
(require 'project)
(require 'seq)
(require 'url-util)
(require 'parlance-modes)
(require 'parlance-settings)

(defcustom parlance-command '("parlance" "lsp")
  "Command line that starts the server.
Where its program is not found, the one built in the clone that this
package lies in is taken."
  :type '(repeat string)
  :group 'parlance)

(defvar parlance--connection nil "The connection to the server, or nil.")
(defvar parlance--ready nil "Whether the server has answered `initialize'.")
(defvar parlance--failure nil "Why the server is not running, if it failed.")
(defvar parlance--waiting nil "What to call when the server is ready, the last first.")
(defvar parlance--folders nil "The folders that the server knows as its workspace.")

(defvar parlance--encoding 'utf-16 "The units of the protocol's columns: `utf-32' or `utf-16'.")

(defvar parlance--notification-handlers nil
  "Alist of a notification's method, a symbol, and a function of its parameters.")
(defvar parlance--request-handlers nil
  "Alist of a request's method, a symbol, and a function of its parameters.
It returns the result.")
(defvar parlance-server-gone-hook nil "Run when the server has ended, whatever the reason.")

(defconst parlance--directory
  (file-name-directory (or load-file-name buffer-file-name default-directory))
  "Where this package lies.")

(defun parlance--tell (format &rest arguments)
  "Show a message of FORMAT and ARGUMENTS as Parlance's."
  (message "parlance: %s" (apply #'format format arguments)))

(defun parlance--show (text)
  "Show TEXT: in the echo area, or where that is too small in a window."
  (with-current-buffer (get-buffer-create "*Parlance*")
    (setq buffer-undo-list t)
    (let ((inhibit-read-only t))
      (erase-buffer)
      (insert text))
    (special-mode)
    (goto-char (point-min))
    (display-message-or-buffer (current-buffer))))

(defun parlance--found-command ()
  "The command line to start, or nil where there is no such program."
  (let ((built (expand-file-name "../../.build/release/parlance" parlance--directory)))
    (cond ((executable-find (car parlance-command)) parlance-command)
          ((and (equal (car parlance-command) "parlance") (file-executable-p built))
           (cons built (cdr parlance-command))))))

(defun parlance--project-directory ()
  "The directory of the project that the current buffer is in, or nil."
  (let* ((project (project-current))
         (root (or (locate-dominating-file default-directory ".parlance")
                   (and project (if (fboundp 'project-root)
                                    (project-root project)
                                  (cdr project))))))
    (and root (not (file-remote-p root)) (expand-file-name root))))

(defun parlance--uri-of-file (file)
  "The URI of FILE, an absolute name."
  (concat "file://" (url-hexify-string file (cons ?/ url-unreserved-chars))))

(defun parlance--folder (directory)
  "DIRECTORY as a workspace folder of the protocol."
  (let ((name (directory-file-name directory)))
    (list :uri (parlance--uri-of-file name) :name (file-name-nondirectory name))))

(defun parlance--capabilities ()
  "What this client can do."
  (let ((nothing (make-hash-table)))
    `(:general (:positionEncodings ["utf-32" "utf-16"])
      :workspace (:applyEdit t
                  :workspaceEdit (:documentChanges t)
                  :configuration t
                  :workspaceFolders t
                  :inlayHint (:refreshSupport t)
                  :didChangeConfiguration (:dynamicRegistration :json-false)
                  :executeCommand (:dynamicRegistration :json-false))
      :textDocument (:synchronization ,nothing
                     :hover (:contentFormat ["plaintext"])
                     :publishDiagnostics (:versionSupport t)
                     :inlayHint (:dynamicRegistration :json-false)
                     :codeAction (:codeActionLiteralSupport
                                  (:codeActionKind (:valueSet ["quickfix" "source" "source.fixAll"]))))
      :window (:workDoneProgress t :showDocument (:support t))
      :experimental (:parlance/languageDetected t))))

(defun parlance--initialize-params ()
  "The parameters of `initialize'."
  (let ((folders (mapcar #'parlance--folder parlance--folders)))
    `(:processId ,(emacs-pid)
      :clientInfo (:name "Emacs" :version ,emacs-version)
      :rootUri ,(plist-get (car folders) :uri)
      :workspaceFolders ,(and folders (vconcat folders))
      :capabilities ,(parlance--capabilities)
      :initializationOptions (:announce t :editor "emacs" :parlance ,(parlance--settings)))))

(defun parlance--running-p ()
  "Whether the server is there and ready."
  (and parlance--ready parlance--connection (jsonrpc-running-p parlance--connection)))

(defun parlance--notify (method params)
  "Send the server the notification METHOD with PARAMS, if it is there."
  (when (parlance--running-p)
    (jsonrpc-notify parlance--connection method params)))

(defun parlance--request (method params on-success &optional on-failure timeout)
  "Send the server the request METHOD with PARAMS.
ON-SUCCESS is called with the result, ON-FAILURE with a message, and
without one the message is shown.  TIMEOUT is in seconds; 0 is forever."
  (let ((failed (or on-failure (lambda (why) (parlance--tell "%s" why)))))
    (if (not (parlance--running-p))
        (funcall failed (or parlance--failure "the server is not running"))
      (jsonrpc-async-request
       parlance--connection method params
       :timeout (cond ((null timeout) 10) ((> timeout 0) timeout))
       :success-fn on-success
       :error-fn (lambda (failure) (funcall failed (plist-get failure :message)))
       :timeout-fn (lambda () (funcall failed "the server does not answer"))))))

(defun parlance--handle-notification (_connection method params)
  "Hand the notification METHOD with PARAMS to its handler, outside the filter."
  (let ((handler (alist-get method parlance--notification-handlers)))
    (when handler
      (run-at-time 0 nil handler params))))

(defun parlance--handle-request (_connection method params)
  "Answer the server's request METHOD with PARAMS."
  (let ((handler (alist-get method parlance--request-handlers)))
    (if handler
        (funcall handler params)
      (jsonrpc-error :code -32601 :message (format "no such method: %s" method)))))

(defun parlance--ended (connection)
  "CONNECTION's server is gone."
  (when (eq connection parlance--connection)
    (let ((status (process-exit-status (jsonrpc--process connection))))
      (parlance--forget-connection)
      (setq parlance--failure (format "the server ended with code %s" status))
      (parlance--tell "%s; M-x parlance-restart starts it again" parlance--failure))))

(defun parlance--forget-connection ()
  "There is no server any more."
  (setq parlance--connection nil parlance--ready nil parlance--waiting nil)
  (run-hooks 'parlance-server-gone-hook))

(defun parlance--initialized (result)
  "The server has answered `initialize' with RESULT."
  (let ((encoding (plist-get (plist-get result :capabilities) :positionEncoding)))
    (setq parlance--encoding (if (equal encoding "utf-32") 'utf-32 'utf-16)
          parlance--ready t))
  (parlance--notify :initialized (make-hash-table))
  (let ((callbacks (nreverse parlance--waiting)))
    (setq parlance--waiting nil)
    (mapc #'funcall callbacks)))

(defun parlance--make-process (command)
  "Start COMMAND."
  (make-process :name "parlance" :command command :connection-type 'pipe
                :coding 'utf-8-emacs-unix :noquery t
                :stderr (get-buffer-create "*parlance stderr*")))

(defun parlance--launch (command)
  "Start the server by COMMAND and introduce ourselves."
  (let ((project (parlance--project-directory)))
    (setq parlance--folders (and project (list project))
          parlance--connection
          (make-instance 'jsonrpc-process-connection
                         :name "parlance"
                         :process (lambda () (parlance--make-process command))
                         :events-buffer-scrollback-size 0
                         :notification-dispatcher #'parlance--handle-notification
                         :request-dispatcher #'parlance--handle-request
                         :on-shutdown #'parlance--ended)))
  (jsonrpc-async-request parlance--connection :initialize (parlance--initialize-params)
                         :timeout 60 :success-fn #'parlance--initialized
                         :error-fn #'ignore))

(defun parlance--with-server (callback)
  "Call CALLBACK once the server is ready: now, or when it has started.
Not at all where the server cannot start, which is told once."
  (cond ((parlance--running-p) (funcall callback))
        (parlance--failure nil)
        (t (push callback parlance--waiting)
           (unless parlance--connection
             (let ((command (parlance--found-command)))
               (condition-case problem
                   (if command
                       (parlance--launch command)
                     (error "No program `%s' is found (parlance-command)" (car parlance-command)))
                 (error (setq parlance--failure (error-message-string problem)
                              parlance--waiting nil)
                        (parlance--tell "%s" parlance--failure))))))))

(defun parlance--stop ()
  "End the server, if there is one, and forget that it failed."
  (setq parlance--failure nil)
  (let ((connection parlance--connection))
    (when connection
      (let ((inhibit-message t))
        (when (parlance--running-p)
          (ignore-errors (jsonrpc-request connection :shutdown nil :timeout 2))
          (ignore-errors (jsonrpc-notify connection :exit nil)))
        (parlance--forget-connection)
        (with-timeout (2 nil)
          (while (jsonrpc-running-p connection)
            (accept-process-output (jsonrpc--process connection) 0.05)))
        (jsonrpc-shutdown connection t)))))

(defun parlance--work-in (directory)
  "Make DIRECTORY, unless it is nil, the server's workspace.
The project that a command is called in is the one that it is about."
  (unless (or (null directory) (equal (list directory) parlance--folders))
    (let ((before parlance--folders))
      (setq parlance--folders (list directory))
      (parlance--notify :workspace/didChangeWorkspaceFolders
                        (list :event
                              (list :added (vector (parlance--folder directory))
                                    :removed (vconcat (mapcar #'parlance--folder before))))))))

(provide 'parlance-client)
;;; parlance-client.el ends here
