# 访谈页上的视频：按下播放以后才用到的文字。
video-play = 播放现场视频
video-play-sign = 播放手语视频
video-from = 画面来自 { $host }，点了播放才会连接。
video-connecting = 正在连接……
video-waiting = 画面还没有开始，有了会自动播放。
video-absent = 现在没有画面。
video-unreachable = 连不上画面所在的网站，正在再试。也可以单独打开。
video-lost = 画面停住了，正在重新连接。
video-broken = 这里放不了这段视频，可以单独打开。
video-ended = 直播画面已经结束。如果放上了录像，重新打开本页就能看到。
video-outside = 这一段现在还不能回看。
video-to-live = 回到直播
video-sign-show = 显示手语
video-sign-hide = 收起手语
video-sign-larger = 手语画面放大
video-sign-smaller = 手语画面缩小
