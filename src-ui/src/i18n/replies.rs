//! "Respostas prontas": the picker in the composer, and where they are kept.

conversas_words::speak!(replies, super::language);
