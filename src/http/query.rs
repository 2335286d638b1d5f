//! The query of an address (WHATWG URL, `application/x-www-form-urlencoded`): written and read by one library.

/// `path` with these fields as its query.
pub fn address(path: &str, fields: &[(&str, &str)]) -> String {
    format!("{path}?{}", serde_urlencoded::to_string(fields).unwrap_or_default())
}

/// The first value of `name` in a query.
pub fn asked(query: &str, name: &str) -> Option<String> {
    let fields: Vec<(String, String)> = serde_urlencoded::from_str(query).ok()?;
    fields.into_iter().find_map(|(held, value)| (held == name).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_into_an_address_comes_back() {
        for value in ["", "市政 + 园林 & 绿化=100%", "/desk/log?room=1&after=2", "\"'<>#"] {
            let address = address("/x", &[("a", "first"), ("b", value), ("b", "second")]);
            let (_, query) = address.split_once('?').unwrap_or_default();
            assert_eq!(asked(query, "b").as_deref(), Some(value), "{address}");
            assert_eq!(asked(query, "c"), None);
        }
        assert_eq!(asked("a=%ZZ&b=%", "b").as_deref(), Some("%"));
    }
}
