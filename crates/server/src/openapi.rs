//! The description of the HTTP interface: what `/v1/openapi.json` and `conversas-server openapi` give.
//!
//! Routes describe themselves, in `routes`; types in the protocol and the domain. Here is only the list.

use conversas_protocol::{UploadRequest, UploadState};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::routes::uploads::{append, create, end, stands};
use crate::routes::{
    attachments, bootstrap, demo, directory, entries, health, looks, ops, presence, replies, sign_in, sign_out,
    sync,
};

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
        health::openapi,
    ),
    components(schemas(UploadRequest, UploadState)),
    security(("device" = [])),
    modifiers(&DeviceToken)
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
    fn texts_and_ratings_are_described_as_they_travel() {
        let document = serde_json::to_value(document()).unwrap();
        let schemas = &document["components"]["schemas"];
        assert_eq!(schemas["MessageText"]["type"], "string");
        assert_eq!(schemas["ConversationId"]["format"], "uuid");
        assert_eq!(schemas["Rating"]["type"], "integer");
    }
}
