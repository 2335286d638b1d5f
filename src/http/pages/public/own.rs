//! What belongs to the author of a question: receipt, code, and the way back to it.

use super::{super::qr::svg, here, here::read};
use crate::{
    auth::code,
    http::{App, Failure, Visit},
    kernel::{post::Post, receipt, refusal::Refusal, room::Header},
};

/// A receipt as its owner sees it.
pub(super) struct Receipt {
    /// The query code.
    pub code: String,
    /// The address that needs no cookie.
    pub link: String,
    /// The same as a QR code.
    pub qr: String,
    /// Its author can still take it back.
    pub may_withdraw: bool,
}

/// Path of the page that number and code open.
pub(in crate::http::pages) fn path(app: &App, header: &Header, post: &Post) -> String {
    format!("/q/{}/{}", receipt::number(&header.code, post.number), code::of(&app.keys, post.id))
}

/// The receipt of a post.
pub(super) fn receipt_of(app: &App, visit: &Visit, header: &Header, post: &Post) -> Receipt {
    let link = visit.absolute(&path(app, header, post));
    let qr = svg(&link, &visit.words().t("public-receipt-qr"));
    Receipt { code: code::of(&app.keys, post.id), link, qr, may_withdraw: post.can_be_withdrawn() }
}

/// The post of a receipt whose code was shown. A number that does not exist and a wrong
/// code are told alike, and both count as a try.
pub(super) async fn open(app: &App, visit: &Visit, number: &str, typed: &str) -> Result<(Header, Post), Failure> {
    let Some((room, post)) = receipt::parse(number) else { return Err(Refusal::BadCode.into()) };
    let found = match here::room(app, visit, &room).await {
        Ok(header) => read(app.db.post(header.id, post).await)?.map(|listed| (header, listed.post)),
        Err(_) => None,
    };
    let fits = found.as_ref().is_some_and(|(_, post)| code::fits(&app.keys, post.id, typed));
    app.auth.guess(&format!("code:{room}-{post}"), fits)?;
    Ok(found.ok_or(Refusal::BadCode)?)
}
