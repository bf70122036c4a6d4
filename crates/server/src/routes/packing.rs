//! Answers in JSON are packed for clients that can unpack them: a slow link carries a page in a fifth of the
//! time. Files are not: they are packed already, and asked for by ranges of their own bytes.

use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{And, Predicate, SizeAbove};

/// Smaller answers fit into one packet as they are.
const WORTH_PACKING: u64 = 1_024;

type OnlyJson = fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool;

pub(super) fn layer() -> CompressionLayer<And<SizeAbove, OnlyJson>> {
    let only_json: OnlyJson = is_json;
    let layer = CompressionLayer::new().gzip(true).quality(CompressionLevel::Fastest);
    layer.compress_when(SizeAbove::new(WORTH_PACKING).and(only_json))
}

fn is_json(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/json"))
}
