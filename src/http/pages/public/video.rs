//! Moving pictures beside the record.

use crate::{
    http::App,
    kernel::{
        limits::Limits,
        video::{self, VideoKind},
    },
    views::room::RoomView,
};

/// One of a room's videos.
pub(super) struct Shown {
    /// Its address.
    pub src: String,
    /// `hls`, `file` or `page`.
    pub kind: &'static str,
    /// Id of its name.
    pub word: &'static str,
}

/// What the room shows, as far as the operator still allows its host. `at` is where to begin, in seconds.
pub(super) fn shown(app: &App, room: &RoomView, at: u32) -> Vec<Shown> {
    let limits = app.desk.limits();
    let both = [(&room.video, "public-video"), (&room.sign_video, "public-video-sign")];
    both.into_iter().filter_map(|(address, word)| one(address, word, at, limits)).collect()
}

fn one(address: &str, word: &'static str, at: u32, limits: &Limits) -> Option<Shown> {
    video::allowed(address, limits).ok().filter(|()| !address.is_empty())?;
    let kind = match video::kind_of(address) {
        VideoKind::Hls => "hls",
        VideoKind::File => "file",
        VideoKind::Page => "page",
    };
    let seeks = at > 0 && kind != "page" && !address.contains('#');
    let src = if seeks { format!("{address}#t={at}") } else { address.to_owned() };
    Some(Shown { src, kind, word })
}
