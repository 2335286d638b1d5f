# The frame around every page.
frame-skip = Skip to content
frame-nav = Main
frame-home = Interviews
frame-archive = Past
frame-mine = What I sent
frame-desk = Desk
frame-reading = Text size and contrast
frame-twin = 中文
frame-twin-lang = zh-CN
frame-calm = Reading only for now
frame-foot = Footer
frame-find = Look up a receipt
frame-rules = Screening rules
frame-enter = Staff log-in
frame-leave = Log out
