//! Steps in the life of a session, as the host's page presses them.

use super::typed::Typed;
use crate::kernel::{command::Command, id::Millis, refusal::Refusal};

const MINUTE: Millis = 60_000;
/// Minutes by which a session is extended with one press.
pub(super) const EXTENSIONS: [Millis; 3] = [10, 20, 30];

/// The command of a step. What cannot be taken back is not done without the box that says so.
///
/// # Errors
/// `Empty` where the box or the line to readers is missing, `Malformed`.
pub(super) fn step(typed: &Typed, act: &str) -> Result<Command, Refusal> {
    let notice = typed.text("notice").trim().to_owned();
    match act {
        "live" | "close" if typed.text("sure").is_empty() => Err(Refusal::Empty),
        "live" => Ok(Command::GoLive),
        "close" => Ok(Command::Close),
        "pause" => Ok(Command::Pause { notice }),
        "resume" => Ok(Command::Resume { notice }),
        "extend" => Ok(Command::Extend { ends_at: extended(typed)?, notice }),
        _ => Err(Refusal::Malformed { why: "field act".into() }),
    }
}

/// Minutes count from the end that was shown, so that two hosts who both extend by ten do not add up.
fn extended(typed: &Typed) -> Result<Millis, Refusal> {
    let (from, by): (Millis, Millis) = (typed.parse("from")?, typed.parse("by")?);
    match EXTENSIONS.contains(&by) {
        true => Ok(from.saturating_add(by * MINUTE)),
        false => Err(Refusal::Malformed { why: "field by".into() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(fields: &[(&str, &str)]) -> Result<Command, Refusal> {
        let typed = Typed::new(fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect());
        step(&typed, typed.text("act"))
    }

    #[test]
    fn what_cannot_be_taken_back_needs_its_box() {
        for (act, command) in [("live", Command::GoLive), ("close", Command::Close)] {
            assert_eq!(pressed(&[("act", act)]), Err(Refusal::Empty));
            assert_eq!(pressed(&[("act", act), ("sure", "yes")]), Ok(command));
        }
    }

    #[test]
    fn an_extension_counts_from_the_end_that_was_shown() {
        let by = |by| pressed(&[("act", "extend"), ("from", "3600000"), ("by", by)]);
        assert_eq!(by("20"), Ok(Command::Extend { ends_at: 4_800_000, notice: String::new() }));
        for other in ["", "0", "-10", "1440"] {
            assert!(matches!(by(other), Err(Refusal::Malformed { .. })), "{other}");
        }
    }
}
