//! Data that were damaged.

texts! {
    title: "Dados danificados", "Damaged data", "Datos dañados";
    explained:
        "Os dados deste aparelho estavam danificados. O que a escola tem volta do servidor; o que ainda não tinha sido enviado pode faltar. Uma cópia dos dados danificados ficou guardada neste aparelho.",
        "The data on this device were damaged. What the school has comes back from the server; what had not been sent yet may be missing. A copy of the damaged data was kept on this device.",
        "Los datos de este dispositivo estaban dañados. Lo que tiene la escuela vuelve del servidor; lo que aún no se había enviado puede faltar. Una copia de los datos dañados quedó guardada en este dispositivo.";
    understood: "Entendi", "I understand", "Entendido";
}
