# 办理流程：能不能启用，哪里要改。
entry-room-workflow-adopted = 启用新的办理流程
refusal-bad-workflow = 这个流程还不能启用
workflow-fault-no-stages = 流程里还没有环节，请至少写一个办理环节和一个办结环节。
workflow-fault-too-many-stages = 环节太多了，最多 { $with } 个。
workflow-fault-version = 版本号从 1 起，请写成 1 或更大的整数。
workflow-fault-name = { $stage ->
    [none] 流程代号只能用小写英文字母、数字和下划线，最多 40 个。
   *[other] 环节代号“{ $stage }”只能用小写英文字母、数字和下划线，最多 40 个。
}
workflow-fault-title = { $stage ->
    [none] 流程的中英文名称都要写，各不超过 40 个字，前后不留空格。
   *[other] “{ $stage }”的中英文名称都要写，各不超过 40 个字，前后不留空格。
}
workflow-fault-twice = 有两个环节都叫“{ $stage }”，请给其中一个换个代号。
workflow-fault-next-unknown = “{ $stage }”的下一步“{ $with }”不存在，请改成已有的环节，或补上这个环节。
workflow-fault-next-self = “{ $stage }”的下一步是它自己，请去掉。
workflow-fault-next-twice = “{ $stage }”的下一步里，“{ $with }”写了两次，请去掉一个。
workflow-fault-next-astray = 从“{ $stage }”走不到“{ $with }”这一类环节，请去掉这条线。
workflow-fault-start = 来信不能从“{ $stage }”开始。第一个环节应是受理、分办、签收或办理。
workflow-fault-unanswered = 没有一个环节由人答复，请加上办理环节。
workflow-fault-unreached = 从第一个环节走不到“{ $stage }”，请从前面的环节连过来，或删去它。
workflow-fault-dead-end = 到了“{ $stage }”就没有下一步，来信会停在这里。请连到后面的环节。
workflow-fault-trap = 到了“{ $stage }”只会在几个环节里打转（还有{ $with }），办不结。请让其中一个通向办结。
workflow-fault-owner = “{ $stage }”的负责角色不能做这一步，请另选。
workflow-fault-no-limit = “{ $stage }”没有时限。请写几个工作日内办完。
workflow-fault-days = { $stage ->
    [none] 承诺的天数应在 1 到 { $with } 个工作日之间。
   *[other] “{ $stage }”的天数应在 1 到 { $with } 个工作日之间。
}
workflow-fault-urgent-slower = { $stage ->
    [none] 承诺里，紧急件的天数比平常还长，请改短。
   *[other] “{ $stage }”的紧急件天数比平常还长，请改短。
}
workflow-fault-right = “{ $stage }”这一步用不上这里写的权限：延期只用于办理，会签人数只用于审核，默认公开只用于公开。
workflow-fault-approvals = “{ $stage }”最多要 { $with } 个人同意。
workflow-fault-screen-next = “{ $stage }”之后既要能往下办，也要能办结。
workflow-fault-route-next = “{ $stage }”之后要能到签收或办理环节，否则分不到单位。
workflow-fault-take-next = “{ $stage }”之后既要能办理，也要能退回分办。
workflow-fault-handle-next = “{ $stage }”写好答复后没有去处，请连到审核、公开、评价或办结。
workflow-fault-ask-next = “{ $stage }”之后要回到办理环节。
workflow-fault-approve-next = “{ $stage }”之后既要能往下走，也要能退回办理。
workflow-fault-publish-next = “{ $stage }”之后要到评价或办结。
workflow-fault-rate-next = “{ $stage }”之后要能办结：很多人不评价。
workflow-fault-form-astray = “{ $stage }”这一步不是工作人员在信件页面上办的，表单没有人填。请把表单移到分办、签收、办理、审核或公开。
workflow-fault-too-many-fields = “{ $stage }”的表单项目太多，最多 { $with } 项。
workflow-fault-too-many-form-fields = 整个流程的表单里，项目和选项加起来最多 { $with } 个，请减少一些。
workflow-fault-field-name = “{ $stage }”表单里的代号“{ $with }”只能用小写英文字母、数字和下划线，最多 40 个。
workflow-fault-field-twice = “{ $stage }”的表单里有两项都叫“{ $with }”，请给其中一项换个代号。
workflow-fault-field-title = “{ $stage }”表单里“{ $with }”的中英文名称都要写，各不超过 40 个字，前后不留空格。
workflow-fault-no-options = “{ $stage }”表单里的选择项“{ $with }”至少要有两个选项。
workflow-fault-options-astray = “{ $stage }”表单里的“{ $with }”不是选择项，用不上选项。请改成选择项，或去掉选项。
workflow-fault-too-many-options = “{ $stage }”表单里“{ $with }”的选项太多，最多 20 个。
workflow-fault-option-twice = “{ $stage }”表单里“{ $with }”有两个选项代号相同，请改一个。
workflow-fault-option-name = “{ $stage }”表单里“{ $with }”有选项写得不对：代号用小写英文字母、数字和下划线，中英文名称都要写，各不超过 40 个字。
workflow-fault-kept = 还有问题停在“{ $stage }”，这个环节要留着，做的事也不能改。
workflow-file-too-large = 文件太大，最多 { $with } 字节。
workflow-file-syntax = 第 { $line } 行写法不对，请检查引号、括号和等号。
workflow-file-unknown-field = 第 { $line } 行的“{ $with }”不是流程里的项目，请改名或删去。
workflow-file-missing-field = { $line ->
    [0] 缺少“{ $with }”，请补上。
   *[other] 第 { $line } 行起的一段缺少“{ $with }”，请补上。
}
workflow-file-unknown-word = 第 { $line } 行的“{ $with }”不在可选的词里，请看下面的表。
workflow-file-shape = 第 { $line } 行的值类型不对：天数写数字，名称写在引号里。
step-screen-does = 看能不能受理
step-route-does = 定由哪个单位办
step-take-does = 单位接下，或说明理由退回
step-handle-does = 写答复
step-ask-does = 请来信人补充，时限暂停
step-approve-does = 另一人同意答复，或退回
step-publish-does = 定公众能看到什么
step-rate-does = 来信人评价
step-close-does = 不再办理

# 流程的页面。
workflow-title = 办理流程
workflow-lead = 现行第 { $version } 版。新的一版只管启用以后收到的来信，已经在办的仍按原来那一版办完。
workflow-trial = 试看结果
workflow-trial-sound = 检查通过，可以启用
workflow-trial-hint = 只是试看，流程没有改变。启用请按“启用”。
workflow-trial-faults = 还有 { $n } 处要改，暂不能启用
workflow-trial-changes = 与现行版本相比
workflow-trial-same = 没有不同
workflow-drawn-tried = 试看：{ $title }
workflow-drawn = 流程图，{ $n } 个环节，内容与旁边的表相同
workflow-drawing = 流程图
workflow-download = 下载文件
workflow-promise = 承诺：收到来信后 { $limit }内答复。
workflow-promise-none = 没有承诺的期限；场次结束时没答复的，按本场的规则计算期限。
workflow-table = 环节一览
workflow-c-title = 环节
workflow-c-step = 做什么
workflow-c-role = 谁办
workflow-c-limit = 时限
workflow-c-next = 下一步
workflow-c-also = 权限
workflow-days = { $n } 个工作日
workflow-days-urgent = 紧急件 { $n } 天
workflow-days-kind = { $kind } { $n } 天
workflow-and = ，
workflow-comma = 、
workflow-kind-enquiry = 咨询
workflow-kind-help = 求助
workflow-kind-suggestion = 建议
workflow-kind-criticism = 批评
workflow-kind-complaint = 投诉
workflow-no-limit = 无
workflow-by-promise = 按承诺的期限
workflow-by-session = 按场次
workflow-next-none = 到此为止
workflow-nothing = 无
workflow-also-extend = 可延期 { $n } 个工作日
workflow-also-approvals = 要 { $n } 人同意
workflow-also-publish = 来信人同意的，默认公开
workflow-card-who = { $step } · { $role }
workflow-change-new = 新增环节“{ $stage }”
workflow-change-gone = 去掉环节“{ $stage }”
workflow-change-of = “{ $stage }”的{ $what }：{ $from } → { $to }
workflow-change-promise = 承诺的期限：{ $from } → { $to }
workflow-change-title = 流程改称“{ $to }”
workflow-change-order = 环节的顺序或代号有变化
workflow-form = 逐项修改
workflow-form-lead = 展开一个环节来改，改完先试看。要加环节，填最下面空着的一个。
workflow-file = 用文件修改
workflow-file-lead = 下载文件，改好再传上来，或直接在下面改。版本号要比现行的大。
workflow-try = 先试看
workflow-adopt = 启用
workflow-f-workflow-zh = 流程名称（中文）
workflow-f-workflow-en = 流程名称（英文）
workflow-f-workflow-id = 流程代号
workflow-f-promise-days = 承诺几个工作日内答复
workflow-f-promise-urgent = 紧急件几个工作日
workflow-f-by-kind = 按来信类型另定天数
workflow-f-kind = { $kind }（工作日）
workflow-f-new = 新增一个环节
workflow-f-stage = 第 { $n } 环节：{ $stage }
workflow-f-stage-zh = 名称（中文），留空就用这一步的名字
workflow-f-stage-en = 名称（英文）
workflow-f-stage-name = 代号：小写英文字母、数字、下划线
workflow-f-stage-step = 做什么
workflow-f-step-choice = { $step }：{ $does }
workflow-f-stage-role = 谁办
workflow-f-stage-days = 时限（工作日）
workflow-f-stage-urgent = 紧急件时限（工作日）
workflow-f-stage-next = 下一步可以是
workflow-f-stage-extend = 最多可延期几个工作日（只用于办理）
workflow-f-stage-approvals = 要几个人同意（只用于审核）
workflow-f-stage-publish = 来信人同意的，默认公开（只用于公开）
workflow-f-stage-drop = 去掉这个环节
workflow-f-number = 请写整数。
office-f-workflow-paper = 流程文件
office-f-workflow-file = 文件内容
workflow-old-version = 现行的是第 { $version } 版，文件里的 version 要写更大的数。
workflow-unchanged = 与现行版本没有不同，不用启用。
workflow-full = 这里最多保留 { $most } 个旧版本，已经满了。
workflow-versions = 历次版本
workflow-versions-caption = 最新的在前
workflow-v-version = 版本
workflow-v-title = 名称
workflow-v-at = 启用时间
workflow-v-who = 谁启用
workflow-v-file = 文件
workflow-v-download = 下载第 { $version } 版
office-done-workflow = 新的流程已启用
workflow-called-interview = 访谈的流程
workflow-called-letters = 来信办理流程
workflow-called-two-steps = 来信办理流程（两步）
workflow-limit-missing = 还没写
workflow-replay = 用过去的信件试算
workflow-replay-cases = 最近办结的 { $n } 件，按试看的期限有 { $late } 件会超期；按现行期限是 { $now } 件。
workflow-replay-table = 各项期限下会超期的件数
workflow-replay-what = 期限
workflow-replay-new = 试看的期限
workflow-replay-old = 现行期限
workflow-replay-of = { $n } 件中 { $late } 件
workflow-replay-promise = 答复来信人
workflow-replay-hint = 最多试算最近的 1,000 件。期限按现行工作日历计算，已经批准的延期、请来信人补充和评价的时间不算在内；名称或步骤不同的环节不作比较。
workflow-move = 仍按旧版办理的
workflow-move-lead = 办理中的信件按收到时的版本办完。需要改按第 { $version } 版的，在这里明确转过去：已经开始计算的期限不变，每一件都会留下记录和理由。
workflow-move-from = 第 { $version } 版“{ $stage }”：{ $n } 件，转到
workflow-move-stay = 不转
workflow-move-reason = 为什么要转
workflow-move-reason-hint = 只有工作人员能看到，写进每一件的办理记录。
workflow-move-do = 转到新版
office-done-moved = 已转到新版。一次最多转 500 件，剩下的列在下面，可以接着转。
