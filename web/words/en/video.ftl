# Video in the room's page: words that are needed once somebody presses play.
video-play = Play the video
video-play-sign = Play the sign language video
video-from = The picture comes from { $host }, which is contacted only when you press.
video-connecting = Connecting…
video-waiting = The picture has not begun. It will play by itself when it does.
video-absent = There is no picture now.
video-unreachable = The site of the picture cannot be reached; trying again. You can also open it by itself.
video-lost = The picture has stopped; connecting again.
video-broken = This video cannot be played here. You can open it by itself.
video-ended = The live picture has ended. If a recording is put up, you will find it here when you open this page again.
video-outside = This passage cannot be played back yet.
video-to-live = Back to live
video-sign-show = Show sign language
video-sign-hide = Hide sign language
video-sign-larger = Make sign language larger
video-sign-smaller = Make sign language smaller
