//! QR codes as plain SVG paths: no style attribute, so the content policy lets them be.

use fast_qr::qr::QRBuilder;
use std::fmt::Write;

/// Light modules around the code, as the standard wants.
const QUIET: usize = 4;

/// An SVG that leads to `address`, with `label` for those who do not see it. Empty if the
/// address is too long for any code.
pub(super) fn svg(address: &str, label: &str) -> String {
    let Ok(code) = QRBuilder::new(address).build() else { return String::new() };
    let side = code.size + 2 * QUIET;
    let mut dark = String::new();
    for row in 0..code.size {
        for column in (0..code.size).filter(|column| code[row][*column].value()) {
            let _ = write!(dark, "M{} {}h1v1h-1z", column + QUIET, row + QUIET);
        }
    }
    let label = askama::filters::escape(label, askama::filters::Html).map(|safe| safe.to_string()).unwrap_or_default();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"{label}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"{dark}\"/></svg>"
    )
}
