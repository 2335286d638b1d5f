//! Reading settings: theme, size, contrast; kept in a cookie, absent means "as the system".

const THEMES: [&str; 2] = ["light", "dark"];
const SIZES: [&str; 1] = ["large"];
const CONTRASTS: [&str; 2] = ["more", "standard"];

/// What a reader chose. None follows the system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// `light` or `dark`.
    pub theme: Option<&'static str>,
    /// `large`.
    pub size: Option<&'static str>,
    /// `more` or `standard`.
    pub contrast: Option<&'static str>,
}

impl Look {
    /// From the values of a form; what is not known counts as not chosen.
    pub fn parse_parts(theme: &str, size: &str, contrast: &str) -> Look {
        let known = |all: &[&'static str], word: &str| all.iter().copied().find(|known| *known == word);
        Look { theme: known(&THEMES, theme), size: known(&SIZES, size), contrast: known(&CONTRASTS, contrast) }
    }

    /// From the cookie.
    pub fn parse(cookie: &str) -> Look {
        let mut parts = cookie.split('.');
        let mut next = || parts.next().unwrap_or_default();
        Look::parse_parts(next(), next(), next())
    }

    /// For the cookie.
    pub fn to_cookie(self) -> String {
        let word = |part: Option<&'static str>| part.unwrap_or("auto");
        format!("{}.{}.{}", word(self.theme), word(self.size), word(self.contrast))
    }
}
