//! A family writes to a channel.

conversas_words::speak!(start, super::language);
