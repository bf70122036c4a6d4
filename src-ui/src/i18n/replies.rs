//! Canned replies ("Respostas prontas"): the picker in the composer, and the page where they are kept.

conversas_words::speak!(replies, super::language);
