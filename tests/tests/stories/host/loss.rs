//! Data that cannot be opened, or only in part.

use std::path::Path;

use conversas_host::opening;
use conversas_ipc::{ForgetLoss, Loss, LossQuery};

use super::*;

async fn open(folder: &Path) -> Result<Host, conversas_client::Error> {
    let secrets = conversas_client::SecretsPolicy::File;
    Host::open(HostConfig { secrets, ..HostConfig::new(folder) }).await
}

/// Makes a database of one page without tables that is marked as another program's.
fn of_another_program() -> Vec<u8> {
    let mut page = vec![0; 512];
    page[..16].copy_from_slice(b"SQLite format 3\0");
    let numbers: [(usize, u32); 8] =
        [(16, 0x0200_0101), (20, 0x0040_2020), (24, 1), (28, 1), (44, 4), (56, 1), (68, 7), (92, 1)];
    for (place, number) in numbers {
        page[place..place + 4].copy_from_slice(&number.to_be_bytes());
    }
    // The page is a leaf without cells, whose content begins at the end of the page.
    (page[100], page[105]) = (0x0D, 0x02);
    page
}

#[tokio::test]
async fn a_person_whose_data_were_damaged_is_told_until_they_have_understood() {
    let (house, folder) = (House::start().await, TempDir::new().unwrap());
    std::fs::write(folder.path().join("conversas.sqlite"), "no database at all").unwrap();
    for _ in 0..2 {
        let host = open(folder.path()).await.unwrap();
        assert_eq!(call(&host, LossQuery {}).await.unwrap(), Loss { happened: true, goes: false });
        host.shutdown().await;
    }
    let host = open(folder.path()).await.unwrap();
    call(&host, ForgetLoss { goes: false }).await.unwrap();
    let told = Loss { happened: true, goes: false };
    assert_eq!(call(&host, LossQuery {}).await.unwrap(), told, "nobody is signed in");
    let request = SignIn {
        server: format!("127.0.0.1:{}", house.addr().port()),
        email: house.maria.email(),
        password: PASSWORD.to_owned(),
        discard_unsent: false,
        act_as: None,
    };
    call(&host, request).await.unwrap();
    assert_eq!(call(&host, LossQuery {}).await.unwrap(), told);
    call(&host, ForgetLoss { goes: false }).await.unwrap();
    assert_eq!(call(&host, LossQuery {}).await.unwrap(), Loss::default());
    drop(host);
    let host = open(folder.path()).await.unwrap();
    assert_eq!(call(&host, LossQuery {}).await.unwrap(), Loss::default());
}

#[tokio::test]
async fn data_that_are_not_this_apps_to_change_are_said_to_be_so() {
    let folder = TempDir::new().unwrap();
    let foreign = of_another_program();
    std::fs::write(folder.path().join("conversas.sqlite"), &foreign).unwrap();
    let refused = open(folder.path()).await.map(|_| ()).unwrap_err();
    assert!(opening::explained(&refused).contains("outro programa"), "{refused}");
    assert_eq!(std::fs::read(folder.path().join("conversas.sqlite")).unwrap(), foreign);
}
