;;; emacs.el --- An Emacs that was started as by its user has the package  -*- lexical-binding: t; -*-

;;; Code:

(defun parlance-check--wrong ()
  "What is not as it should be, or nil."
  (cond ((not (fboundp 'global-parlance-mode)) "no global-parlance-mode")
        ((not (bound-and-true-p global-parlance-mode)) "global-parlance-mode is off")
        ((not (commandp 'parlance-retrain)) "no parlance-retrain")
        ((not (string-prefix-p (getenv "PREFIX") (or (locate-library "parlance") "")))
         (format "the package is %s" (locate-library "parlance")))
        ((not (executable-find "parlance")) "no program")))

(add-hook 'emacs-startup-hook
          (lambda ()
            (let ((wrong (condition-case failure (parlance-check--wrong) (error (format "%S" failure)))))
              (write-region (or wrong "as it should be") nil (getenv "RESULT") nil 'silent)
              (kill-emacs 0))))
;;; emacs.el ends here
