//! Addresses of the desks.

use super::{
    act, answers, backstage, bring, bulk, describe, enter, erasures, home, host, leftovers, letters, lines, photos,
    question, queue,
};
use crate::http::App;
use axum::{Router, routing::get};

/// The desks.
pub fn router() -> Router<App> {
    Router::new()
        .route("/desk", get(home::home))
        .route("/desk/letters", get(letters::to_do))
        .route("/desk/letters/together", get(letters::choose).post(letters::together))
        .route("/desk/letters/feed.atom", get(letters::atom))
        .route("/desk/letters/feed.json", get(letters::json))
        .route("/desk/r/{code}/letters/new", get(letters::new).post(letters::enter))
        .route("/desk/r/{code}/letters/{number}/slip", get(letters::slip))
        .route("/desk/r/{code}/letter/{number}", get(letters::case).post(letters::step))
        .route("/desk/r/{code}/letter/{number}/file/{nth}", get(letters::file))
        .route("/desk/r/{code}/letter/{number}/file/{nth}/picture", get(letters::picture))
        .route("/desk/r/{code}/host", get(host::host))
        .route("/desk/r/{code}/queue", get(queue::queue))
        .route("/desk/r/{code}/q/{number}", get(question::question))
        .route("/desk/r/{code}/answers", get(answers::tasks))
        .route("/desk/r/{code}/answers/{number}", get(answers::answering))
        .route("/desk/r/{code}/lines", get(lines::lines))
        .route("/desk/r/{code}/leftovers", get(leftovers::leftovers).post(leftovers::decide))
        .route("/desk/r/{code}/photos", get(photos::photos).post(bring::bring))
        .route("/desk/r/{code}/photos/describe", get(describe::back).post(describe::describe))
        .route("/desk/r/{code}/backstage", get(backstage::backstage))
        .route("/desk/r/{code}/enter", get(enter::enter))
        .route("/desk/r/{code}/erasures", get(erasures::page))
        .route("/desk/r/{code}/act", get(act::back).post(act::act))
        .route("/desk/r/{code}/bulk", get(act::back).post(bulk::bulk))
}
