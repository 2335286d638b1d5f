# 直播中的访谈页：随消息更新的文字。
live-viewers = { $n } 人在看
live-new-lines = { $n } 条新内容
live-new-questions = { $n } 个新问题，点这里显示
live-reorder = 想问的人数有变，重新排序
live-lost = 连接断开了，正在重新连接。已显示的内容和您写的文字都还在。
live-back =
    { $n ->
        [0] 已重新连上，没有漏掉内容。
       *[other] 已重新连上，补上了 { $n } 条。
    }
live-outdated = 这个页面不再自动更新了。
live-outdated-do = 重新打开
live-not-sent = 没有发出去，您写的文字还在。请检查网络后再点一次，不会重复提交。
live-vote-not-sent = 没有发出去。请检查网络后再点一次，不会重复计算。
live-close = 关闭
live-sheet = 提问与我的问题
live-mine-news = 有新进展
live-digest-lines = 实录新增 { $n } 条。
live-digest-questions = 新增 { $n } 个问题。
live-on-stage = 正在回答第 { $n } 号问题。
live-own-answered = 您的第 { $n } 号问题有答复了。
live-similar = 已经有人问过相近的问题
live-similar-said = 输入框下面列出了 { $n } 个相近的问题。
live-new-tab = （在新标签页打开）
live-similar-hint = 如果想问的一样，点“我也想问”就行，不必再写一遍。
