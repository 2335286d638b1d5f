# 规则试算。
rules-try = 先试一试
rules-trial = 试算结果
rules-trial-says = 最近三十天收到的 { $looked } 个问题里，这份规则会暂缓 { $held } 个；现行规则暂缓 { $now } 个。
rules-trial-hint = 只是试算，规则没有启用。重复刷屏要看前后文，不计在内。
rules-trial-rule = { $rule }：{ $n } 个
rules-trial-new = 现行规则不会暂缓
