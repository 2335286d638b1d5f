# A rulebook tried before it is adopted.
rules-try = Try it first
rules-trial = What it would have done
rules-trial-says = Of the { $looked } questions of the last thirty days this rulebook would have held { $held }; the one in force holds { $now }.
rules-trial-hint = Nothing was adopted. Repeats depend on what came before and are not counted.
rules-trial-rule = { $rule }: { $n }
rules-trial-new = not held today
