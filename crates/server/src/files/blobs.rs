//! Contents, by school and hash: what is sent twice is kept once.

use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::Path;

use axum::body::Bytes;
use conversas_domain::ids::SchoolId;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
#[cfg(feature = "s3")]
use object_store::prefix::PrefixStore;
use object_store::{
    DynObjectStore, Error as StoreFailure, GetOptions, GetRange, ObjectStoreExt, PutPayload, WriteMultipart,
};

use super::{FilesError, blocking};
use crate::config::FilePlace;
use crate::store::attachments::ContentHash;
use crate::store::private;

/// Contents up to this size go into a folder in one piece, larger ones in parts of it.
const PART: usize = 1024 * 1024;
/// Contents up to this size go into S3 in one piece, larger ones in parts of it; S3 takes no smaller parts.
#[cfg(feature = "s3")]
const PART_OF_S3: usize = 5 * 1024 * 1024;
/// Parts under way at the same time. A few of them are all the memory that a content takes.
const PARTS: usize = 2;

/// A part of a content on its way out.
pub(crate) type Piece = Result<Bytes, StoreFailure>;

/// The place of contents.
pub(super) struct Blobs {
    store: Box<DynObjectStore>,
    /// The number of bytes that are written at once.
    part: usize,
}

impl Blobs {
    /// Opens the place. Without an address: a folder beside the database.
    pub(super) fn open(place: Option<&FilePlace>, data: &Path) -> Result<Blobs, FilesError> {
        match place {
            None => local(&data.join("files")),
            Some(FilePlace::Folder(folder)) => local(folder),
            Some(FilePlace::S3(address)) => s3(address),
        }
    }

    pub(super) async fn exists(&self, school: SchoolId, hash: ContentHash) -> Result<bool, FilesError> {
        match self.store.head(&key(school, hash)).await {
            Ok(_) => Ok(true),
            Err(StoreFailure::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Copies a file to the place, a part at a time.
    pub(super) async fn put_file(
        &self,
        school: SchoolId,
        hash: ContentHash,
        path: &Path,
    ) -> Result<(), FilesError> {
        let key = key(school, hash);
        let mut file = Some(File::open(path)?);
        let length = file.as_ref().map(File::metadata).transpose()?.map_or(0, |metadata| metadata.len());
        if length <= self.part as u64 {
            let bytes = read(&mut file, self.part).await?;
            self.store.put(&key, PutPayload::from_bytes(bytes)).await?;
            return Ok(());
        }
        let mut parts = WriteMultipart::new_with_chunk_size(self.store.put_multipart(&key).await?, self.part);
        loop {
            let failed = match read(&mut file, self.part).await {
                Ok(bytes) if bytes.is_empty() => break,
                Ok(bytes) => {
                    parts.put(bytes);
                    parts.wait_for_capacity(PARTS).await.err().map(FilesError::from)
                }
                Err(error) => Some(error),
            };
            if let Some(error) = failed {
                parts.abort().await?;
                return Err(error);
            }
        }
        parts.finish().await?;
        Ok(())
    }

    pub(super) async fn put_bytes(
        &self,
        school: SchoolId,
        hash: ContentHash,
        bytes: Vec<u8>,
    ) -> Result<(), FilesError> {
        self.store.put(&key(school, hash), bytes.into()).await?;
        Ok(())
    }

    /// Answers a part of a content, or all of it.
    pub(super) async fn get(
        &self,
        school: SchoolId,
        hash: ContentHash,
        range: Option<Range<u64>>,
    ) -> Result<BoxStream<'static, Piece>, FilesError> {
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        let found = self.store.get_opts(&key(school, hash), options).await?;
        Ok(found.into_stream().boxed())
    }

    /// Removes a content; one that is gone already is no error.
    pub(super) async fn remove(&self, school: SchoolId, hash: ContentHash) -> Result<(), FilesError> {
        match self.store.delete(&key(school, hash)).await {
            Ok(()) | Err(StoreFailure::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

fn local(folder: &Path) -> Result<Blobs, FilesError> {
    private::folder(folder)?;
    let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
    Ok(Blobs { store: Box::new(store), part: PART })
}

/// Opens a bucket. Credentials, region and endpoint come from the environment (`AWS_…`).
#[cfg(feature = "s3")]
fn s3(address: &str) -> Result<Blobs, FilesError> {
    let rest = address.strip_prefix("s3://").unwrap_or(address);
    let prefix = rest.split_once('/').map_or("", |(_, prefix)| prefix);
    let store = object_store::aws::AmazonS3Builder::from_env().with_url(address).build()?;
    Ok(Blobs { store: Box::new(PrefixStore::new(store, prefix)), part: PART_OF_S3 })
}

#[cfg(not(feature = "s3"))]
fn s3(_: &str) -> Result<Blobs, FilesError> {
    Err(FilesError::Address("this server was built without S3: cargo build --features s3".into()))
}

fn key(school: SchoolId, hash: ContentHash) -> Key {
    let hash = hex::encode(hash);
    Key::from(format!("{school}/{}/{hash}", &hash[..2]))
}

/// Reads the next part of a file; empty at its end.
async fn read(file: &mut Option<File>, part: usize) -> Result<Bytes, FilesError> {
    let Some(mut open) = file.take() else { return Ok(Bytes::new()) };
    let (open, bytes) = blocking(move || {
        let mut bytes = Vec::with_capacity(part);
        (&mut open).take(part as u64).read_to_end(&mut bytes).map(|_| (open, bytes))
    })
    .await??;
    *file = Some(open);
    Ok(bytes.into())
}
