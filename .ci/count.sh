#!/usr/bin/env bash
# count.sh FORM FILE: prints "PASSED FAILED" of a test report; "0 0" if there is none.
set -euo pipefail
form=$1 file=$2
if [ ! -s "$file" ]; then
  echo '0 0'
  exit 0
fi

case $form in
  # nextest's report: the root element sums up
  junit)
    awk '
      function value(name) { return match($0, " " name "=\"[0-9]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : 0 }
      /<testsuites / { bad = value("failures") + value("errors"); print value("tests") - value("skipped") - bad, bad; exit }
    ' "$file"
    ;;
  # `test result: ok. 5 passed; 0 failed; …`, once for each binary
  cargo) awk '/^test result: / { good += $4; bad += $6 } END { print good + 0, bad + 0 }' "$file" ;;
  # a file of tests that did not load has no failed test: it counts as one
  vitest)
    node -e '
      const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
      const dead = r.testResults.filter((t) => t.status === "failed" && !t.assertionResults.some((a) => a.status === "failed"));
      console.log(r.numPassedTests, r.numFailedTests + dead.length);
    ' "$file"
    ;;
  *)
    echo "count.sh: unknown form: $form" >&2
    exit 1
    ;;
esac
