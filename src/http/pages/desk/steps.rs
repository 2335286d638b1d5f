//! Steps in the life of a session, as the host's page presses them.

use super::{
    seat::{read, reader},
    typed::Typed,
};
use crate::{
    http::{App, Failure, Said, Visit},
    kernel::{
        command::Command,
        id::{Millis, RoomId},
        refusal::Refusal,
    },
    views::staff::changes::{Change, last_step},
};

const MINUTE: Millis = 60_000;
/// Minutes by which a session is extended with one press.
pub(super) const EXTENSIONS: [Millis; 3] = [10, 20, 30];

/// The command of a step. What cannot be taken back is not done without the box that says so.
///
/// # Errors
/// `Empty` where the box or the line to readers is missing, `Malformed`.
pub(super) fn step(typed: &Typed, act: &str, now: Millis) -> Result<Command, Refusal> {
    let notice = typed.text("notice").trim().to_owned();
    match act {
        "live" | "close" if typed.text("sure").is_empty() => Err(Refusal::Empty),
        "live" => Ok(Command::GoLive),
        "close" => Ok(Command::Close),
        "pause" => Ok(Command::Pause { notice }),
        "resume" => Ok(Command::Resume { notice }),
        "extend" => {
            let seen = typed.parse("from")?;
            Ok(Command::Extend { ends_at: extended(typed, seen, now)?, seen: Some(seen), notice })
        }
        _ => Err(Refusal::Malformed { why: "field act".into() }),
    }
}

/// Names who was faster, and when, where a step of `room` was refused because it has just been taken.
pub(in crate::http::pages) async fn already(
    app: &App,
    visit: &Visit,
    room: RoomId,
    said: Said,
) -> Result<Said, Failure> {
    let step = read(last_step(&app.db, &reader(app, visit), room).await)?;
    let Some(Change { word, by: Some(by), at, .. }) = step else { return Ok(said) };
    Ok(Said { what: visit.words().t2(word, "by", by, "at", at.clock), then: said.then })
}

/// Minutes count from the end that was shown, or from now where it is over.
fn extended(typed: &Typed, seen: Millis, now: Millis) -> Result<Millis, Refusal> {
    let by: Millis = typed.parse("by")?;
    match EXTENSIONS.contains(&by) {
        true => Ok(seen.max(now / MINUTE * MINUTE).saturating_add(by * MINUTE)),
        false => Err(Refusal::Malformed { why: "field by".into() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(fields: &[(&str, &str)]) -> Result<Command, Refusal> {
        let typed = Typed::new(fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect());
        step(&typed, typed.text("act"), 5_400_000)
    }

    #[test]
    fn what_cannot_be_taken_back_needs_its_box() {
        for (act, command) in [("live", Command::GoLive), ("close", Command::Close)] {
            assert_eq!(pressed(&[("act", act)]), Err(Refusal::Empty));
            assert_eq!(pressed(&[("act", act), ("sure", "yes")]), Ok(command));
        }
    }

    #[test]
    fn an_extension_counts_from_the_end_that_was_shown_or_from_now() {
        let by = |from, by| pressed(&[("act", "extend"), ("from", from), ("by", by)]);
        let until = |ends_at, seen| Ok(Command::Extend { ends_at, seen: Some(seen), notice: String::new() });
        assert_eq!(by("7200000", "20"), until(8_400_000, 7_200_000));
        assert_eq!(by("3600000", "20"), until(6_600_000, 3_600_000));
        for other in ["", "0", "-10", "1440"] {
            assert!(matches!(by("3600000", other), Err(Refusal::Malformed { .. })), "{other}");
        }
    }
}
