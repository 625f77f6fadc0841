;; What a user does in Emacs with Eglot; what there is to see after each step goes into the file $RESULTS, as JSON.

(package-initialize)
(require 'cl-lib)
(require 'eglot)
(require 'json)

(defvar results nil)

(defun note (step value) (push (cons step value) results))

(defun findings ()
  "Lines and rules of what is shown in this buffer."
  (sort (mapcar (lambda (diagnostic)
                  (let ((text (flymake-diagnostic-text diagnostic)))
                    (string-match "\\[\\([a-z-]+\\)\\]" text)
                    (format "%d %s" (line-number-at-pos (flymake-diagnostic-beg diagnostic)) (match-string 1 text))))
                (flymake-diagnostics))
        #'string<))

(defun wait-for (step count)
  "Wait until there are COUNT findings, and note what there is."
  ;; What Eglot and Flymake do when Emacs is idle, which it never is here.
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (cl-loop repeat 600 until (= (length (findings)) count) do (accept-process-output nil 0.1))
  (note step (vconcat (findings))))

(defun go-to (line)
  (goto-char (point-min))
  (forward-line (1- line))
  (back-to-indentation))

(defun text-of (line)
  (go-to line)
  (buffer-substring-no-properties (line-beginning-position) (line-end-position)))

(defun choose-first (_prompt choices &rest _) (car (car choices)))

(setq eglot-autoshutdown nil
      eglot-sync-connect 60
      ;; Else it asks with a menu of a window.
      last-nonmenu-event ?\r
      eglot-confirm-server-initiated-edits nil
      make-backup-files nil)

(find-file "app.py")
(call-interactively #'eglot)
(wait-for "opened" 3)

(go-to 8)
(note "hover" (format "%S" (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover
                                            (eglot--TextDocumentPositionParams))))

(cl-letf (((symbol-function 'completing-read) #'choose-first))
  (eglot-code-actions (point) (point) "quickfix" t))
(note "code action" (text-of 8))
(wait-for "mended" 2)

(go-to 8)
(delete-region (point) (line-end-position))
(insert "asyncio.sleep(5)")
(wait-for "typed" 3)

(with-current-buffer (find-file-noselect "helper.py")
  (go-to 5)
  (delete-region (point) (line-end-position))
  (insert "pass")
  (eglot--signal-textDocument/didChange))
(wait-for "changed elsewhere" 2)

(eglot-code-actions (point-min) (point-max) "source.fixAll.asyncPitfalls" t)
(note "fixed all" (text-of 8))
(wait-for "left after that" 0)

(go-to 8)
(delete-region (point) (line-end-position))
(insert "asyncio.sleep(6)")
(call-interactively #'eglot-reconnect)
(wait-for "started again" 1)

(with-temp-file (getenv "RESULTS") (insert (json-encode results)))
(kill-emacs 0)
