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
