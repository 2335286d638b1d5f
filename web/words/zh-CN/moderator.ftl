# 审核台：用键盘快速审核的工作台。
mod-seconds = { $n } 秒
mod-minutes = { $n } 分钟
mod-hours = { $m ->
    [0] { $n } 小时
   *[other] { $n } 小时 { $m } 分钟
  }
mod-days = { $n } 天

mod-waiting = 待审
    .letter = 待受理
mod-oldest = 最久等候
mod-held = 暂缓
mod-none-waits = 没有人在等
mod-link-polling = 每两秒更新
mod-link-live = 实时更新
mod-link-lost = 连接中断。已经决定的不会丢，正在重新连接…
mod-plain = 换用简易页面
mod-keys = 按键一览
mod-keys-close = 关闭
mod-keys-hint = 按键认位置，不认字符，开着中文输入法也能用。在文字框里写字时，同时按住 Alt 才起作用。
mod-loading = 正在读取…

mod-panes = 分栏
mod-pane-queue = 队列
mod-pane-question = 问题
    .letter = 来信
mod-pane-list = 现场次序

mod-queue-empty = 都处理完了
mod-queue-empty-do = 有新问题时会自动出现在这里。
    .letter = 有新来信时会自动出现在这里。
mod-pile-empty = 这里没有问题
    .letter = 这里没有来信
mod-pile-empty-do = 换一类看看，或者回到“待审”。
    .letter = 换一类看看，或者回到“待受理”。
mod-claimed = { $name } 正在看
mod-pick = 选中第 { $n } 号
mod-picked = 已选 { $n } 个
    .letter = 已选 { $n } 封
mod-pick-all = 全选
mod-more = 再读一页

mod-nothing-chosen = 请选一个问题
    .letter = 请选一封信
mod-nothing-chosen-hand = 在左边的列表里点开一个。
mod-nothing-chosen-do = 按 { $key } 打开下一个。
mod-unread = 没能读到这个问题
    .letter = 没能读到这封信
mod-unread-do = 连接恢复后会自动再读；也可以先看别的问题。
    .letter = 连接恢复后会自动再读；也可以先看别的信。
mod-claim-other = { $name } 正在处理这个问题
    .letter = { $name } 正在处理这封信
mod-claim-other-do = 您可以先看下一个，也可以照常处理；先作出的决定有效。
mod-waited = 等了 { $span }
mod-asked = { $span }前
mod-merge-title = 并入哪一个？
mod-merge-none = 没有相近的问题。可以直接填编号。
    .letter = 没有相近的来信。可以直接填编号。
mod-merge-number = 其他编号
mod-merge-into = 并入第 { $n } 号
mod-likes = 相近的问题
    .letter = 相近的来信
mod-likes-none = 没有说法相近的问题
    .letter = 没有说法相近的来信
mod-like-share = 两题都有的词已加底色。
    .letter = 两封信都有的词已加底色。
mod-history = 提问人在本场的其他问题
    .letter = 来信人在本信箱的其他来信
mod-history-none = 本场没有其他提问
    .letter = 本信箱没有其他来信
mod-word = 编辑文字
mod-assign = 交给谁答
mod-mute = 禁言
mod-choose = 按标出的键选择，Esc 取消
mod-cancel = 取消
mod-save = 保存文字
mod-save-hint = Ctrl + Enter 保存，Esc 取消
mod-rare = 更多…
mod-undo = 撤销
mod-undo-none = 刚作的决定会在这里停留几秒，可以撤销。
mod-move-up = 上移
mod-move-down = 下移
mod-next = 下一个
mod-previous = 上一个
mod-pick-this = 选中 / 取消选中
mod-to-list = 队列 / 现场次序
mod-help = 显示这张表

mod-you = 您
mod-sending = 发送中…
mod-sending-offline = 连接中断，恢复后自动补发，不会重复
mod-sending-busy = 服务器忙，稍后自动再发，不会重复
mod-left = { $n } 秒内可撤销
mod-due = 正在生效…
mod-number-act = 第 { $n } 号：
mod-trouble-show = 看这个问题
    .letter = 看这封信
mod-trouble-close = 知道了
mod-changed = 刚才有变化：
mod-for-picked = { $act }（{ $n } 个）
    .letter = { $act }（{ $n } 封）

refusal-unsent = 没能连上服务器
refusal-unsent-do = 这次操作可能没有办成。请检查网络，看看问题现在的状态，再决定要不要重做。
    .letter = 这次操作可能没有办成。请检查网络，看看这封信现在的状态，再决定要不要重做。
