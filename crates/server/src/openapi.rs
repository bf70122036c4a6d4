//! The description of the HTTP interface: what `/v1/openapi.json` and `conversas-server openapi` give.
//!
//! Routes describe themselves, in `routes`; types in the protocol and the domain. Here is the list, and the route that
//! answers it.

use std::sync::LazyLock;

use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use conversas_protocol::{UploadRequest, UploadState};
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Content, Ref, RefOr, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use crate::routes::uploads::{append, create, end, stands};
use crate::routes::{
    attachments, bootstrap, demo, directory, entries, health, looks, ops, presence, replies, sign_in,
    sign_out, sync,
};

/// The document, made once: it is as large as it is constant, and anybody may ask for it.
static OPENAPI: LazyLock<String> =
    LazyLock::new(|| document().to_json().expect("the document consists of texts, numbers and lists"));

/// This description.
#[utoipa::path(get, path = "/v1/openapi.json", security(()), responses(
    (status = 200, description = "An OpenAPI document"),
))]
pub(crate) async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], OPENAPI.as_str())
}

#[derive(OpenApi)]
#[openapi(
    info(title = "Conversas", description = "How the app talks with the server of a school."),
    paths(
        sign_in::sign_in,
        sign_out::sign_out,
        demo::demo,
        directory::directory,
        bootstrap::bootstrap,
        sync::sync,
        looks::looks,
        entries::entries,
        ops::ops,
        presence::presence,
        replies::put,
        replies::delete,
        create::options,
        create::create,
        stands::stands,
        append::append,
        end::end,
        attachments::link,
        attachments::file,
        health::health,
        health::ready,
        openapi,
    ),
    components(schemas(UploadRequest, UploadState)),
    security(("device" = [])),
    modifiers(&DeviceToken, &Everywhere)
)]
struct Document;

/// Every route but signing in wants the token of a device.
struct DeviceToken;

impl Modify for DeviceToken {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("device", scheme);
    }
}

/// Answers that every route may give.
struct Everywhere;

impl Modify for Everywhere {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        for (path, item) in &mut document.paths.paths {
            // These routes do not ask who makes the request.
            if !path.starts_with("/v1/") || path.ends_with(".json") {
                continue;
            }
            let methods = [
                &mut item.get,
                &mut item.put,
                &mut item.post,
                &mut item.delete,
                &mut item.head,
                &mut item.patch,
            ];
            methods.into_iter().flatten().for_each(add_answers);
        }
    }
}

fn add_answers(operation: &mut Operation) {
    let has_json = match &operation.request_body {
        Some(RefOr::T(body)) => body.content.contains_key("application/json"),
        Some(RefOr::Ref(_)) | None => false,
    };
    let mut answers = vec![("429", "Too much at once; see Retry-After"), ("503", "Try again later")];
    if has_json {
        answers.push(("408", "The body did not come in time; it may be sent again"));
        answers.push(("413", "Too large"));
        answers.push(("415", "Not JSON"));
    }
    if has_json || operation.parameters.as_ref().is_some_and(|parameters| !parameters.is_empty()) {
        answers.push(("400", "A parameter or the body is not what it should be"));
    }
    for (status, says) in answers {
        operation.responses.responses.entry(status.to_owned()).or_insert_with(|| {
            let body = Content::new(Some(Ref::from_schema_name("ErrorBody")));
            RefOr::T(ResponseBuilder::new().description(says).content("application/json", body).build())
        });
    }
}

/// The OpenAPI document.
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_has_every_route_and_no_dangling_reference() {
        let document = serde_json::to_value(document()).unwrap();
        assert_eq!(document["paths"].as_object().unwrap().len(), 18);
        let schemas = document["components"]["schemas"].as_object().unwrap();
        let text = document.to_string();
        let mut found = 0;
        for reference in text.split("\"#/components/schemas/").skip(1) {
            let name = reference.split('"').next().unwrap();
            assert!(schemas.contains_key(name), "{name}");
            found += 1;
        }
        assert!(found > 50);
    }

    #[test]
    fn refusals_that_any_route_may_give_are_described_for_each() {
        let document = serde_json::to_value(document()).unwrap();
        let answers = |path: &str, method: &str| document["paths"][path][method]["responses"].clone();
        for (path, method, status) in [
            ("/v1/conversations/{id}/entries", "get", "400"),
            ("/v1/attachments/{id}/link", "get", "400"),
            ("/v1/attachments/{id}/file", "get", "400"),
            ("/v1/uploads/{id}", "delete", "400"),
            ("/v1/uploads/{id}", "head", "429"),
            ("/v1/presence", "put", "415"),
            ("/v1/ops", "post", "408"),
            ("/v1/sessions", "post", "400"),
            ("/v1/directory", "get", "429"),
        ] {
            assert!(answers(path, method)[status].is_object(), "{method} {path}: {status}");
        }
        assert!(answers("/v1/directory", "get")["400"].is_null(), "it takes nothing");
    }

    #[test]
    fn texts_and_ratings_are_described_as_they_travel() {
        let document = serde_json::to_value(document()).unwrap();
        let schemas = &document["components"]["schemas"];
        assert_eq!(schemas["MessageText"]["type"], "string");
        assert_eq!(schemas["ConversationId"]["format"], "uuid");
        assert_eq!(schemas["Rating"]["type"], "integer");
    }
}
