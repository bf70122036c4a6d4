//! `GET /v1/demo`, which anybody may ask.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::fixture::House;

#[tokio::test]
async fn a_real_schools_server_offers_no_accounts() {
    let house = House::new().await;
    let request = Request::get("/v1/demo").body(Body::empty()).unwrap();
    let answer = house.raw(request).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}
