;;; flymake-ibid.el --- What ibid finds wrong with a text  -*- lexical-binding: t; -*-

;; (require 'flymake-ibid)
;; (add-hook 'markdown-mode-hook #'flymake-ibid-setup)

;;; Code:

(require 'flymake)

(defvar-local flymake-ibid--process nil "The run of ibid whose findings are waited for.")

(defun flymake-ibid (report &rest _)
  "Check the text of this buffer, as it is on the disk, and REPORT what is wrong."
  (unless (executable-find "ibid") (error "There is no program ibid"))
  (when (process-live-p flymake-ibid--process) (kill-process flymake-ibid--process))
  (let ((source (current-buffer)))
    (setq flymake-ibid--process
          (make-process
           :name "flymake-ibid" :noquery t :connection-type 'pipe
           :buffer (generate-new-buffer " *flymake-ibid*")
           :command (list "ibid" "check" "--errors" (buffer-file-name))
           :sentinel
           (lambda (process _event)
             (when (memq (process-status process) '(exit signal))
               (unwind-protect
                   (when (eq process (buffer-local-value 'flymake-ibid--process source))
                     (with-current-buffer (process-buffer process)
                       (goto-char (point-min))
                       (let (found)
                         (while (re-search-forward
                                 "^.*?:\\([0-9]+\\):\\([0-9]+\\): \\(error\\|warning\\|note\\): \\(.*\\)$"
                                 nil t)
                           (let* ((kind (match-string 3)) (words (match-string 4))
                                  (at (flymake-diag-region
                                       source (string-to-number (match-string 1))
                                       (string-to-number (match-string 2)))))
                             (push (flymake-make-diagnostic
                                    source (car at) (cdr at)
                                    (pcase kind ("error" :error) ("warning" :warning) (_ :note))
                                    words)
                                   found)))
                         (funcall report (nreverse found)))))
                 (kill-buffer (process-buffer process)))))))))

(defun flymake-ibid-setup ()
  "Have this buffer checked by ibid."
  (add-hook 'flymake-diagnostic-functions #'flymake-ibid nil t)
  (flymake-mode 1))

(provide 'flymake-ibid)
;;; flymake-ibid.el ends here
