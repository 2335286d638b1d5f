//! What a gateway says later of a message that it took: whether the telephone got it.

use super::{door::Notices, settings::SmsSettings};
use crate::store::StoreError;
use serde_json::Value;
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// Receipts in one call.
const MOST: usize = 500;
/// Characters of a state that are kept.
const STATE_CHARS: usize = 40;
/// Characters of a secret, at least.
pub(super) const SECRET_CHARS: usize = 16;

impl Notices {
    /// Takes receipts; none where nobody asked for them under this secret, else how many were of messages of ours.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn receipts(&self, secret: &str, body: &Value) -> Result<Option<usize>, StoreError> {
        let settings = &self.0.kit.doors.sms;
        let own = settings.receipt_secret.0.as_bytes();
        if own.len() < SECRET_CHARS || !bool::from(own.ct_eq(secret.as_bytes())) {
            return Ok(None);
        }
        let mut known = 0;
        for (id, state) in read(settings, body) {
            let arrived = settings.receipt_ok.is_empty() || settings.receipt_ok == state;
            known += usize::from(self.0.kit.db.note_receipt(id, &state, arrived).await?);
        }
        Ok(Some(known))
    }
}

/// One receipt or a list of them; what names no message of ours is passed over.
fn read(settings: &SmsSettings, body: &Value) -> Vec<(Uuid, String)> {
    let one = |body: &Value| {
        let id = body.pointer(&settings.receipt_id)?.as_str()?.parse().ok()?;
        let state = body.pointer(&settings.receipt_state)?;
        let state = state.as_str().map_or_else(|| state.to_string(), str::to_owned);
        let plain = |c: &char| c.is_ascii_alphanumeric() || "_.:-".contains(*c);
        Some((id, state.chars().filter(plain).take(STATE_CHARS).collect()))
    };
    match body {
        Value::Array(all) => all.iter().take(MOST).filter_map(one).collect(),
        body => one(body).into_iter().collect(),
    }
}
