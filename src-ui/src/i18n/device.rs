//! Settings of this device: sound and storage.

conversas_words::speak!(device, super::language);
