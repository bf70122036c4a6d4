//! The words of a file in three languages.

use conversas_domain::person::Relationship;
use conversas_domain::ticket::Status;
use conversas_ipc::{ItemContent, Language};

use crate::files;

macro_rules! words {
    ($($name:ident: $pt:literal, $en:literal, $es:literal;)*) => {
        /// Headings and labels.
        pub(crate) struct Words {
            language: Language,
            $(pub(crate) $name: &'static str,)*
        }

        impl Words {
            pub(crate) fn of(language: Language) -> Words {
                match language {
                    Language::Portuguese => Words { language, $($name: $pt,)* },
                    Language::English => Words { language, $($name: $en,)* },
                    Language::Spanish => Words { language, $($name: $es,)* },
                }
            }
        }
    };
}

words! {
    conversation: "Conversa", "Conversation", "Conversación";
    school: "Escola", "School", "Escuela";
    channel: "Canal", "Channel", "Canal";
    student: "Aluno", "Student", "Alumno";
    guardians: "Responsáveis", "Guardians", "Responsables";
    exported: "Exportada em", "Exported on", "Exportada el";
    tickets: "Atendimentos", "Requests", "Atenciones";
    ticket: "Atendimento", "Request", "Atención";
    messages: "Mensagens", "Messages", "Mensajes";
    rating: "Avaliação (CSAT)", "Rating (CSAT)", "Evaluación (CSAT)";
    comment: "Comentário", "Comment", "Comentario";
    taken_care_of_by: "Responsável pelo atendimento", "Handled by", "A cargo de";
    note: "Nota interna", "Internal note", "Nota interna";
    unsent: "ainda não enviada", "not sent yet", "aún no enviado";
    from_school: "escola", "school", "escuela";
    incomplete:
        "O início desta conversa não está neste arquivo: sem conexão, só a parte guardada neste aparelho pôde ser exportada.",
        "The beginning of this conversation is not in this file: without a connection only the part kept on this device could be exported.",
        "El comienzo de esta conversación no está en este archivo: sin conexión solo pudo exportarse la parte guardada en este dispositivo.";
    earlier_tickets:
        "Atendimentos mais antigos: veja as mudanças de status entre as mensagens.",
        "Older requests: see the status changes between the messages.",
        "Atenciones anteriores: consulta los cambios de estado entre los mensajes.";
    nothing: "Nenhuma mensagem.", "No messages.", "Ningún mensaje.";
}

impl Words {
    fn pick(&self, pt: String, en: String, es: String) -> String {
        match self.language {
            Language::Portuguese => pt,
            Language::English => en,
            Language::Spanish => es,
        }
    }

    pub(crate) fn status(&self, status: Status) -> &'static str {
        match (status, self.language) {
            (Status::Pending, Language::Portuguese) => "Pendente",
            (Status::Pending, Language::English) => "Pending",
            (Status::Pending, Language::Spanish) => "Pendiente",
            (Status::InProgress, Language::Portuguese) => "Em atendimento",
            (Status::InProgress, Language::English) => "In progress",
            (Status::InProgress, Language::Spanish) => "En atención",
            (Status::Finished, Language::English) => "Finished",
            (Status::Finished, Language::Portuguese | Language::Spanish) => "Finalizado",
        }
    }

    pub(crate) fn relationship(&self, relationship: Relationship) -> &'static str {
        match (relationship, self.language) {
            (Relationship::Mother, Language::Portuguese) => "mãe",
            (Relationship::Mother, Language::English) => "mother",
            (Relationship::Mother, Language::Spanish) => "madre",
            (Relationship::Father, Language::Portuguese) => "pai",
            (Relationship::Father, Language::English) => "father",
            (Relationship::Father, Language::Spanish) => "padre",
            (Relationship::Grandparent, Language::Portuguese) => "avó ou avô",
            (Relationship::Grandparent, Language::English) => "grandparent",
            (Relationship::Grandparent, Language::Spanish) => "abuela o abuelo",
            (Relationship::Other, Language::Portuguese) => "responsável",
            (Relationship::Other, Language::English) => "guardian",
            (Relationship::Other, Language::Spanish) => "responsable",
        }
    }

    pub(crate) fn status_changed(&self, who: &str, status: Status, opened: bool) -> String {
        match (status, opened) {
            (Status::Finished, _) => self.pick(
                format!("{who} finalizou o atendimento"),
                format!("{who} finished the request"),
                format!("{who} finalizó la atención"),
            ),
            (_, true) => self.pick(
                format!("{who} iniciou o atendimento"),
                format!("{who} opened the request"),
                format!("{who} inició la atención"),
            ),
            (_, false) => {
                let did = self.pick("respondeu".into(), "answered".into(), "respondió".into());
                format!("{who} {did} · {}", self.status(status))
            }
        }
    }

    /// What a message says: its words, or "[Arquivo: boletim.pdf, 96 KB]".
    pub(crate) fn said(&self, content: &ItemContent) -> String {
        match content {
            ItemContent::Text { text } => text.clone(),
            ItemContent::File { file } => files::said(file, self.language),
        }
    }

    pub(crate) fn forwarded_by(&self, who: &str, channel: &str, author: &str, when: &str) -> String {
        self.pick(
            format!("Encaminhada por {who} de {channel}; escrita por {author} em {when}"),
            format!("Forwarded by {who} from {channel}; written by {author} on {when}"),
            format!("Reenviado por {who} desde {channel}; escrito por {author} el {when}"),
        )
    }

    pub(crate) fn forwarded_away(&self, who: &str, channel: &str, count: u32) -> String {
        self.pick(
            format!("Encaminhada para {channel} por {who} ({count})"),
            format!("Forwarded to {channel} by {who} ({count})"),
            format!("Reenviado a {channel} por {who} ({count})"),
        )
    }

    pub(crate) fn guardian_added(&self, who: &str, name: &str) -> String {
        self.pick(
            format!("{who} adicionou {name}"),
            format!("{who} added {name}"),
            format!("{who} agregó a {name}"),
        )
    }

    pub(crate) fn assigned(&self, who: &str, to: Option<&str>) -> String {
        match to {
            Some(name) if name == who => self.pick(
                format!("{who} assumiu o atendimento"),
                format!("{who} is handling the request"),
                format!("{who} asumió la atención"),
            ),
            Some(name) => self.pick(
                format!("{who} passou o atendimento para {name}"),
                format!("{who} handed the request over to {name}"),
                format!("{who} pasó la atención a {name}"),
            ),
            None => self.pick(
                format!("{who} liberou o atendimento"),
                format!("{who} released the request"),
                format!("{who} liberó la atención"),
            ),
        }
    }

    pub(crate) fn rated(&self, who: &str, rating: u8) -> String {
        self.pick(
            format!("{who} avaliou o atendimento: {rating} de 5"),
            format!("{who} rated the request {rating} of 5"),
            format!("{who} evaluó la atención: {rating} de 5"),
        )
    }

    pub(crate) fn unreadable(&self) -> String {
        self.pick(
            "Não foi possível mostrar esta mensagem.".into(),
            "This message could not be shown.".into(),
            "No se pudo mostrar este mensaje.".into(),
        )
    }

    pub(crate) fn unknown(&self) -> String {
        self.pick(
            "Atualize o aplicativo para ver isto.".into(),
            "Update the app to see this.".into(),
            "Actualiza la aplicación para ver esto.".into(),
        )
    }

    pub(crate) fn not_shown(&self, count: usize) -> String {
        self.pick(
            format!("Caracteres que este PDF não mostra: {count}; em seu lugar há um “◻”. O arquivo de texto os tem."),
            format!("Characters that this PDF cannot show: {count}; a “◻” stands for each. The text file has them."),
            format!("Caracteres que este PDF no muestra: {count}; en su lugar hay un “◻”. El archivo de texto los tiene."),
        )
    }
}
