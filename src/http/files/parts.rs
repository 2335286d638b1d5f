//! A form with files, part by part: no file is held longer than its turn.

use super::super::{
    Failure,
    body::{is_letter, most_bytes},
    visit::Visit,
};
use crate::{kernel::refusal::Refusal, wire::problem::Trouble};
use axum::{
    body::Bytes,
    extract::{
        FromRequest, Request,
        multipart::{Field, Multipart, MultipartError},
    },
};

/// Parts of one form.
const MOST_PARTS: usize = 512;
/// Bytes of a part that is no file.
const TEXT_BYTES: usize = 128 * 1024;

/// One part of a form.
#[derive(Debug)]
pub(in crate::http) enum Part {
    /// What was typed or chosen.
    Text {
        /// Under which name.
        name: String,
        /// What.
        value: String,
    },
    /// A file; none where none was chosen or it is larger than one may be.
    File {
        /// Under which name.
        name: String,
        /// The name it has where it comes from.
        came: String,
        /// Its bytes, or why they were not read.
        bytes: Result<Vec<u8>, Refusal>,
    },
}

/// The parts of a form, in order. The hidden `csrf` field was the door's and is left out.
pub(in crate::http) struct Parts {
    form: Multipart,
    max_bytes: usize,
    count: usize,
    door_bytes: usize,
}

impl Parts {
    /// Of a request whose files have at most `max_bytes` each.
    ///
    /// # Errors
    /// `UnsupportedType` for anything but a form with files.
    pub async fn of(request: Request, visit: &Visit, max_bytes: usize) -> Result<Parts, Failure> {
        let door_bytes = most_bytes(visit, is_letter(visit, request.headers()));
        let form = Multipart::from_request(request, &()).await.map_err(|_| Trouble::UnsupportedType)?;
        Ok(Parts { form, max_bytes, count: 0, door_bytes })
    }

    /// The next part; none after the last. A file field in which nothing was chosen is passed over.
    ///
    /// # Errors
    /// `Malformed`, `BodyTooLarge`.
    pub async fn next(&mut self) -> Result<Option<Part>, Failure> {
        loop {
            let (max_bytes, door_bytes) = (self.max_bytes, self.door_bytes);
            let field = self.form.next_field().await.map_err(|error| told(&error, door_bytes))?;
            let Some(field) = field else { return Ok(None) };
            self.count += 1;
            if self.count > MOST_PARTS {
                return Err(Refusal::Malformed { why: format!("more than {MOST_PARTS} parts") }.into());
            }
            let part = read(field, max_bytes).await.map_err(|error| told(&error, door_bytes))?;
            match part {
                Part::Text { name, .. } if name == "csrf" => {}
                Part::File { came, bytes: Ok(bytes), .. } if came.is_empty() && bytes.is_empty() => {}
                part => return Ok(Some(part)),
            }
        }
    }
}

async fn read(field: Field<'_>, max_bytes: usize) -> Result<Part, MultipartError> {
    let name = field.name().unwrap_or_default().to_owned();
    match field.file_name().map(str::to_owned) {
        Some(came) => {
            let bytes = within(field, max_bytes).await?;
            Ok(Part::File { name, came, bytes: bytes.ok_or(Refusal::FileTooLarge { max_bytes }) })
        }
        None => {
            // Over the limit it becomes empty; what a text may hold is the desk's business.
            let bytes = within(field, TEXT_BYTES).await?.unwrap_or_default();
            Ok(Part::Text { name, value: String::from_utf8_lossy(&bytes).into_owned() })
        }
    }
}

/// All bytes of a field; none if there are more than `most`. What is left over is read and dropped.
async fn within(mut field: Field<'_>, most: usize) -> Result<Option<Vec<u8>>, MultipartError> {
    let mut bytes = Vec::new();
    let mut fits = true;
    while let Some(chunk) = field.chunk().await? {
        let chunk: Bytes = chunk;
        fits = fits && bytes.len() + chunk.len() <= most;
        if fits {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    Ok(fits.then_some(bytes))
}

fn told(error: &MultipartError, max_bytes: usize) -> Failure {
    match error.status().as_u16() {
        413 => Trouble::BodyTooLarge { max_bytes }.into(),
        _ => Refusal::Malformed { why: error.body_text() }.into(),
    }
}
