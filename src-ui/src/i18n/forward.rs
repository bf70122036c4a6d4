//! Selecting, copying and forwarding messages.

conversas_words::speak!(forward, super::language);
