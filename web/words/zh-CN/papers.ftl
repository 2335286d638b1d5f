# 事项目录和代办人。
entry-office-matters-amended = 更新事项目录
entry-office-deputy-set = 指定代办人
entry-office-deputy-dropped = 取消代办人
refusal-bad-matters = 这份事项目录读不懂
refusal-bad-matters-do = { $fault ->
    [empty] 请至少写一个事项。
    [too-many] 第 { $row } 行起太多了，最多 2000 行。
    [broken] 第 { $row } 行不是表格，请检查引号和分隔符。
    [no-column] 第一行要有“编码”“事项”“牵头单位”三列。
    [code] 第 { $row } 行的编码请用字母、数字、点、横线，最多 32 个。
    [twice] 第 { $row } 行的编码或事项前面已经写过。
    [path] 第 { $row } 行的事项请写成“交通出行/公交线路”这样，最多五层，每层不超过 40 个字。
    [unit] 第 { $row } 行写的单位不在单位列表里，请写全称，或先添加单位。
    [districts] 第 { $row } 行的分区单位请写成“东城区=东城区城管局；西城区=西城区城管局”。
    [days] 第 { $row } 行的时限请写 1 到 250 的整数，或留空。
    [publish] 第 { $row } 行的公开请写“是”或“否”。
   *[words] 第 { $row } 行的关键词最多 40 个，每个不超过 40 个字。
}
refusal-bad-deputy = 不能这样指定代办人
refusal-bad-deputy-do = 代办人要是另一个在用的账号；只能代自己现有的角色，管理员和审计员不能代。

office-tab-matters = 事项
office-done-matters = 事项目录已更新
office-done-deputy = 代办人已指定
office-done-deputy-dropped = 代办已取消
matters-lead = { $edition ->
    [0] 还没有事项目录。
   *[other] 现行第 { $edition } 版。分办来信时，按来信里的词建议事项和牵头单位。
}
matters-unchanged = 与现行目录没有不同
matters-trial-hint = 只是预览，目录还没有改变。
matters-gone = 去掉：{ $path }（{ $code }）
matters-new = 新增：{ $path }（{ $code }）
matters-changed = 修改：{ $path }（{ $code }）
matters-more = 另有 { $n } 处
matters-district = { $district }：{ $unit }
matters-days-none = 按信箱
matters-list = 全部事项
matters-download = 下载表格
matters-none = 还没有事项
matters-none-next = 在下面粘贴一张表格，就能开始。
matters-count = 共 { $n } 项
matters-path = 事项
matters-unit = 牵头单位
matters-days = 时限
matters-publish = 默认公开
matters-words = 关键词
matters-yes = 是
matters-no = 否
matters-ask-title = 试一封来信
matters-ask-lead = 写几句来信，看看会建议哪些事项。第一行当作标题。不会保存。
matters-ask = 看看建议
matters-proposed = 建议的事项
matters-proposed-none = 没有事项与这些词相符
matters-because = 因为：{ $words }
matters-set = 更换目录
matters-set-how = 从表格软件复制过来，或传一个 CSV 文件，整张替换。单位要写单位列表里的全称；分区单位不同的，写“东城区=东城区城管局；西城区=西城区城管局”；时限留空就按信箱的规定。
matters-set-example = 编码,事项,牵头单位,分区单位,时限,公开,关键词
matters-adopt = 启用
office-f-matters = 事项表
office-f-matters-paper = 表格文件（CSV）
office-f-letter = 来信内容
office-f-district = 所在区，可以不填
deputy-title = 代办人
deputy-own-title = 我的代办人
deputy-lead = 不在岗时，由代办人用自己的账号办理，记录里写明代谁办。管理员和审计员的权限不能代，代办人也不能再转给别人。
deputy-none = 没有指定代办人
deputy-caption = 由他们代办
deputy-for-caption = 代这些人办
deputy-who = 姓名
deputy-when = 日期
deputy-what = 代办的角色
deputy-days = { $from } 至 { $to }
deputy-before = 还没开始
deputy-on = 代办中
deputy-over = 已结束
deputy-all = 全部能代的角色
deputy-new = 指定代办人
deputy-set = 指定
deputy-drop = 取消代办
deputy-unknown = 没有这个登录名，请再核对一下。
deputy-no-day = 请写日期。
deputy-bad-days = 最后一天不能早于第一天，不能已经过去，前后不超过一年。
office-f-deputy-login = 代办人的登录名
office-f-deputy-from = 第一天
office-f-deputy-to = 最后一天
office-f-deputy-grant = 代办什么
deputy-own-lead = 休假或出差时，可以请同事代办。
deputy-open = 看代办人
