# 工作日历：哪些天上班，期限怎样按工作日计算。
workdays = 工作日历
workdays-lead = 哪些天上班、哪些天放假，期限从收到的第二天起按工作日计算；每一个期限都可以在这里重新数一遍。
workdays-count = 数一数期限
workdays-received = 收到的日期
workdays-received-fault = 请写成 2026-02-13 这样的日期
workdays-how-many = 工作日
workdays-do = 计算
workdays-last = 截止 { $date }
workdays-no-end = 期限已暂停，等恢复后再计算
workdays-rule = { $received }收到，次日为第 1 天，共 { $n } 个工作日。
workdays-edition = { $n ->
    [0] 依据随系统提供的日历。
   *[other] 依据日历第 { $n } 版。
}
workdays-nth = 第 { $n } 天
workdays-not = 不计
workdays-work = 工作日
workdays-make-up = 调休上班
workdays-weekend = 周末
workdays-holiday = 放假
workdays-paused = 暂停计时
workdays-year = { $year } 年
workdays-years = 其他年份
workdays-worked = 全年 { $n } 个工作日
workdays-unknown = { $year } 年的放假安排还没有载入
workdays-unknown-why = 在此之前，这一年只按周末计算；载入后会重新计算。
workdays-runs = { $year } 年的放假和调休
workdays-name = 节日
workdays-what = 安排
workdays-dates = 日期
workdays-days = 共 { $n } 天
workdays-file = 下载表格（CSV）
workdays-mon = 一
workdays-tue = 二
workdays-wed = 三
workdays-thu = 四
workdays-fri = 五
workdays-sat = 六
workdays-sun = 日

office-tab-calendar = 日历
office-done-calendar = 日历已更新
calendar-lead = { $edition ->
    [0] 现在用的是随系统提供的日历，有 { $years } 年的放假和调休安排。
   *[other] 现行第 { $edition } 版，有 { $years } 年的放假和调休安排。
}
calendar-missing-do = 国务院办公厅一般在 11 月公布下一年的安排。公布后请在下面载入，免得跨年的期限算错。
calendar-set = 载入放假安排
calendar-set-how = 从表格软件复制过来，或粘贴 CSV。表里有哪一年，就整年替换；其他年份不变。第一行写列名：起、止、安排、名称；“安排”写“放假”或“上班”。
calendar-set-example = 起,止,安排,名称
    2027-01-01,2027-01-03,放假,元旦
    2027-01-09,,上班,元旦
office-f-table = 放假安排
office-f-table-hint = 只有一天的，“止”可以空着。只写与平常不同的日子，普通周末不用写。
calendar-try = 先看看变化
calendar-adopt = 启用
calendar-trial = 会有这些变化
calendar-trial-says = { $n } 天与现行日历不同
calendar-trial-none = 与现行日历没有不同
calendar-trial-hint = 只是预览，日历还没有改变。
calendar-becomes-work = 改为上班
calendar-becomes-off = 改为放假
calendar-withdraw-open = 撤下 { $year } 年的安排…
calendar-withdraw-how = 撤下后，这一年只按周末计算，直到重新载入。
calendar-withdraw = 撤下这一年
entry-post-counted = 计算答复期限
entry-office-calendar-amended = 更新工作日历
refusal-bad-calendar = 这份放假安排读不懂
refusal-bad-calendar-do = { $fault ->
    [empty] 请至少留一年的放假安排。
    [too-many] 第 { $row } 行起太多了，请分几次载入。
    [broken] 第 { $row } 行不是表格，请检查引号和分隔符。
    [no-column] 第一行要有“起”和“安排”两列。
    [date] 第 { $row } 行的日期请写成 2027-01-01 这样。
    [run] 第 { $row } 行的止日早于起日，或者超过一百天。
    [day] 第 { $row } 行的安排请写“放假”或“上班”。
    [twice] 第 { $row } 行的日期前面已经写过。
    [name] 第 { $row } 行的名称太长，请缩短。
   *[idle] 第 { $row } 行的上班日本来就是工作日，请检查日期。
}
deadline-by = 最迟{ $date }答复（会后 { $n } 个工作日）
deadline-day = { $day ->
    [0] 次日起为第 1 天。
   *[other] 现在是第 { $day } 天，共 { $n } 天。
}
deadline-past = 最迟应于{ $date }答复，已超过期限
deadline-made-up = { $date }调休上班，计入期限
deadline-moved = 日历更新前为{ $date }
deadline-again = 怎么算的
office-f-answer-days = 会后几个工作日内答复
office-f-answer-days-hint = 结束时还没有答复的问题，按工作日计算期限，公众看得到。0 表示不承诺。
desk-left-open = { $n } 个问题待答复，最迟{ $date }
desk-left-past = { $n } 个问题待答复，{ $date }已到期
stats-left = 会后待答
stats-in-time = 按期答复
stats-late = 逾期答复
stats-open-late = 逾期未答
calendar-set-example-name = 表格的样子
