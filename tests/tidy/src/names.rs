//! Every name a source file uses, as a whole path from its crate: in `use`, in line, in macros and attributes.

use proc_macro2::{Spacing, Span, TokenStream, TokenTree};
use std::collections::BTreeSet;
use syn::{spanned::Spanned, visit::Visit};

/// One use of a path.
pub struct Name {
    /// From `crate` for this crate, from `local` for what the file itself brought in, else from the crate named.
    /// `async` stands for the keyword, `*` for a glob.
    pub path: Vec<String>,
    /// Where, from 1.
    pub line: usize,
    /// Whether it is given another name here.
    pub renamed: bool,
}

/// The module a file under `src/` is: `src/hub/ring.rs` → `[hub, ring]`; the roots are `[]`.
pub fn module(file: &str) -> Vec<String> {
    let inner = file.split_once("src/").map_or(file, |(_, rest)| rest);
    let stem = inner.trim_end_matches(".rs");
    let mut parts: Vec<String> = stem.split('/').map(String::from).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        parts.pop();
    }
    parts
}

/// All names of a file, outside `#[cfg(test)]` modules.
pub fn names(file: &str, text: &str) -> syn::Result<Vec<Name>> {
    let parsed = syn::parse_file(text)?;
    let mut brought = Brought::default();
    brought.visit_file(&parsed);
    let mut walk = Walk { module: module(file), brought: brought.0, found: Vec::new() };
    walk.visit_file(&parsed);
    Ok(walk.found)
}

/// Names that this file declares or imports, which then hide a crate of the same name.
#[derive(Default)]
struct Brought(BTreeSet<String>);

impl<'a> Visit<'a> for Brought {
    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        self.0.insert(item.ident.to_string());
        syn::visit::visit_item_mod(self, item);
    }
    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        for (path, renamed) in leaves(&item.tree) {
            let real = path.iter().rev().find(|part| *part != "self");
            if let Some(last) = real.filter(|_| path.len() > 1 || renamed.is_some()) {
                self.0.insert(renamed.unwrap_or_else(|| last.clone()));
            }
        }
    }
}

struct Walk {
    module: Vec<String>,
    brought: BTreeSet<String>,
    found: Vec<Name>,
}

impl Walk {
    /// `super::x` in `crate::hub::ring` → `crate::hub::x`.
    fn whole(&self, path: Vec<String>, import: bool) -> Vec<String> {
        let here = || std::iter::once("crate".to_string()).chain(self.module.clone());
        let first = path.first().map(String::as_str).unwrap_or_default();
        let mut whole: Vec<String> = match first {
            "crate" | "wenzheng" => vec!["crate".into()],
            "self" => here().collect(),
            "super" => here().take(self.module.len()).collect(),
            _ if !import && self.brought.contains(first) => vec!["local".into(), first.into()],
            _ => vec![first.into()],
        };
        for part in path.into_iter().skip(1) {
            match part.as_str() {
                "super" => drop(whole.pop()),
                "self" => {}
                _ => whole.push(part),
            }
        }
        whole
    }

    fn add(&mut self, path: Vec<String>, span: Span, import: bool, renamed: bool) {
        let path = self.whole(path, import);
        if path.len() > 1 || import {
            self.found.push(Name { path, line: span.start().line, renamed });
        }
    }

    fn keyword(&mut self, span: Span) {
        self.found.push(Name { path: vec!["async".into()], line: span.start().line, renamed: false });
    }

    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let (mut joined, mut start) = (false, Span::call_site());
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if !joined {
                        self.add(std::mem::take(&mut path), start, false, false);
                        start = ident.span();
                    }
                    if ident == "async" || ident == "await" {
                        self.keyword(ident.span());
                    }
                    path.push(ident.to_string());
                    joined = false;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    joined = punct.spacing() == Spacing::Alone && !path.is_empty();
                }
                TokenTree::Group(group) => {
                    self.add(std::mem::take(&mut path), start, false, false);
                    self.tokens(group.stream());
                    joined = false;
                }
                TokenTree::Literal(text) => {
                    // `#[serde(with = "crate::wire::time")]`
                    let named = syn::parse_str::<syn::LitStr>(&text.to_string());
                    if let Ok(inner) = named.and_then(|lit| lit.parse::<syn::Path>()) {
                        self.visit_path(&inner);
                    }
                    joined = false;
                }
                TokenTree::Punct(_) => joined = false,
            }
        }
        self.add(path, start, false, false);
    }
}

impl<'a> Visit<'a> for Walk {
    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        if item.attrs.iter().any(of_tests) {
            return;
        }
        self.module.push(item.ident.to_string());
        syn::visit::visit_item_mod(self, item);
        self.module.pop();
    }
    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        for (path, renamed) in leaves(&item.tree) {
            self.add(path, item.span(), true, renamed.is_some());
        }
    }
    fn visit_item_extern_crate(&mut self, item: &'a syn::ItemExternCrate) {
        self.add(vec![item.ident.to_string()], item.span(), true, item.rename.is_some());
    }
    fn visit_path(&mut self, path: &'a syn::Path) {
        let parts = path.segments.iter().map(|part| part.ident.to_string());
        self.add(parts.collect(), path.span(), false, false);
        syn::visit::visit_path(self, path);
    }
    fn visit_macro(&mut self, mac: &'a syn::Macro) {
        self.visit_path(&mac.path);
        self.tokens(mac.tokens.clone());
    }
    fn visit_attribute(&mut self, attribute: &'a syn::Attribute) {
        self.visit_path(attribute.path());
        if let syn::Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
        }
    }
    fn visit_signature(&mut self, signature: &'a syn::Signature) {
        if let Some(word) = &signature.asyncness {
            self.keyword(word.span);
        }
        syn::visit::visit_signature(self, signature);
    }
    fn visit_expr_async(&mut self, block: &'a syn::ExprAsync) {
        self.keyword(block.async_token.span);
        syn::visit::visit_expr_async(self, block);
    }
    fn visit_expr_closure(&mut self, closure: &'a syn::ExprClosure) {
        if let Some(word) = &closure.asyncness {
            self.keyword(word.span);
        }
        syn::visit::visit_expr_closure(self, closure);
    }
}

fn of_tests(attribute: &syn::Attribute) -> bool {
    matches!(&attribute.meta, syn::Meta::List(list)
        if list.path.is_ident("cfg") && list.tokens.to_string() == "test")
}

/// The paths a `use` tree spells out, each with the new name it gets.
fn leaves(tree: &syn::UseTree) -> Vec<(Vec<String>, Option<String>)> {
    match tree {
        syn::UseTree::Path(path) => {
            let below = leaves(&path.tree).into_iter();
            let prefix = |(mut rest, renamed): (Vec<String>, _)| {
                rest.insert(0, path.ident.to_string());
                (rest, renamed)
            };
            below.map(prefix).collect()
        }
        syn::UseTree::Name(name) => vec![(vec![name.ident.to_string()], None)],
        syn::UseTree::Rename(name) => {
            vec![(vec![name.ident.to_string()], Some(name.rename.to_string()))]
        }
        syn::UseTree::Glob(_) => vec![(vec!["*".into()], None)],
        syn::UseTree::Group(group) => group.items.iter().flat_map(leaves).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(file: &str, text: &str) -> Vec<String> {
        names(file, text).unwrap().into_iter().map(|name| name.path.join("::")).collect()
    }

    #[test]
    fn every_way_to_name_a_thing_is_seen() {
        let seen = |text: &str, whole: &str| {
            let found = paths("src/hub/ring.rs", text);
            assert!(found.iter().any(|path| path == whole), "{text}: {found:?}");
        };
        seen("use crate::{wire::Frame, desk::{self, Writer}};", "crate::desk");
        seen("use crate::{wire::Frame, desk::{self, Writer}};", "crate::desk::Writer");
        seen("use super::super::desk as quiet;", "crate::desk");
        seen("fn f() { crate::desk::submit::<u8>(1) }", "crate::desk::submit");
        seen("fn f(x: Vec<super::super::desk::W>) {}", "crate::desk::W");
        seen("fn f() { vec![1, (crate :: desk :: go(2))]; }", "crate::desk::go");
        seen("#[derive(Clone, sqlx::FromRow)] struct S;", "sqlx::FromRow");
        seen("struct S { #[serde(with = \"crate::desk::time\")] at: u8 }", "crate::desk::time");
        seen("mod inner { use super::super::super::desk::W; }", "crate::desk::W");
        seen("fn f() { ::axum::serve() }", "axum::serve");
        seen("extern crate sqlx as quiet;", "sqlx");
        seen("fn f() { let _ = async { 1 }; }", "async");
        seen("async fn f() {}", "async");
        seen("macro_rules! m { () => { $crate::desk::go() } }", "crate::desk::go");
    }

    #[test]
    fn tests_and_namesakes_are_not() {
        let text = "mod http; #[cfg(test)] mod tests { use crate::desk::W; } fn f() { http::go() }";
        assert_eq!(paths("src/hub/mod.rs", text), ["local::http::go"]);
    }

    #[test]
    fn a_file_knows_its_module() {
        assert_eq!(module("src/hub/ring.rs"), ["hub", "ring"]);
        assert_eq!(module("src/hub/mod.rs"), ["hub"]);
        assert!(module("src/main.rs").is_empty());
    }
}
