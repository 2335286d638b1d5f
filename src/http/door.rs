//! The door itself: what all requests share, and how it stands around the routes.

use super::{
    assets,
    cookies::Jar,
    failure::Failure,
    guard,
    limits::DoorLimits,
    probes::{self, Probes},
    shed::Shed,
    shelf::Shelf,
    usher,
};
use crate::{
    kernel::{command::Site, refusal::Refusal},
    wire::{keys::Keys, problem::Trouble},
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use ipnet::IpNet;
use jiff::tz::TimeZone;
use std::{
    any::Any,
    sync::{Arc, PoisonError, RwLock},
};
use tower::ServiceBuilder;
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, Predicate,
        predicate::{NotForContentType, SizeAbove},
    },
};

/// What the door is told at the start.
#[derive(Clone, Debug, Default)]
pub struct DoorConfig {
    /// Bounds.
    pub limits: DoorLimits,
    /// Scheme, host and port under which browsers find us, such as `https://wz.example`;
    /// none means `http://` and whatever Host says.
    pub public_origin: Option<String>,
    /// Proxies whose X-Forwarded-For counts.
    pub trusted_proxies: Vec<IpNet>,
    /// The zone in which pages tell times; UTC where none is named.
    pub zone: Option<TimeZone>,
    /// Who may read `/metrics`.
    pub metrics_from: Vec<IpNet>,
}

/// What all requests share.
pub struct Door {
    /// As told at the start.
    pub config: DoorConfig,
    /// What signs cookies and tokens.
    pub keys: Keys,
    pub(super) jar: Jar,
    pub(super) shed: Shed,
    /// Pages kept for strangers.
    pub(super) shelf: Shelf,
    site: RwLock<Arc<Site>>,
    calm: RwLock<Option<Arc<str>>>,
}

impl Door {
    /// A door with these bounds and keys.
    pub fn new(config: DoorConfig, keys: Keys) -> Arc<Door> {
        let secure = config.public_origin.as_deref().is_some_and(|origin| origin.starts_with("https://"));
        Arc::new(Door {
            shed: Shed::new(&config.limits),
            shelf: Shelf::new(config.limits.pages_bytes),
            config,
            keys,
            jar: Jar { secure },
            site: RwLock::default(),
            calm: RwLock::default(),
        })
    }

    /// The site's name and footer, as of now.
    pub fn site(&self) -> Arc<Site> {
        self.site.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Replaces the site's name and footer.
    pub fn set_site(&self, site: Site) {
        *self.site.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(site);
    }

    /// The line shown while the installation takes no writes.
    pub fn calm(&self) -> Option<Arc<str>> {
        self.calm.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Shows or removes that line. Refusing writes is the desk's business.
    pub fn set_calm(&self, line: Option<String>) {
        *self.calm.write().unwrap_or_else(PoisonError::into_inner) = line.map(Arc::from);
    }
}

/// Puts the door around the routes. They are mounted once, without `/en`, and set no fallback.
pub fn door(routes: Router, door: Arc<Door>, probes: Probes) -> Router {
    door_with_live(routes, Router::new(), door, probes)
}

/// The same, with connections that last beside the guard: `live` keeps its own bounds.
pub fn door_with_live(routes: Router, live: Router, door: Arc<Door>, probes: Probes) -> Router {
    let inner = routes
        .route("/assets/{*path}", get(assets::serve))
        .route("/favicon.ico", get(assets::icon))
        .fallback(|| async { Failure::from(Refusal::NotFound) })
        .method_not_allowed_fallback(|| async { Failure::from(Trouble::MethodNotAllowed) })
        .layer(CatchPanicLayer::custom(caught))
        .layer(from_fn(mark_route))
        .layer(DefaultBodyLimit::disable());
    let guarded =
        ServiceBuilder::new().layer(compression()).layer(from_fn_with_state(door.clone(), guard::guard)).service(inner);
    let live = live.layer(from_fn_with_state(door.clone(), usher::usher));
    probes::routes(door, probes).merge(live).fallback_service(guarded)
}

/// The template of the route that answered; never the address itself, which may be private.
#[derive(Clone)]
pub(super) struct Route(pub MatchedPath);

/// Marks answers that mix secrets with what a stranger may have sent: compressing them
/// would tell one from the size of the other.
#[derive(Clone)]
pub(super) struct Uncompressed;

async fn mark_route(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    if let Some(route) = route {
        response.extensions_mut().insert(Route(route));
    }
    response
}

fn caught(_: Box<dyn Any + Send + 'static>) -> Response {
    Failure::from(Trouble::Internal).into_response()
}

fn compression() -> CompressionLayer<impl Predicate> {
    let secret = |_: axum::http::StatusCode,
                  _: axum::http::Version,
                  _: &axum::http::HeaderMap,
                  marks: &axum::http::Extensions| { marks.get::<Uncompressed>().is_none() };
    let worth = SizeAbove::new(1_024).and(NotForContentType::IMAGES).and(NotForContentType::SSE).and(secret);
    CompressionLayer::new().gzip(true).quality(CompressionLevel::Fastest).compress_when(worth)
}
