//! Forms of the server's pages, as a browser would send them back, and words between tags.

/// The fields of the form that is sent to `action`, with the values it was printed with.
pub fn fields(page: &str, action: &str) -> Option<Vec<(String, String)>> {
    let mut forms = page.split("<form").skip(1).filter_map(|rest| rest.split("</form>").next());
    let form =
        forms.find(|form| attribute(form.split('>').next().unwrap_or_default(), "action") == Some(action.into()))?;
    let mut fields = Vec::new();
    for tag in form.split('<').skip(1) {
        let (head, inner) = tag.split_once('>').unwrap_or((tag, ""));
        let Some(name) = attribute(head, "name") else { continue };
        let ticked = head.split_whitespace().any(|word| word == "checked");
        match (head.split_whitespace().next(), attribute(head, "type").as_deref()) {
            (Some("input"), Some("radio" | "checkbox")) if !ticked => {}
            // nothing is brought along
            (Some("input"), Some("file")) => {}
            (Some("input"), _) => fields.push((name, attribute(head, "value").unwrap_or_default())),
            (Some("textarea"), _) => fields.push((name, unescaped(inner))),
            _ => {}
        }
    }
    Some(fields)
}

/// Puts a value into the first empty field of this name, or into the first, or adds one.
pub fn set(fields: &mut Vec<(String, String)>, name: &str, value: &str) {
    let at = |empty: bool, fields: &[(String, String)]| {
        fields.iter().position(|(known, held)| known == name && (!empty || held.is_empty()))
    };
    match at(true, fields).or_else(|| at(false, fields)).and_then(|at| fields.get_mut(at)) {
        Some((_, held)) => value.clone_into(held),
        None => fields.push((name.into(), value.into())),
    }
}

fn attribute(head: &str, name: &str) -> Option<String> {
    let begin = head.find(&format!(" {name}=\""))? + name.len() + 3;
    head.get(begin..)?.split('"').next().map(unescaped)
}

/// What a reader sees of a piece of a page: no tags, entities as characters.
pub fn visible(piece: &str) -> String {
    let outside = piece.split('<').enumerate().filter_map(|(nth, part)| match nth {
        0 => Some(part),
        _ => part.split_once('>').map(|(_, text)| text),
    });
    unescaped(&outside.collect::<Vec<_>>().join("\u{0}"))
}

/// Entities as characters.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let known = part.split_once(';').and_then(|(entity, rest)| Some((character(entity)?, rest)));
        match known {
            Some((character, rest)) => {
                plain.push(character);
                plain.push_str(rest);
            }
            None => {
                plain.push('&');
                plain.push_str(part);
            }
        }
    }
    plain
}

fn character(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            code.ok().and_then(char::from_u32)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<form action="/other"><input name="x" value="1"></form>
        <form class="form" method="post" action="/desk/new"><input type="hidden" name="csrf" value="a&#38;b">
        <input type="radio" name="m" value="1"><input type="radio" name="m" value="2" checked>
        <input type="checkbox" name="votes" value="yes" checked><textarea name="t">
&lt;p&gt;</textarea><input name="g" value=""><input name="g" value=""><button name="more" value="yes">x</button></form>"#;

    #[test]
    fn a_form_is_read_as_a_browser_reads_it() {
        let mut fields = fields(PAGE, "/desk/new").unwrap_or_default();
        let pairs = |fields: &[(String, String)]| fields.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>();
        assert_eq!(pairs(&fields), ["csrf=a&b", "m=2", "votes=yes", "t=\n<p>", "g=", "g="]);
        set(&mut fields, "g", "first");
        set(&mut fields, "g", "second");
        set(&mut fields, "m", "3");
        assert_eq!(pairs(&fields)[4..], ["g=first", "g=second"]);
        assert_eq!(fields.iter().find(|(name, _)| name == "m").map(|(_, value)| value.as_str()), Some("3"));
        assert_eq!(super::fields(PAGE, "/none"), None);
    }

    #[test]
    fn what_is_seen_has_no_tags() {
        assert_eq!(
            visible("<p class=\"a\">1 &lt; 2 &amp; &#39;x&#x27; &unknown;</p>"),
            "\u{0}1 < 2 & 'x' &unknown;\u{0}"
        );
    }
}
