# The frame around every page.
frame-skip = 跳到正文
frame-nav = 主导航
frame-home = 访谈
frame-archive = 往期
frame-mine = 我提交的
frame-desk = 工作台
frame-reading = 字号与对比度
frame-twin = English
frame-twin-lang = en
frame-calm = 暂时只能阅读
frame-foot = 页脚
frame-find = 用编号查询
frame-rules = 审核规则
frame-enter = 工作人员登录
frame-leave = 退出
