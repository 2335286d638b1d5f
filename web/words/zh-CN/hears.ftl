# 工作人员的邮件提醒
hears-title = 邮件提醒
hears-own-lead = 有来信等着办理时，发邮件提醒您。邮件里只有件数、编号、期限和链接，没有来信的内容和来信人的姓名。
hears-open = 设置邮件提醒
hears-off = 这里还不能发邮件
hears-off-do = 运行维护人员在 wenzheng.toml 里设置邮件以后，才能登记地址。
hears-address = 收信地址
hears-confirmed = 已确认。
hears-waiting = 还没有确认。我们往这个地址发了一个确认码，三天内有效；确认之前不发别的邮件。
hears-code = 输入确认码
hears-confirm = 确认这个地址
hears-what = 什么时候提醒
hears-what-lead = 夜里和休息日不发。您替别人代办时，对方的来信也写在给您的邮件里。
hears-often-morning = 每个工作日早上汇总一封
hears-often-each = 每有一件就发
hears-often-off = 不发
hears-other = 更换或删除地址
hears-other-open = 换一个地址
hears-ask = 发送确认码
hears-drop = 删除地址，不再提醒
hears-state-none = 还没有登记收信地址。登记以后，本人收到确认码并确认，才会收到提醒。
hears-state-asked = 已往登记的地址发了确认码，等本人确认。
hears-state-confirmed = 本人已确认收信地址。
office-f-mail-address = 邮箱
office-f-mail-address-hint = 例如 zhang@example.gov.cn
office-f-mail-code = 确认码
office-f-mail-code-hint = 邮件里的 10 位字母和数字。
office-f-mail-waits = 等我办理的
office-f-mail-waits-hint = 待分办、待办理、待审核、待公开、待说明、待回访的来信，以及延期申请。
office-f-mail-above = 需要我督促的
office-f-mail-above-hint = 本单位或所督办的单位里已经超期、被督办、评价不满意的来信。
office-f-mail-lang = 邮件语言
office-done-mail-asked = 确认码已发出
office-done-mail-confirmed = 地址已确认
office-done-mail-chosen = 邮件提醒已保存
office-done-mail-dropped = 地址已删除，不再提醒
entry-office-mail-asked = 登记收信地址
entry-office-mail-confirmed = 确认收信地址
entry-office-mail-chosen = 更改邮件提醒
entry-office-mail-dropped = 删除收信地址
notices-what-staff-confirm = 确认工作人员的收信地址
notices-what-staff-morning = 给工作人员的早间提醒
notices-what-staff-waits = 提醒工作人员：有来信待办
notices-what-staff-explain = 提醒工作人员：有来信要说明
notices-what-staff-judge = 提醒工作人员：有延期申请
notices-what-staff-late-here = 提醒单位负责人：来信超期
notices-what-staff-late = 提醒督办人员：来信超期
notices-about-staff = 工作人员
letters-pile-late-here = 本单位超期
letters-pile-late-here-hint = 本单位办理的来信里，本环节期限已过的。
staff-mail-hello = { $name }，您好：
staff-mail-foot =
    去办理：{ $desk }
    更改或停止邮件提醒：{ $choose }

    此邮件由系统发出，请勿回复。
staff-mail-morning = 来信提醒：{ $n } 件
staff-mail-one = { $list }：{ $room } { $n } 号来信
staff-mail-list = { $list }（{ $n } 件）
staff-mail-for = 代 { $whom } · { $list }
staff-mail-letter = { $room } { $n } 号
staff-mail-letter-due = { $room } { $n } 号，最迟 { $date }
staff-mail-letter-late = { $room } { $n } 号，{ $date } 到期，已超期
staff-mail-more = 其余的：{ $link }
staff-mail-confirm = 请确认您的收信地址
staff-mail-confirm-mail =
    { $name }，您好：

    有人在问政系统里登记了这个地址，用来提醒您办理来信。如果是您，请登录后输入确认码：

    { $code }

    或者打开这个网页，再按“确认”：

    { $link }

    三天内有效。如果与您无关，不必理会，不会再收到邮件。
# 常用语
phrases-own = 我的常用语
phrases-own-lead = 写答复时列在草稿旁边，只有您看得到。
phrases-of-unit = { $unit }的常用语
phrases-of-unit-lead = 本单位和下属单位的人写答复时，都列在草稿旁边。由单位负责人和管理员修改。
phrases-how = 最多 { $n } 条，每条 500 字以内。按顺序号从小到大排列；标题和内容都清空，就是删除。
phrases-nth = 第 { $n } 条
phrases-place = 顺序
phrases-name = 标题
phrases-text = 内容
phrases-units = 单位的常用语
phrases-offered = 常用语（{ $n }）
phrases-none = 还没有常用语。
phrases-mine = 我的
phrases-insert = 插入
phrases-change = 添加或修改常用语
office-done-phrases = 常用语已保存
entry-office-phrases-set = 更改常用语
