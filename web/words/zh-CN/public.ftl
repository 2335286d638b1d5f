# 公众页面。
# 场次
phase-draft = 筹备中
phase-announced = 预告
phase-collecting = 征集问题中
    .letter = 接收来信
phase-about-to-start = 即将开始
phase-live = 直播中
phase-paused = 暂停中
phase-closed = 已结束
phase-cancelled = 已取消
phase-discarded = 已作废

# 问题走到哪里
fate-received = 已收到
fate-held = 审核中，需要再看一看
    .letter = 暂缓，需再核实
fate-screened-out = 未通过审核
    .letter = 未予受理
fate-taken-down = 公布后撤下
fate-listed = 已公开
fate-listed-unseen = 已通过，答复时公布
fate-on-stage = 正在回答
fate-answered = 已答复
fate-answered-written = 已书面答复
fate-answered-spoken = 已口头答复
fate-answered-both = 已口头和书面答复
fate-merged = 已合并
fate-carried-over = 已转书面答复
fate-comment = 意见，不需要答复
fate-ended = 已说明不予办理的原因
fate-withdrawn = 已撤回
path-screened = 已审核
path-screening = 审核中
path-over = 访谈已结束，会后如有答复会写在这里
path-staged = 请嘉宾回答

# 怎样来的
origin-web = 网上
origin-phone = 电话
origin-radio = 广播
origin-hall = 现场
    .letter = 现场
origin-letter = 来信
origin-prepared = 单位准备
origin-host = 主持人提问

# 岗位
role-administrator = 管理员
role-moderator = 审核员
role-host = 主持人
role-stenographer = 速记员
role-guest = 嘉宾
role-guest-staff = 嘉宾助理
role-editor = 编辑
role-approver = 审批人
role-router = 分办员
role-handler = 承办人
role-supervisor = 督办员
role-auditor = 审计员

# 答复写到哪里
reply-draft = 草稿
reply-handed-over = 已交嘉宾
reply-signed-off = 嘉宾已签发
reply-published = 已公布
reply-taken-down = 已撤下

# 公告
notice-opened = 访谈开始
notice-paused = 访谈暂停
notice-resumed = 访谈继续
notice-extended = 访谈延长
notice-postponed = 访谈改期
notice-cancelled = 访谈取消
notice-guest-replaced = 嘉宾更换
notice-asking-closed = 提问截止，访谈继续
notice-closed = 访谈结束

# 时间
public-just-now = 刚刚
public-ago = { $span }前
public-clock-left = 距计划结束还有 { $span }
public-clock-over = 已到计划结束时间，访谈仍在继续
public-clock-missed = 已过预定时间，访谈没有开始
public-clock-soon = 马上开始
public-clock-until = 距开始还有 { $span }
public-clock-collects = { $span }起可以提问
public-clock-asking-ends = 提问即将截止，还有 { $span }
public-clock-asking-ended = 提问已截止

# 公布方式
public-mode-after-approval = 问题经审核后公布。
public-mode-with-answer = 问题在答复时一并公布。
public-mode-before-approval = 问题提交 { $span }后先行公布，审核员随后查看。

# 首页
public-home-title = 在线访谈
public-home-lead = 部门负责人在这里公开回答市民的问题。
public-upcoming = 即将举行
public-upcoming-none = 暂时没有预告的访谈
public-upcoming-none-next = 新的访谈会提前几天在这里公布。
public-past = 往期访谈
public-past-all = 全部往期
public-guests = 嘉宾
public-received = 收到市民提问 { $n } 个
public-received-answered = 收到市民提问 { $n } 个，公开答复 { $answered } 个
public-prepared-count = 另有单位或主持人提出的问题 { $n } 个，不计在内。
public-enter-room = 进入访谈
public-ask = 我要提问
public-look-up = 快速查找
public-look-up-label = 访谈号、信箱号或回执编号
public-look-up-hint = 访谈号和信箱号是六位数字，回执编号像 482913-42-7。
public-look-up-go = 查找
public-how-title = 怎样参加
public-how-1 = 选一场访谈，写下您的问题，不用注册。
public-how-2 = 记下编号和查询码，随时查看问题走到哪一步。
public-how-3 = 看到同样想问的，点“我也想问”。
public-go-home = 回到首页

# 往期
public-past-title = 往期访谈
public-past-count = 共 { $n } 场
public-past-none = 还没有结束的访谈
public-past-none-next = 访谈结束后，实录会长期保存在这里。
public-pager = 分页
public-pager-back = 上一页
public-pager-on = 下一页
public-pager-where = 第 { $page } 页，共 { $pages } 页

# 访谈页
public-tabs = 访谈内容
public-rehearsal = 演练
public-rehearsal-hint = 只有拿到入场链接的人能看到这场演练。结束后，这里的内容会全部丢弃。
public-rehearsal-scan = 扫二维码进入演练。访谈号只对正式访谈有效。
public-tab-record = 实录
public-tab-questions = 问题
public-tab-materials = 材料
public-portrait-of = { $name }的照片
public-material-file = { $kind }，{ $size }
public-material-link = 外部网站：
file-picture = 图片
file-pdf = PDF
file-text = 纯文本
file-document = 文字文档
file-table = 表格
file-slides = 演示文稿
public-latest = 最新发言
public-on-stage = 正在回答
public-aside = 本场信息
public-people = 嘉宾
public-facts = 本场安排
public-fact-time = 时间
public-fact-units = 单位
public-fact-subjects = 主题领域
public-fact-mode = 公布
public-fact-counts = 提问
public-background = 访谈背景
public-wanted = 征集哪些问题
public-join = 手机参加
public-join-code = 访谈号
public-join-qr = 本场访谈的二维码
public-calendar = 加入日历
public-stage-over = 扫码看全部问答，或输入访谈号
public-stage-join = 扫码提问，或输入访谈号
public-share = 分享
public-share-scan = 扫二维码，或在首页输入访谈号，就能参加。
public-share-send = 转发
public-share-copy = 复制链接
public-share-copied = 已复制
public-record-none = 还没有实录
public-record-none-next = 访谈开始后，每一句话都会记在这里。
public-record-last = 这里是最后 { $shown } 条，共 { $n } 条。
public-record-whole = 看完整实录
public-questions-none = 还没有公开的问题
public-questions-none-next = 第一个提问的人可以是您。
public-questions-count = 公开的市民提问 { $n } 个，已答复 { $answered } 个。
public-questions-all = 全部问题
public-sort = 排序
public-sort-votes = 最多人想问
public-sort-new = 最新
public-sort-old = 最早
public-sort-answered = 已答复在前
public-speaker-host = 主持人
public-speaker-citizen = 市民

# 问题
public-number = 第 { $n } 号
public-number-title = 第 { $n } 号问题
    .letter = 第 { $n } 号信
public-unnamed = 未署名
public-own = 我的
public-to = 问
public-joined = 合并了 { $n } 个相同问题
public-joined-to = 已合并到第 { $n } 号问题
public-joined-here = 合并到这里的问题
public-worded = 文字经编辑，看原文
public-question-gone = 这个问题已撤下，文字不再显示。
public-text-gone = 这段文字已依法封存，不再显示。
public-votes = { $n } 人也想问
public-vote = 我也想问
public-voted = 您也想问
public-answer = 答复
public-answers = { $n } 个答复
public-line-video = 录像 { $clock }
public-video = 现场视频
public-video-sign = 手语视频
public-video-open = 单独打开
public-answer-open = 正在答复，还没说完。
public-answer-gone = 这条答复已撤下。
public-answer-whole = 看答复全文
public-how-written = 书面答复
public-how-spoken = 口头答复
public-how-late = 会后答复
public-errata = 更正
public-erratum = 更正，原文：
public-path = 问题走到哪一步
public-path-done = 已完成：
public-why = 依据：
public-why-rule = 看这条规则
public-back-to-room = 回到访谈

# 提问
public-ask-text = 您的问题
public-ask-text-hint = 一次问一件事，答得更清楚。请不要写身份证号、电话和住址。
public-ask-to = 想问谁
public-ask-to-any = 都可以
public-ask-contact = 有答复时通知您（可以不填）
public-ask-contact-hint = 只用来通知您这个问题的结果，不会公布，工作人员也看不到。
public-ask-mail = 邮箱
public-ask-phone = 手机号
public-ask-name = 怎样称呼您（可以不填）
public-ask-name-hint = 会和问题一起公布，不必是真名。
public-ask-after = 提交后会得到编号和查询码。哪些问题不能公布，见
public-ask-send = 提交问题
public-ask-closed = 现在不收提问
public-count-most = 最多 { $n } 字
public-count-left = 还可以写 {"{n}"} 字
public-count-over = 超出 {"{n}"} 字
public-errors = 请检查这里
public-error-title = 有错误：
public-crumbs = 所在位置

# 回执
public-receipt-title = 问题已收到
public-receipt-yours = 您的回执
public-receipt-number = 编号
public-receipt-code = 查询码
public-receipt-keep = 请记下编号和查询码，换一台设备也能查到，需要时撤回。
public-receipt-keep-read = 请记下编号和查询码，换一台设备也能查到。
public-receipt-link = 以后查看的链接
public-receipt-qr = 以后查看的二维码
public-copy-code = 复制查询码
public-copied = 已复制
public-change = 修改或撤回
public-edit = 修改文字
public-edit-hint = 修改后重新审核，编号不变。
public-edit-send = 保存修改
public-again = 改一改，再问一次
public-withdraw = 撤回这个问题
public-withdraw-hint = 撤回后不再审核和公布，不能恢复。
public-withdraw-send = 确认撤回
public-done-edited = 修改已保存
public-done-withdrawn = 问题已撤回
public-done-voted = 已记下，您也想问这个问题

# 查找
public-find-title = 查问题和来信，找访谈和信箱
public-find-lead = 有编号和查询码，在任何设备上都能找回自己的问题和来信。
public-find-number-hint = 像 482913-42-7，横线可以不写
public-find-code-hint = 十个字母和数字，不分大小写
public-find-go = 查看
public-find-room = 只有访谈号或信箱号
public-find-room-hint = 六位数字，会场、公告和网址里有
public-find-code = 号码
public-find-enter = 进入
public-find-no-room = 没有这个号码，请核对后再试。
public-find-no-number = 请填写编号。
public-find-no-code = 请填写查询码。

# 我的问题
public-mine-count = 共 { $n } 件
public-mine-none = 这台设备上还没有您提交的问题或来信
public-mine-none-next = 用编号和查询码，可以找回在别处提交的。
public-mine-keep = 怎样认出是您提交的
public-mine-keep-text = 我们不用账号。浏览器里存着一个标记（Cookie），靠它认出哪些问题和来信是您的；清除它，或者换一台设备，这里就是空的。编号和查询码不受影响，请另外记下。
public-mine-title = 我提交的问题和来信
public-mine-here = 我的问题
public-mine-question = 提问
    .letter = 来信

# 实录
public-record = 访谈实录
public-record-count = 实录共 { $n } 条。
public-record-here = 本页是第 { $first }–{ $last } 条。
public-contents = 目录
public-record-questions = 市民提问
public-record-open = 还没有答复的问题，{ $n } 个
public-record-open-more = 其余 { $n } 个
public-line-link = { $clock }，这一条的链接
public-line-title = 实录第 { $n } 条
public-line-answers = 回答第 { $n } 号问题
public-line-reply-to = 书面答复第 { $n } 号问题
public-line-gone = 这一条已撤下。
public-line-in-record = 在实录中查看
public-cite = 引用这一条：

# 审核规则
public-rules-lead = 审核员只能按这里写明的规则不予公布、不予受理。
public-rules-how = 机器只做标记，请人再看；不公布某个问题、不受理某封信，总是由人决定，本人会看到是哪一条。

# 字号与对比度
public-reading-lead = 设置只保存在这台设备上。
public-reading-done = 设置已应用
public-reading-apply = 应用
public-reading-system = 跟随系统
public-reading-size = 字号
public-reading-size-usual = 标准
public-reading-size-large = 大字
public-reading-contrast = 对比度
public-reading-contrast-more = 高对比度
public-reading-contrast-standard = 标准对比度
public-reading-theme = 底色
public-reading-theme-light = 浅色
public-reading-theme-dark = 深色
