//! What stands before connections that last: head, origin, who calls. No rates, no page, no compression.

use super::{
    door::Door,
    failure::{Failure, failure_of, tell},
    head, origin,
    serve::Connection,
    shed::block,
    visit::Visit,
};
use crate::{auth::Caller, kernel::refusal::Refusal};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// When a full house is worth another try, in ms.
const FULL_RETRY_MS: i64 = 2_000;

/// Names the caller to the live door, and tells what it refuses as the house tells everything.
pub(super) async fn usher(State(door): State<Arc<Door>>, mut request: Request, next: Next) -> Response {
    let connection = request.extensions().get::<Connection>().cloned().unwrap_or_else(Connection::local);
    let visit = Visit::new(&door, &request, connection.peer());
    let response = match name(&visit, &connection, &request) {
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(failure) => failure.into_response(),
    };
    match failure_of(&response) {
        Some(failure) => {
            metrics::counter!("wenzheng_live_refused_total", "code" => failure.trouble().code()).increment(1);
            tell(&failure, &visit, response)
        }
        None => response,
    }
}

fn name(visit: &Visit, connection: &Connection, request: &Request) -> Result<Caller, Failure> {
    head::check_live(request.uri(), request.headers())?;
    let own = visit.own_origin();
    if head::is_api(visit.path()) {
        // a browser says nothing of origin where its own page reads
        origin::judge(own, request.headers())?;
    } else {
        origin::judge_socket(own, request.headers())?;
    }
    let session = visit.session().map(str::to_owned);
    if connection.is_reserved() && session.is_none() {
        return Err(Refusal::Busy { retry_after_ms: FULL_RETRY_MS }.into());
    }
    Ok(Caller { address: block(visit.client()), visitor: visit.visitor(), pass: visit.pass(), session })
}
