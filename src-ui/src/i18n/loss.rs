//! Data that were damaged.

conversas_words::speak!(loss, super::language);
