use conversas_domain::rejection::Rejection;
use conversas_protocol::ErrorCode;

use super::*;
use crate::net::SessionEnd;

fn refused(code: ErrorCode) -> NetError {
    NetError::Refused { code, retry_after: None, reason: None }
}

#[test]
fn a_person_is_told_what_is_wrong_with_the_server_and_of_each_fault_of_a_certificate() {
    for (fault, told) in [
        (CertificateFault::Untrusted, Trouble::CertificateUntrusted),
        (CertificateFault::Expired, Trouble::CertificateExpired),
        (CertificateFault::NotYet, Trouble::CertificateNotYet),
    ] {
        assert_eq!(trouble_of(NetError::Certificate(fault)), Some(told));
    }
    assert_eq!(trouble_of(NetError::NotAServer), Some(Trouble::NoServer));
    assert_eq!(trouble_of(NetError::AppTooOld), Some(Trouble::AppTooOld));
}

#[test]
fn silence_a_refusal_and_the_end_of_a_session_are_no_trouble_of_the_server() {
    let file = NetError::Refused {
        code: ErrorCode::FileRefused,
        retry_after: Some(3),
        reason: Some(Rejection::FileInfected),
    };
    let errors = [NetError::Offline, NetError::Locked, NetError::SessionEnded(SessionEnd::Unknown), file];
    for error in errors.into_iter().chain([ErrorCode::Internal, ErrorCode::AppTooOld].map(refused)) {
        assert_eq!(trouble_of(error), None, "{error}");
    }
}
