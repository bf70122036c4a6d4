//! The description of the HTTP interface.

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(info(title = "Conversas"))]
struct Document;

/// The OpenAPI document.
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
