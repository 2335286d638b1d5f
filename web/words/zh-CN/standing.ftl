# 会后实录到了哪一步：公开页和直播页共用。
record-stage-preparing = 实录整理中
record-stage-handed-over = 待单位确认
record-stage-confirmed = 实录已确认
record-confirmed-at = 单位已于{ $at }确认
record-public-due = 整理期间文字可能还有改动，预计{ $at }前由单位确认。
record-public-overdue = 整理期间文字可能还有改动。原定{ $at }前确认，尚未完成。
