use std::os::unix::fs::{PermissionsExt, symlink};

use super::*;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("it is there").permissions().mode() & 0o777
}

#[test]
fn a_folder_that_others_may_read_is_narrowed_with_all_in_it_and_links_are_left() {
    let outside = tempfile::tempdir().unwrap();
    let (profile, theirs) = (outside.path().join("perfil"), outside.path().join("deles"));
    for inner in ["takes", "opened"] {
        fs::create_dir_all(profile.join(inner)).unwrap();
    }
    for (path, wide) in [("conversas.sqlite", 0o644), ("takes/1.wav", 0o664), ("opened/1", 0o444)]
        .map(|(p, m)| (profile.join(p), m))
    {
        fs::write(&path, "x").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(wide)).unwrap();
    }
    fs::write(&theirs, "x").unwrap();
    fs::set_permissions(&theirs, fs::Permissions::from_mode(0o644)).unwrap();
    symlink(&theirs, profile.join("opened/elo")).unwrap();
    fs::set_permissions(&profile, fs::Permissions::from_mode(0o755)).unwrap();
    folder(&profile).unwrap();
    let modes =
        ["", "conversas.sqlite", "takes", "takes/1.wav", "opened/1"].map(|it| mode(&profile.join(it)));
    assert_eq!(modes.map(|mode| format!("{mode:o}")), ["700", "600", "700", "600", "400"]);
    assert_eq!(mode(&theirs), 0o644);
}

#[test]
fn of_a_folder_with_other_things_in_it_only_what_the_app_made_is_narrowed() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    fs::create_dir_all(at("public/www")).unwrap();
    for name in ["public/www/index.html", "notes.txt", "conversas.sqlite"] {
        fs::write(at(name), "x").unwrap();
        fs::set_permissions(at(name), fs::Permissions::from_mode(0o644)).unwrap();
    }
    for name in ["", "public", "public/www"] {
        fs::set_permissions(at(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    folder(home.path()).unwrap();
    let modes = ["", "public/www", "public/www/index.html", "notes.txt", "conversas.sqlite"];
    let modes = modes.map(|name| format!("{:o}", mode(&at(name))));
    assert_eq!(modes, ["755", "755", "644", "644", "600"]);
}

#[test]
fn a_new_profile_its_store_and_its_log_are_ours_alone() {
    let outside = tempfile::tempdir().unwrap();
    let profile = outside.path().join("perfil");
    let (_store, _) = crate::store::open_or_rebuild(&profile).unwrap();
    assert_eq!(mode(&profile), 0o700);
    for name in ["conversas.sqlite", "conversas.sqlite-wal", "conversas.sqlite-shm"] {
        assert_eq!(mode(&profile.join(name)), 0o600, "{name}");
    }
}

#[test]
fn what_is_made_is_ours_alone_from_the_first_moment() {
    let outside = tempfile::tempdir().unwrap();
    let (inner, file) = (outside.path().join("a/b"), outside.path().join("nota"));
    folder(&inner).unwrap();
    drop(create(&file).unwrap());
    assert_eq!((mode(&inner), mode(&file)), (0o700, 0o600));
}
