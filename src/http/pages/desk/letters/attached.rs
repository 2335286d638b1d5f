//! Files of a letter for those who work on it: as they came, with the place where a photo was taken.

use super::file::CaseFile;
use crate::http::{App, Failure, Visit, hand_letter_file};
use axum::{
    extract::{Path, State},
    response::Response,
};

/// As it came, to be saved.
pub(in super::super) async fn file(
    visit: Visit,
    State(app): State<App>,
    Path((code, number, nth)): Path<(String, u32, usize)>,
) -> Result<Response, Failure> {
    let case = CaseFile::open(app, visit, (&code, number)).await?;
    hand_letter_file(&case.app, &case.visit, &case.post, (nth, false)).await
}

/// What the public could be shown of it.
pub(in super::super) async fn picture(
    visit: Visit,
    State(app): State<App>,
    Path((code, number, nth)): Path<(String, u32, usize)>,
) -> Result<Response, Failure> {
    let case = CaseFile::open(app, visit, (&code, number)).await?;
    hand_letter_file(&case.app, &case.visit, &case.post, (nth, true)).await
}
