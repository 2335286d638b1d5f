//! Where one question stands: the steps behind it and those ahead.

use super::reader::{Reader, Stamp};
use crate::kernel::{
    case::End,
    id::Millis,
    post::{Fate, Post},
};

/// One step of a question's path.
#[derive(Clone, Debug)]
pub struct Step {
    /// `done`, `here`, `ahead` or `stopped`.
    pub state: &'static str,
    /// Id of its word.
    pub word: &'static str,
    /// When, where known.
    pub at: Option<Stamp>,
}

impl Step {
    /// Whether it is behind.
    pub fn is_done(&self) -> bool {
        self.state == "done"
    }

    /// Whether the question stands here.
    pub fn is_here(&self) -> bool {
        self.state == "here"
    }

    /// Whether the path ends here before its time.
    pub fn is_stopped(&self) -> bool {
        self.state == "stopped"
    }
}

/// How far along the straight way a post is: 0 received … 4 answered.
fn reached(post: &Post) -> usize {
    match post.fate {
        Fate::Received | Fate::Held | Fate::ScreenedOut | Fate::Withdrawn => 1,
        Fate::Listed | Fate::Merged => 2,
        Fate::OnStage => 3,
        Fate::InHand | Fate::CarriedOver => 2,
        Fate::Answered | Fate::Ended => 4,
    }
}

/// The path of a post. `staged_at` is when it came on stage, 0 if it did not.
///
/// Where the session is over, what did not happen is not promised any more.
pub fn path(post: &Post, staged_at: Millis, over: bool, reader: &Reader) -> Vec<Step> {
    let words = ["fate-received", "path-screened", listed_word(post), "path-staged", super::question::fate_word(post)];
    let times = [post.at, 0, post.listed_at, staged_at, post.answered_at];
    let here = reached(post);
    let step = |index: usize, state: &'static str| {
        let word = match index {
            1 if state == "here" => here_word(post),
            3 if state == "here" => "fate-on-stage",
            4 if state != "here" => "fate-answered",
            _ => words.get(index).copied().unwrap_or_default(),
        };
        let at = times.get(index).and_then(|ms| reader.stamp_if(*ms));
        Step { state, word, at: at.filter(|_| state != "ahead") }
    };
    let mut steps: Vec<Step> = (0..here).map(|index| step(index, "done")).collect();
    if let Some(stop) = stop(post) {
        if post.taken_down.is_some() {
            steps.extend([step(1, "done"), step(2, "done")]);
        }
        steps.push(stop);
        return steps;
    }
    // An answer in writing does not pass over the stage.
    if here == 4 && staged_at == 0 {
        steps.truncate(3);
    }
    // What was taken for a comment went nowhere.
    let comment = post.told_why().is_some_and(|answer| answer.end == Some(End::Comment));
    if post.is_carried() && !comment {
        // It did not come on stage again: the session is over.
        let last = steps.pop();
        let behind = if here == 2 { Some(step(2, "done")) } else { last };
        let at = post.case.as_ref().and_then(|case| reader.stamp_if(case.carried?));
        let state = if here == 2 { "here" } else { "done" };
        steps.extend(behind);
        steps.push(Step { state, word: "fate-carried-over", at });
        if here == 2 {
            steps.push(step(4, "ahead"));
            return steps;
        }
    }
    steps.push(step(here, "here"));
    if !over {
        steps.extend((here + 1..5).map(|index| step(index, "ahead")));
    } else if here < 4 {
        steps.push(Step { state: "ahead", word: "path-over", at: None });
    }
    steps
}

fn here_word(post: &Post) -> &'static str {
    if post.fate == Fate::Held { "fate-held" } else { "path-screening" }
}

fn listed_word(post: &Post) -> &'static str {
    if post.fate == Fate::Listed && !post.public { "fate-listed-unseen" } else { "fate-listed" }
}

fn stop(post: &Post) -> Option<Step> {
    let word = match post.fate {
        Fate::ScreenedOut => super::question::fate_word(post),
        Fate::Withdrawn => "fate-withdrawn",
        Fate::Merged => "fate-merged",
        _ => return None,
    };
    Some(Step { state: "stopped", word, at: None })
}
