;;; unit.el --- Tests of Parlance that need no server -*- lexical-binding: t; -*-

;;; Commentary:

;; Synchronisation against a copy that is kept by the protocol's rules, positions, modes, settings.

;;; Code:

(require 'parlance-test-help)

(defvar test-copy nil "The text as a server would have it by the messages that it got.")

(defun test-offset (text position)
  "The offset in TEXT of POSITION, counted as the protocol does, without this package's help."
  (let* ((lines (split-string text "\n"))
         (line (nth (plist-get position :line) lines))
         (offset (cl-loop for before in (cl-subseq lines 0 (plist-get position :line))
                          sum (1+ (length before))))
         (units (plist-get position :character)) (index 0))
    (while (> units 0)
      (cl-decf units (if (and (eq parlance--encoding 'utf-16) (> (aref line index) #xffff)) 2 1))
      (cl-incf index))
    (+ offset index)))

(defun test-receive (method params)
  "Keep the copy by the notification METHOD with PARAMS."
  (pcase method
    (:textDocument/didOpen
     (setq test-copy (plist-get (plist-get params :textDocument) :text)))
    (:textDocument/didChange
     (cl-loop for change across (plist-get params :contentChanges)
              for range = (plist-get change :range)
              do (setq test-copy
                       (if range
                           (concat (substring test-copy 0 (test-offset test-copy (plist-get range :start)))
                                   (plist-get change :text)
                                   (substring test-copy (test-offset test-copy (plist-get range :end))))
                         (plist-get change :text)))))))

(defmacro test-with-copy (text &rest body)
  "Run BODY in a buffer with TEXT that is open at a server which only keeps the copy."
  (declare (indent 1))
  `(cl-letf (((symbol-function 'parlance--notify) #'test-receive)
             ((symbol-function 'parlance--later) #'ignore))
     (with-temp-buffer
       (buffer-enable-undo)
       (insert ,text)
       (setq parlance--document (parlance--make-document :buffer (current-buffer) :uri "test"))
       (add-hook 'after-change-functions #'parlance--after-change nil t)
       (parlance--open parlance--document)
       ,@body)))

(defun test-same-p ()
  "Whether the copy is the buffer's text, once all is sent."
  (parlance--flush parlance--document)
  (equal test-copy (buffer-substring-no-properties (point-min) (point-max))))

(defun test-edit (random-number)
  "Change the buffer somewhere, by RANDOM-NUMBER, a function of a limit."
  (let* ((size (buffer-size))
         (beginning (1+ (funcall random-number (1+ size))))
         (end (min (1+ size) (+ beginning (funcall random-number 12)))))
    (pcase (funcall random-number 8)
      (0 (delete-region beginning end))
      (1 (goto-char beginning) (insert "\n"))
      (2 (goto-char beginning) (insert "a😀ö\nb"))
      (3 (goto-char (point-max)) (insert "end"))
      (4 (goto-char (point-min)) (insert "start\n"))
      (5 (upcase-region beginning end))
      (6 (goto-char beginning) (delete-region beginning end) (insert "x\n\ny"))
      (7 (save-restriction (narrow-to-region beginning end) (erase-buffer) (insert "n"))))))

(ert-deftest sync-follows-every-edit ()
  (dolist (encoding '(utf-16 utf-32))
    (let ((parlance--encoding encoding) (state 12345))
      (cl-flet ((random-number (limit)
                  (setq state (mod (+ (* state 1103515245) 12345) 2147483648))
                  (mod (/ state 65536) limit)))
        (dolist (text '("" "one line" "two\nlines\n" "\n\n\n" "😀\n😀😀"))
          (test-with-copy text
            (dotimes (_ 300)
              (dotimes (_ (1+ (random-number 4)))
                (test-edit #'random-number))
              (should (test-same-p)))))))))

(ert-deftest sync-survives-undo-and-revert-and-hidden-changes ()
  (test-with-copy "one\ntwo\nthree\n"
    (setq buffer-undo-list nil)
    (goto-char 5)
    (insert "more\n")
    (should (test-same-p))
    (test-undo)
    (should (equal (buffer-string) "one\ntwo\nthree\n"))
    (should (test-same-p))
    (let ((other (current-buffer)))
      (with-temp-buffer
        (insert "zero\ntwo\nthree and\n")
        (let ((source (current-buffer)))
          (with-current-buffer other (replace-buffer-contents source)))))
    (should (test-same-p))
    (let ((inhibit-modification-hooks t))
      (goto-char (point-max))
      (insert "unseen\n"))
    (insert "seen")
    (should (test-same-p))))

(ert-deftest sync-goes-on-after-a-change-of-modes ()
  (test-with-copy "one\n"
    (add-hook 'after-change-major-mode-hook #'parlance--mode-changed)
    (let ((parlance--applying t)
          (text-mode-hook (list (lambda () (insert "by a hook\n")))))
      (text-mode))
    (should (test-same-p))
    (insert "more\n")
    (should (test-same-p))))

(ert-deftest sync-sends-few-lines-of-many ()
  (test-with-copy (apply #'concat (make-list 1000 "a line of text\n"))
    (goto-char 7507)
    (insert "x")
    (let (sent)
      (cl-letf (((symbol-function 'parlance--notify)
                 (lambda (_method params) (setq sent (plist-get params :contentChanges)))))
        (parlance--flush parlance--document))
      (should (< (length (plist-get (aref sent 0) :text)) 40)))))

(ert-deftest bytes-that-are-no-text-can-be-sent ()
  (with-temp-buffer
    (insert "a" (string-to-multibyte "\xff") "b" #xd800 "c")
    (let ((text (parlance--text (point-min) (point-max))))
      (should (equal text "a\ufffdb\ufffdc"))
      (should (json-serialize text)))))

(ert-deftest positions-go-both-ways ()
  (dolist (encoding '(utf-16 utf-32))
    (let ((parlance--encoding encoding))
      (with-temp-buffer
        (insert "aäß€😀z\n\nlast 😀")
        (cl-loop for point from (point-min) to (point-max)
                 do (should (= point (parlance--point (parlance--position point)))))
        (should (equal (parlance--position 6)
                       (list :line 0 :character (if (eq encoding 'utf-16) 6 5))))
        (should (= (parlance--point '(:line 9 :character 3)) (point-max)))
        (should (= (parlance--point '(:line 0 :character 99)) 7))))))

(ert-deftest modes-that-are-there-are-taken ()
  (should (equal (parlance--mode 'python) '(python-mode . t)))
  (should (equal (parlance--mode 'shellscript) '(sh-mode . t)))
  (should (equal (parlance--mode 'cpp) '(c++-mode . t)))
  (let ((parlance-modes '((python . prog-mode))))
    (should (equal (parlance--mode 'python) '(prog-mode . t))))
  (should-not (parlance--mode 'no-such-language))
  (cl-letf (((symbol-function 'foolang-mode) (lambda () (interactive))))
    (should (equal (parlance--mode 'foolang) '(foolang-mode . t)))))

(ert-deftest a-kin-serves-where-no-mode-is-there ()
  (cl-letf (((symbol-function 'typescript-mode) nil) ((symbol-function 'typescript-ts-mode) nil))
    (should (equal (parlance--mode 'typescript) '(js-mode)))))

(ert-deftest a-tree-sitter-mode-needs-its-grammar ()
  (cl-letf (((symbol-function 'rust-mode) nil)
            ((symbol-function 'rust-ts-mode) (lambda () (interactive)))
            ((symbol-function 'treesit-ready-p) (lambda (&rest _) nil)))
    (should-not (parlance--mode 'rust))
    (cl-letf (((symbol-function 'treesit-ready-p) (lambda (language &rest _) (eq language 'rust))))
      (should (equal (parlance--mode 'rust) '(rust-ts-mode . t))))))

(ert-deftest languages-have-their-ids-back ()
  (pcase-dolist (`(,mode ,id) '((python-mode "python") (sh-mode "shellscript") (c++-mode "cpp")
                                (nxml-mode "xml") (verilog-mode "verilog") (lisp-mode "commonlisp")
                                (emacs-lisp-mode "emacs-lisp") (text-mode "plaintext")
                                (fundamental-mode "plaintext") (lisp-interaction-mode "emacs-lisp")
                                (no-such-mode "no-such")))
    (should (equal (list mode (parlance--language mode)) (list mode id)))))

(defun test-registry-file ()
  "The registry's data file, where the clone is at hand."
  (expand-file-name "../../../Sources/Languages/languages.json"
                    (file-name-directory (locate-library "parlance-test-help"))))

(ert-deftest every-language-of-the-registry-is-in-the-table ()
  (skip-unless (file-exists-p (test-registry-file)))
  (let ((ids (with-temp-buffer
               (insert-file-contents (test-registry-file))
               (mapcar (lambda (entry) (intern (plist-get entry :id)))
                       (json-parse-buffer :object-type 'plist)))))
    (should-not (cl-set-difference ids (mapcar #'car parlance--modes)))
    (should-not (cl-set-difference (mapcar #'car parlance--modes) ids))))

(ert-deftest modes-by-file-endings-are-in-the-table ()
  (pcase-dolist (`(,file ,id) '(("a.py" python) ("a.rb" ruby) ("a.c" c) ("a.cc" cpp) ("a.sh" shellscript)
                                ("a.js" javascript) ("a.css" css) ("a.scss" scss) ("a.el" emacs-lisp)
                                ("a.html" html) ("a.xml" xml) ("a.tex" latex) ("a.sql" sql) ("a.pl" perl)
                                ("a.java" java) ("a.f90" fortran) ("a.pas" pascal)
                                ("a.awk" awk) ("a.tcl" tcl) ("a.vhd" vhdl) ("a.bat" bat) ("a.diff" diff)
                                ("a.bib" bibtex) ("a.rst" rst) ("a.scm" scheme)))
    (let ((mode (assoc-default file auto-mode-alist #'string-match-p)))
      (should (member (list file mode)
                      (mapcar (lambda (own) (list file own)) (parlance--own-modes id)))))))

(ert-deftest settings-become-an-object ()
  (let ((parlance-detection-mode "suggest") (parlance-detect-once nil)
        (parlance-languages-include '("python" "ruby")) (parlance-settings '(("training.epochs" . 5))))
    (let ((settings (parlance--settings)))
      (should (equal (hash-table-count settings) 4))
      (should (equal (mapcar (lambda (name) (gethash name settings))
                             '("detection.mode" "detection.detectOnce" "languages.include" "training.epochs"))
                     '("suggest" :json-false ["python" "ruby"] 5)))
      (should (json-serialize settings :false-object :json-false))))
  (let ((parlance-languages-exclude nil) (parlance-markdown-preferred-tags '(("shellscript" . "sh"))))
    (let ((settings (parlance--settings)))
      (should (equal (hash-table-keys settings) '("markdown.preferredTags")))
      (should (equal (gethash "shellscript" (gethash "markdown.preferredTags" settings)) "sh"))))
  (should (hash-table-empty-p (parlance--settings))))

(ert-deftest every-setting-of-the-server-has-an-option ()
  "But those of training, of which `parlance-settings' takes care."
  (let ((page (expand-file-name "../../../docs/settings.md"
                                (file-name-directory (locate-library "parlance-test-help")))))
    (skip-unless (file-exists-p page))
    (let ((documented (with-temp-buffer
                        (insert-file-contents page)
                        (cl-loop while (re-search-forward "^| `\\([A-Za-z.]+\\)`" nil t)
                                 collect (match-string 1))))
          (options (mapcar #'car parlance--settings-table)))
      (should (> (length documented) 30))
      (should-not (cl-set-difference options documented :test #'equal))
      (should-not (seq-remove (lambda (name) (string-prefix-p "training." name))
                              (cl-set-difference documented options :test #'equal))))))

(ert-deftest edits-are-one-step-and-in-order ()
  (with-temp-buffer
    (insert "a\nb\nc\n")
    (parlance--apply-edits
     (current-buffer)
     '((:range (:start (:line 0 :character 1) :end (:line 0 :character 1)) :newText "1")
       (:range (:start (:line 1 :character 0) :end (:line 1 :character 1)) :newText "B")
       (:range (:start (:line 1 :character 1) :end (:line 1 :character 1)) :newText "!")
       (:range (:start (:line 2 :character 1) :end (:line 2 :character 1)) :newText "3")))
    (should (equal (buffer-string) "a1\nB!\nc3\n"))))

(ert-deftest hints-stand-behind-lines-and-are-accepted ()
  (test-with-copy "# Title\n\n```\nx = 1\n```\n"
    (let ((hints [(:position (:line 2 :character 3) :label [(:value "python") (:value " 98 %")]
                   :textEdits [(:range (:start (:line 2 :character 3) :end (:line 2 :character 3))
                                :newText "python")])]))
      (parlance--show-hints parlance--document (parlance--document-version parlance--document) hints)
      (should (equal (test-hints) '((3 " python 98 %"))))
      (goto-char (point-min))
      (should-not (parlance--accept-hint))
      (forward-line 2)
      (should (parlance--accept-hint))
      (should (equal (buffer-string) "# Title\n\n```python\nx = 1\n```\n"))
      (should (= (line-end-position) (overlay-start (car (overlays-in (point-min) (point-max))))))
      (should-not (parlance--accept-hint))
      (parlance--show-hints parlance--document (parlance--document-version parlance--document) nil)
      (should (test-hints))
      (parlance--flush parlance--document)
      (parlance--show-hints parlance--document (parlance--document-version parlance--document) nil)
      (should-not (test-hints)))))

(ert-deftest hints-go-when-a-document-is-closed ()
  (test-with-copy "```\nx = 1\n```\n"
    (parlance--show-hints parlance--document (parlance--document-version parlance--document)
                          [(:position (:line 0 :character 3) :label "python 98 %")])
    (should (test-hints))
    (parlance--close parlance--document)
    (should-not (test-hints))))

(ert-deftest an-edit-of-an-older-text-is-refused ()
  (test-with-copy "text\n"
    (let ((edit `(:documentChanges [(:textDocument (:uri "test" :version 1)
                                     :edits [(:range (:start (:line 0 :character 0) :end (:line 0 :character 4))
                                              :newText "new")])])))
      (insert "more")
      (should (eq (plist-get (parlance--asked-to-apply (list :edit edit)) :applied) :json-false))
      (should (equal (buffer-string) "text\nmore")))
    (should (equal (parlance--asked-to-apply '(:edit (:changes nil))) '(:applied t)))
    (let ((edit '(:changes (:test [(:range (:start (:line 0 :character 0) :end (:line 0 :character 4))
                                    :newText "new")]))))
      (should (equal (parlance--asked-to-apply (list :edit edit)) '(:applied t)))
      (should (equal (buffer-string) "new\nmore")))))

(ert-deftest a-missing-program-is-told-of-once ()
  (let ((parlance-command '("/no/such/program")) (parlance--failure nil) (told 0))
    (cl-letf (((symbol-function 'message) (lambda (&rest _) (cl-incf told))))
      (parlance--with-server #'ignore)
      (parlance--with-server #'ignore))
    (should (= told 1))
    (should (string-match-p "/no/such/program" parlance--failure))))

;;; unit.el ends here
