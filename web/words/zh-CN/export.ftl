# 全文、下载与订阅。
# 下载
export-title = 下载
export-lead = 同一份实录，几种格式。撤下的文字不在其中。
export-text = 纯文本
export-xlsx = Excel 工作簿
export-csv = CSV 表格
export-json = JSON（供程序使用）
export-akoma = Akoma Ntoso XML（存档标准）
export-captions = 录像字幕（WebVTT）
export-colon = ：

# 文件里的栏目
export-sheet-record = 实录
export-sheet-questions = 问题
export-sheet-answers = 答复
export-sheet-corrections = 更正
export-sheet-facts = 说明
export-col-line = 条号
export-col-time = 时间
export-col-video = 录像位置
export-col-kind = 类别
export-col-speaker = 发言人
export-col-office = 职务
export-col-question = 问题号
export-col-text = 内容
export-col-address = 链接
export-col-asked = 提问时间
export-col-asker = 提问人
export-col-origin = 来源
export-col-fate = 结果
export-col-joined = 合并的相同问题
export-col-votes = 也想问
export-col-guest = 答复人
export-col-how = 方式
export-col-replaced = 更正时间
export-col-old = 原文
export-col-fact = 项目
export-col-value = 内容
export-fact-topic = 主题
export-fact-zone = 时区
export-fact-status = 状态
export-fact-address = 网址
export-fact-summary = 摘要
export-kind-speech = 发言
export-kind-heading = 标题
export-kind-question = 提问
export-kind-reply = 书面答复
export-kind-notice = 会场通知
export-kind-photo = 照片

# 全文
transcript = 访谈全文
transcript-over = 在线访谈实录
transcript-print = 打印或另存为 PDF：用浏览器的打印功能，版式按 A4 纸排好。
transcript-opened = 实际开始
transcript-closed = 实际结束
transcript-zone = 时区
transcript-recording = 录像开始
transcript-host = 主持人
transcript-guests = 嘉宾
transcript-units = 答复单位
transcript-time = 时间
transcript-place = 网址
transcript-state = 状态
transcript-paged = 分页看实录
transcript-materials = 材料
transcript-cite = 引用
transcript-cite-as = { $units }：《{ $topic }》，在线访谈实录，{ $held }。{ $address }，{ $seen }查阅。
transcript-cite-line = 引用其中一条，请用那一条时间上的链接。链接长期有效。
transcript-video = 录像 { $clock }
transcript-rest = 这里是前 { $shown } 条，共 { $n } 条。
transcript-rest-link = 接着看
transcript-asks = 提问
transcript-alt = 图片内容：

# 订阅
feed-sessions = 访谈预告
feed-records = 访谈实录
feed-answers = 最新答复
feed-follow = 订阅
feed-calendar = 全部访谈的日历
export-erased = 此处文字已依法抹去
