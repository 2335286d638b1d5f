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
workflow-fault-start = 来信不能从“{ $stage }”开始。第一个环节应是审核、分办、接收或办理。
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
workflow-fault-right = “{ $stage }”这一步用不上这里写的权限：延期只用于办理，会签人数只用于审批，默认公开只用于公开。
workflow-fault-approvals = “{ $stage }”最多要 { $with } 个人同意。
workflow-fault-screen-next = “{ $stage }”之后既要能往下办，也要能办结。
workflow-fault-route-next = “{ $stage }”之后要能到接收或办理环节，否则分不到单位。
workflow-fault-take-next = “{ $stage }”之后既要能办理，也要能退回分办。
workflow-fault-handle-next = “{ $stage }”写好答复后没有去处，请连到审批、公开、评价或办结。
workflow-fault-ask-next = “{ $stage }”之后要回到办理环节。
workflow-fault-approve-next = “{ $stage }”之后既要能往下走，也要能退回办理。
workflow-fault-publish-next = “{ $stage }”之后要到评价或办结。
workflow-fault-rate-next = “{ $stage }”之后要能办结：很多人不评价。
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
