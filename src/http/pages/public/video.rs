//! Moving pictures beside the record.

use super::here::read;
use crate::{
    http::{App, Failure},
    kernel::{
        id::Millis,
        limits::Limits,
        material::host_of,
        room::{Header, Phase},
        video::{self, VideoKind},
    },
    views::{cast::about, reader::Texts, room::RoomView},
};

/// The videos of a room.
pub(super) struct Videos {
    /// The session's, then the one in sign language, as far as there are.
    pub shown: Vec<Shown>,
    /// Where to begin, in seconds of the recording.
    pub at: u32,
    /// When the recording began, in ms since 1970; 0 while that is not known.
    pub zero_at: Millis,
    /// Whether nothing live is awaited any more.
    pub over: bool,
}

/// One of a room's videos.
pub(super) struct Shown {
    /// Its address, with the place to begin at where the browser's own player understands one.
    pub src: String,
    /// The host that sends it.
    pub host: String,
    /// `hls`, `file` or `page`.
    pub kind: &'static str,
    /// Whether it is the one in sign language.
    pub sign: bool,
}

impl Shown {
    /// Id of its name.
    pub fn word(&self) -> &'static str {
        if self.sign { "public-video-sign" } else { "public-video" }
    }

    /// Id of the words that ask for it.
    pub fn play_word(&self) -> &'static str {
        if self.sign { "video-play-sign" } else { "video-play" }
    }
}

/// What the room shows, as far as the operator still allows its host. `at` is where to begin, in seconds.
pub(super) fn shown(app: &App, header: &Header, room: &RoomView, at: u32) -> Videos {
    let limits = app.desk.limits();
    let both = [(&room.video, false), (&room.sign_video, true)];
    Videos {
        shown: both.into_iter().filter_map(|(address, sign)| one(address, sign, at, limits)).collect(),
        at,
        zero_at: header.video_at,
        over: matches!(header.phase, Phase::Closed | Phase::Cancelled),
    }
}

/// What kinds of video the room's page shows, also where the page itself need not be made.
pub(super) async fn kinds(app: &App, header: &Header) -> Result<Vec<VideoKind>, Failure> {
    if !header.video {
        return Ok(Vec::new());
    }
    let about = about(&read(Texts::read(&app.db, &[header.about.id]).await)?, &header.about);
    let addresses = [about.video, about.sign_video];
    let shown = addresses.iter().filter(|address| is_shown(address, app.desk.limits()));
    Ok(shown.map(|address| video::kind_of(address)).collect())
}

fn is_shown(address: &str, limits: &Limits) -> bool {
    !address.is_empty() && video::allowed(address, limits).is_ok()
}

fn one(address: &str, sign: bool, at: u32, limits: &Limits) -> Option<Shown> {
    let host = host_of(address).filter(|_| is_shown(address, limits))?;
    let kind = match video::kind_of(address) {
        VideoKind::Hls => "hls",
        VideoKind::File => "file",
        VideoKind::Page => "page",
    };
    let seeks = at > 0 && kind != "page" && !address.contains('#');
    let src = if seeks { format!("{address}#t={at}") } else { address.to_owned() };
    Some(Shown { src, host: host.to_owned(), kind, sign })
}
