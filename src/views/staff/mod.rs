//! What it is: what the staff desks show: queues, one question whole, answers, lines.
//! What it never does: call the desk, hold SQL, know HTTP; whether an act is allowed is decided by the desk again.
//! Who calls it: the staff pages.
//! Where its tests are: beside the pure parts, `tests/story/` and the browser tests in `web/e2e`.

pub mod answers;
pub mod backstage;
pub mod blocks;
pub mod changes;
pub mod cover;
pub mod erasures;
pub mod home;
pub mod host;
pub mod leftovers;
pub mod lines;
pub mod list;
pub mod may;
pub mod now;
pub mod past;
pub mod photos;
pub mod pieces;
pub mod preparation;
pub mod queue;
pub mod row;
pub mod rules;
mod sentence;
pub mod spots;
pub mod whole;
