//! Which page of a list this is, and where the neighbours are.

/// A pager.
pub(super) struct Pager {
    /// This page, from 1.
    pub page: u32,
    /// Pages.
    pub pages: u32,
    /// Path of the page before.
    pub earlier: Option<String>,
    /// Path of the page after.
    pub later: Option<String>,
}

impl Pager {
    /// A pager at `page` of `pages`; `path` ends where the page's number belongs.
    pub fn new(page: u32, pages: u32, path: &str) -> Pager {
        let pages = pages.max(1);
        let page = page.clamp(1, pages);
        Pager {
            page,
            pages,
            earlier: (page > 1).then(|| format!("{path}{}", page - 1)),
            later: (page < pages).then(|| format!("{path}{}", page + 1)),
        }
    }

    /// Rows before this page, of `size` rows each.
    pub fn skip(&self, size: u32) -> u32 {
        (self.page - 1) * size
    }
}
