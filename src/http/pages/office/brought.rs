//! A form to which a file of text can be brought instead of typing it.

use super::{fields::Fields, signed::Signed};
use crate::http::{App, Failure, Part, Parts};
use axum::extract::Request;

/// A file of text, in bytes: more than any that is read here.
const FILE_BYTES: usize = 512 * 1024;

/// Reads the form; what is in the file brought as `file` stands where `text` was typed.
pub(super) async fn read(app: &App, me: &Signed, request: Request, file: &str, text: &str) -> Result<Fields, Failure> {
    let _place = app.files.admit()?;
    let mut parts = Parts::of(request, &me.visit, FILE_BYTES).await?;
    let (mut pairs, mut brought) = (Vec::new(), None);
    while let Some(part) = parts.next().await? {
        match part {
            Part::Text { name, value } => pairs.push((name, value)),
            Part::File { name, bytes, .. } if name == file => {
                brought = Some(String::from_utf8_lossy(&bytes?).into_owned());
            }
            Part::File { .. } => {}
        }
    }
    if let Some(brought) = brought {
        pairs.retain(|(name, _)| name != text);
        pairs.push((text.to_owned(), brought));
    }
    Ok(Fields::new(pairs))
}
