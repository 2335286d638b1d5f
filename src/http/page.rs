//! Pages from templates.

use super::failure::Failure;
use askama::Template;
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

/// A page.
///
/// # Errors
/// An internal failure when the template cannot be filled.
pub fn page<T: Template>(template: &T) -> Result<Response, Failure> {
    page_with(StatusCode::OK, template)
}

/// A page with another status, such as 422 for a form with errors.
///
/// # Errors
/// As `page`.
pub fn page_with<T: Template>(status: StatusCode, template: &T) -> Result<Response, Failure> {
    Ok((status, Html(render(template)?)).into_response())
}

/// The words of a page.
///
/// # Errors
/// As `page`.
pub fn render<T: Template>(template: &T) -> Result<String, Failure> {
    template.render().map_err(|error| Failure::internal("a page could not be filled", &error))
}
