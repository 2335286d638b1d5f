//! The press of a button becomes a command.

use super::{erasures, steps::step, typed::Typed};
use crate::kernel::{
    appeal::AppealStep,
    command::Command,
    cue::ReadyCue,
    id::{GuestId, Millis, PostId},
    line::Speaker,
    post::{Origin, Verdict},
    refusal::Refusal,
};

const MINUTE: Millis = 60_000;

/// What a form names in people's words and the page has looked up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Looked {
    /// The question whose number was typed.
    pub post: Option<PostId>,
    /// The line that something goes directly before.
    pub before: Option<u32>,
    /// When the recording began, where that was typed.
    pub zero_at: Option<Millis>,
    /// How long the session still lasts at most, in ms.
    pub rest_ms: Millis,
    /// The moment of the press, UTC ms.
    pub now: Millis,
}

/// Whether an act names another question by its number, in the field `into`.
pub(super) fn names_another(act: &str) -> bool {
    matches!(act, "merge" | "bind")
}

/// The command of the field `act`.
///
/// # Errors
/// `Malformed` when a field is missing or is not what it should be.
pub(super) fn command(typed: &Typed, looked: Looked) -> Result<Command, Refusal> {
    let act = typed.text("act");
    match act {
        "approve" | "hold" | "reject" | "merge" => screen(typed, act, looked),
        "dismiss" => {
            let (post, revision) = (typed.parse("post")?, typed.parse("revision")?);
            Ok(Command::Appeal { step: AppealStep::Dismiss { post, revision, reason: text(typed) } })
        }
        "undo" => Ok(Command::Undo { post: typed.parse("post")?, revision: typed.parse("revision")? }),
        "unmerge" => Ok(Command::Unmerge { post: typed.parse("post")?, revision: typed.parse("revision")? }),
        "word" => {
            Ok(Command::Word { post: typed.parse("post")?, revision: typed.parse("revision")?, text: text(typed) })
        }
        "assign" => {
            let guest: Option<GuestId> = typed.maybe("guest")?;
            Ok(Command::Assign { post: typed.parse("post")?, revision: typed.parse("revision")?, guest })
        }
        "rank" => {
            let before: Option<PostId> = typed.maybe("before")?;
            Ok(Command::Rank { post: typed.parse("post")?, revision: typed.parse("revision")?, before })
        }
        "stage" => Ok(Command::Stage { post: typed.parse("post")?, revision: typed.parse("revision")? }),
        "unstage" | "answered" => Ok(Command::Unstage { post: typed.maybe("post")?, answered: act == "answered" }),
        "let-go" => Ok(Command::LetGo),
        "mute" => Ok(Command::Mute { post: typed.parse("post")?, for_ms: mute(typed, looked)? }),
        "take-down" => Ok(Command::TakeDown { post: typed.parse("post")?, rule: rule(typed)? }),
        "enter" => enter(typed),
        "cue" => cue(typed),
        "live" | "pause" | "resume" | "extend" | "close" => step(typed, act, looked.now),
        "start-video" => Ok(Command::StartVideo { zero_at: looked.zero_at }),
        "say" | "head" | "bind" | "place-line" | "correct-line" | "describe" | "take-down-line" => {
            record(typed, act, looked)
        }
        "erase-propose" | "erase-agree" | "erase-decline" => erasures::command(typed, act),
        "reword" | "hold-back" | "show" | "drop" => block(typed, act),
        _ => answer(typed, act),
    }
}

fn text(typed: &Typed) -> String {
    typed.text("text").to_owned()
}

/// A rule must be chosen: an empty one is a form not filled in.
fn rule(typed: &Typed) -> Result<String, Refusal> {
    match typed.text("rule") {
        "" => Err(Refusal::Empty),
        rule => Ok(rule.to_owned()),
    }
}

fn screen(typed: &Typed, act: &str, looked: Looked) -> Result<Command, Refusal> {
    let verdict = match act {
        "approve" => Verdict::Approve,
        "hold" => Verdict::Hold,
        "reject" => Verdict::Reject { rule: rule(typed)? },
        _ => Verdict::Merge { into: looked.post.ok_or(Refusal::NotFound)? },
    };
    Ok(Command::Screen { post: typed.parse("post")?, revision: typed.parse("revision")?, verdict })
}

fn mute(typed: &Typed, looked: Looked) -> Result<Millis, Refusal> {
    match typed.text("for") {
        "15" => Ok(15 * MINUTE),
        "session" => Ok(looked.rest_ms.max(15 * MINUTE)),
        "lift" => Ok(0),
        _ => Err(Refusal::Malformed { why: "field for".into() }),
    }
}

/// A button without a cue sends the words alone.
fn cue(typed: &Typed) -> Result<Command, Refusal> {
    let cue = match typed.text("cue") {
        "" => None,
        code => Some(ReadyCue::parse(code).ok_or(Refusal::Malformed { why: "field cue".into() })?),
    };
    Ok(Command::Cue { cue, text: text(typed) })
}

fn enter(typed: &Typed) -> Result<Command, Refusal> {
    let origin = Origin::parse(typed.text("origin")).ok_or(Refusal::Malformed { why: "field origin".into() })?;
    Ok(Command::Enter {
        text: text(typed),
        name: typed.text("name").trim().to_owned(),
        origin,
        to: typed.maybe("guest")?,
        contact: None,
    })
}

fn record(typed: &Typed, act: &str, looked: Looked) -> Result<Command, Refusal> {
    match act {
        "say" if keeps(typed) => Ok(Command::Prepare { speaker: Some(speaker(typed)?), text: text(typed) }),
        "head" if keeps(typed) => Ok(Command::Prepare { speaker: None, text: text(typed) }),
        "say" => Ok(Command::Say { speaker: speaker(typed)?, text: text(typed), before: typed.maybe("before")? }),
        "head" => Ok(Command::Head { text: text(typed), before: typed.maybe("before")? }),
        "bind" => {
            Ok(Command::Bind { line: typed.parse("line")?, revision: typed.parse("revision")?, post: looked.post })
        }
        "place-line" => Ok(Command::PlaceLine {
            line: typed.parse("line")?,
            revision: typed.parse("revision")?,
            before: looked.before,
        }),
        "correct-line" => Ok(Command::CorrectLine {
            line: typed.parse("line")?,
            revision: typed.parse("revision")?,
            text: text(typed),
            erratum: !typed.text("erratum").is_empty(),
        }),
        "describe" => Ok(Command::Describe {
            line: typed.parse("line")?,
            revision: typed.parse("revision")?,
            alt: typed.text("alt").to_owned(),
            erratum: !typed.text("erratum").is_empty(),
        }),
        _ => Ok(Command::TakeDownLine { line: typed.parse("line")? }),
    }
}

/// The second button of the forms that write lines: for later.
pub(super) fn keeps(typed: &Typed) -> bool {
    typed.text("then") == "prepare"
}

fn block(typed: &Typed, act: &str) -> Result<Command, Refusal> {
    let (block, revision) = (typed.parse("block")?, typed.parse("revision")?);
    Ok(match act {
        "reword" => {
            let alt = typed.all("alt").next().map(str::to_owned);
            Command::Reword { block, revision, text: text(typed), alt }
        }
        "hold-back" => Command::Hold { block, revision },
        "show" => Command::Show { block, revision },
        _ => Command::Drop { block, revision },
    })
}

fn speaker(typed: &Typed) -> Result<Speaker, Refusal> {
    match typed.text("speaker") {
        "host" => Ok(Speaker::Host),
        "citizen" => Ok(Speaker::Citizen),
        _ => Ok(Speaker::Guest { guest: typed.parse("speaker")? }),
    }
}

fn answer(typed: &Typed, act: &str) -> Result<Command, Refusal> {
    let (post, guest): (PostId, GuestId) = (typed.parse("post")?, typed.parse("guest")?);
    match act {
        "draft" => Ok(Command::Draft { post, revision: typed.maybe("revision")?, guest, text: text(typed) }),
        "hand-over" => Ok(Command::HandOver { post, guest }),
        "sign-off" => Ok(Command::SignOff { post, revision: typed.parse("revision")?, guest }),
        "publish" => Ok(Command::Publish { post, revision: typed.parse("revision")?, guest }),
        "publish-part" => {
            Ok(Command::PublishPart { post, revision: typed.parse("revision")?, guest, text: text(typed) })
        }
        "finish" => Ok(Command::Finish { post, revision: typed.parse("revision")?, guest }),
        "correct-reply" => {
            Ok(Command::CorrectReply { post, revision: typed.parse("revision")?, guest, text: text(typed) })
        }
        "take-down-reply" => Ok(Command::TakeDownReply { post, guest }),
        _ => Err(Refusal::Malformed { why: "field act".into() }),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const POST: PostId = PostId(Uuid::from_u128(7));
    const OTHER: PostId = PostId(Uuid::from_u128(8));
    const GUEST: GuestId = GuestId(Uuid::from_u128(9));

    fn pressed(fields: &[(&str, &str)]) -> Result<Command, Refusal> {
        let own =
            [("post", POST.to_string()), ("revision", "3".into()), ("guest", GUEST.to_string()), ("line", "5".into())];
        let own = own.into_iter().map(|(name, value)| (name.to_owned(), value));
        let given = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        command(
            &Typed::new(given.chain(own).collect()),
            Looked { post: Some(OTHER), before: Some(4), rest_ms: 3_600_000, ..Looked::default() },
        )
    }

    #[test]
    fn a_decision_carries_the_revision_seen() {
        let screen = |verdict| Ok(Command::Screen { post: POST, revision: 3, verdict });
        assert_eq!(pressed(&[("act", "approve")]), screen(Verdict::Approve));
        assert_eq!(pressed(&[("act", "merge"), ("into", "8")]), screen(Verdict::Merge { into: OTHER }));
        assert_eq!(
            pressed(&[("act", "reject"), ("rule", "insult")]),
            screen(Verdict::Reject { rule: "insult".into() })
        );
    }

    #[test]
    fn a_rejection_without_a_rule_is_not_sent() {
        assert_eq!(pressed(&[("act", "reject")]), Err(Refusal::Empty));
        assert_eq!(pressed(&[("act", "take-down"), ("rule", "")]), Err(Refusal::Empty));
    }

    #[test]
    fn an_unknown_act_or_a_broken_field_changes_nothing() {
        for fields in [
            &[("act", "")][..],
            &[("act", "approve "), ("x", "y")],
            &[("act", "approve"), ("post", "1")],
            &[("act", "approve"), ("revision", "-1")],
            &[("act", "mute"), ("for", "999")],
            &[("act", "enter"), ("origin", "web"), ("text", "x")],
            &[("act", "rank"), ("before", "x")],
            &[("act", "cue"), ("cue", "dance")],
        ] {
            assert!(matches!(pressed(fields), Err(Refusal::Malformed { .. })), "{fields:?}");
        }
    }

    #[test]
    fn a_mute_lasts_a_quarter_of_an_hour_or_the_session() {
        let mute = |for_ms| Ok(Command::Mute { post: POST, for_ms });
        assert_eq!(pressed(&[("act", "mute"), ("for", "15")]), mute(900_000));
        assert_eq!(pressed(&[("act", "mute"), ("for", "session")]), mute(3_600_000));
        assert_eq!(pressed(&[("act", "mute"), ("for", "lift")]), mute(0));
    }

    #[test]
    fn speakers_and_line_ends() {
        let said = pressed(&[("act", "say"), ("speaker", &GUEST.to_string()), ("text", "一\r\n二")]);
        assert_eq!(
            said,
            Ok(Command::Say { speaker: Speaker::Guest { guest: GUEST }, text: "一\n二".into(), before: None })
        );
        let host = pressed(&[("act", "say"), ("speaker", "host"), ("text", "x")]);
        assert_eq!(host, Ok(Command::Say { speaker: Speaker::Host, text: "x".into(), before: None }));
    }

    #[test]
    fn words_are_kept_for_later_by_the_second_button() {
        let kept = pressed(&[("act", "say"), ("then", "prepare"), ("speaker", "citizen"), ("text", "x")]);
        assert_eq!(kept, Ok(Command::Prepare { speaker: Some(Speaker::Citizen), text: "x".into() }));
        let heading = pressed(&[("act", "head"), ("then", "prepare"), ("text", "x")]);
        assert_eq!(heading, Ok(Command::Prepare { speaker: None, text: "x".into() }));
        let shown = pressed(&[("act", "show"), ("block", "4")]);
        assert_eq!(shown, Ok(Command::Show { block: 4, revision: 3 }));
    }

    #[test]
    fn assigning_to_nobody_is_an_empty_choice() {
        let assigned = pressed(&[("act", "assign"), ("guest", "")]);
        assert_eq!(assigned, Ok(Command::Assign { post: POST, revision: 3, guest: None }));
    }
}
