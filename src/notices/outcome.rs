//! What became of a try to send something, and when it is tried again.

use crate::{
    kernel::{id::Millis, limits::Limits},
    store::{Parcel, ParcelState},
};

/// Characters of a reason that are kept.
const REASON_CHARS: usize = 300;

/// What became of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The far end took it.
    Sent,
    /// The far end wants this one later.
    Later(String),
    /// The far end takes nothing now: the others of this door wait too.
    Down(String),
    /// The far end never takes this one.
    Never(String),
    /// There is nobody, or nothing, to tell any more: the code of why.
    Void(&'static str),
}

impl Outcome {
    /// Whether the others of this door had better wait too.
    pub fn is_down(&self) -> bool {
        matches!(self, Outcome::Down(_))
    }

    /// Without what must not be kept: the address or number that the far end may repeat in its reason.
    pub fn without(self, secrets: &[&str]) -> Outcome {
        let clean = |reason: String| cleaned(reason, secrets);
        match self {
            Outcome::Later(reason) => Outcome::Later(clean(reason)),
            Outcome::Down(reason) => Outcome::Down(clean(reason)),
            Outcome::Never(reason) => Outcome::Never(clean(reason)),
            same @ (Outcome::Sent | Outcome::Void(_)) => same,
        }
    }

    /// The parcel after this. `chance` between 0 and 1 spreads the tries of many.
    pub fn settle(self, parcel: Parcel, now: Millis, limits: &Limits, chance: f64) -> Parcel {
        let tries = parcel.tries + 1;
        let done = |state, error| Parcel { state, tries, done_at: Some(now), error, ..parcel.clone() };
        match self {
            Outcome::Sent => done(ParcelState::Sent, None),
            Outcome::Never(reason) => done(ParcelState::Failed, Some(reason)),
            Outcome::Void(code) => done(ParcelState::GivenUp, Some(code.to_owned())),
            Outcome::Later(reason) | Outcome::Down(reason) => {
                let next_at = now + pause(tries, limits, chance);
                if next_at - parcel.made_at > limits.notices_try_ms {
                    return done(ParcelState::GivenUp, Some(reason));
                }
                Parcel { tries, next_at, error: Some(reason), ..parcel }
            }
        }
    }
}

/// Twice as long after each try up to a bound, and of that at least half.
fn pause(tries: u32, limits: &Limits, chance: f64) -> Millis {
    let doubled = limits.notices_retry_least_ms.saturating_mul(1 << tries.saturating_sub(1).min(20));
    let most = doubled.min(limits.notices_retry_most_ms);
    most / 2 + (most as f64 / 2.0 * chance) as Millis
}

fn cleaned(reason: String, secrets: &[&str]) -> String {
    let hide = |text: String, secret: &&str| {
        let at = text.to_lowercase().find(&secret.to_lowercase());
        // lower case may be of another length: then nothing of the reason is kept
        match at {
            Some(_) if !text.is_ascii() || !secret.is_ascii() => String::from("…"),
            Some(_) => hidden(&text, secret),
            None => text,
        }
    };
    let secrets = secrets.iter().filter(|secret| !secret.is_empty());
    let plain: String = secrets.fold(reason, hide);
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    plain.chars().filter(|c| !c.is_control()).take(REASON_CHARS).collect()
}

/// Each place of `secret` in an ASCII text, whatever its case, as an ellipsis.
fn hidden(text: &str, secret: &str) -> String {
    let (lower, wanted) = (text.to_ascii_lowercase(), secret.to_ascii_lowercase());
    let mut out = String::new();
    let mut from = 0;
    while let Some(at) = lower.get(from..).and_then(|rest| rest.find(&wanted)) {
        out.push_str(text.get(from..from + at).unwrap_or_default());
        out.push('…');
        from += at + wanted.len();
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::id::RoomId;
    use uuid::Uuid;

    fn parcel() -> Parcel {
        let (door, target, what) = ("mail".into(), String::new(), "answered".into());
        let (post, person, done_at, error, receipt) = Default::default();
        let (id, room, state) = (Uuid::nil(), RoomId(Uuid::nil()), ParcelState::Waiting);
        let (staff_at, tries, made_at, next_at) = (1, 0, 0, 0);
        Parcel {
            id,
            door,
            target,
            room,
            staff_at,
            post,
            person,
            what,
            state,
            tries,
            made_at,
            next_at,
            done_at,
            error,
            receipt,
        }
    }

    #[test]
    fn the_pauses_grow_to_a_bound_and_end() {
        let limits = Limits::default();
        let (mut now, mut waiting, mut pauses) = (0, parcel(), Vec::new());
        while waiting.state == ParcelState::Waiting {
            waiting = Outcome::Down("no".into()).settle(waiting, now, &limits, 1.0);
            pauses.push(waiting.next_at - now);
            now = waiting.next_at.max(now + 1);
        }
        assert_eq!(waiting.state, ParcelState::GivenUp);
        assert_eq!(pauses[..4], [30_000, 60_000, 120_000, 240_000]);
        assert!(pauses.iter().all(|pause| *pause <= limits.notices_retry_most_ms));
        assert!(now > limits.notices_try_ms - limits.notices_retry_most_ms, "it was tried for days");
    }

    #[test]
    fn many_do_not_come_back_at_once() {
        let limits = Limits::default();
        assert_eq!([0.0, 0.5, 1.0].map(|chance| pause(3, &limits, chance)), [60_000, 90_000, 120_000]);
        assert_eq!(pause(u32::MAX, &limits, 1.0), limits.notices_retry_most_ms);
    }

    #[test]
    fn a_reason_repeats_nobodys_address() {
        let never = Outcome::Never("550 <Li@Example.COM> unknown,\n try li@example.com".into());
        assert_eq!(never.without(&["li@example.com"]), Outcome::Never("550 <…> unknown, try …".into()));
        let said = Outcome::Later("号码 +8613800138000 停机".into()).without(&["+8613800138000", "13800138000"]);
        assert_eq!(said, Outcome::Later("…".into()));
    }
}
