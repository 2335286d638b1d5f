# 依法抹去的文字所留的标记；页面与脚本共用。
erased-mark = 此处文字已于 { $date } 依法抹去；依据：{ $ground }。
erased-ground-personal-data = 应当事人请求，保护个人信息
erased-ground-mistake = 误予公开
erased-ground-decision = 法院或主管机关的决定
erased-ground-third-party = 第三方权利
erased-ground-other-law = 其他法律规定
